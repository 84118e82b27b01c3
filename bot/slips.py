"""A word that nothing knows comes in; the word that was meant goes out.

Spelling is repaired in a name or a counting word only, or where two letters changed places or one
was left out, and only where one known word is closer than any other: a repair never chooses between
two meanings.
"""

from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.phrases import Name, Phrase, Sense
from bot.vocabulary import COUNTED, Kind
from bot.words import Word

_SHORTEST = 5
"""Letters of the shortest word whose spelling is repaired; shorter ones mean too many things."""
_SUBSTITUTED = 6
"""Letters of the shortest word in which one letter may stand for another: "deaf" is not "dead"."""
_SWAPPED = 4
"""Letters of the shortest word in which two neighbours may have changed places."""
_TWO_EDITS = 8
"""Letters from which on two slips are forgiven instead of one."""
_ASKING = {Kind.WANTED, Kind.MEASURE, Kind.UMBRELLA}
_GRAMMAR = {Kind.FILLER, Kind.RELATION}
_REPAIRED_CUES = {Sense(Kind.CUE, "according_to"), Sense(Kind.CUE, "event")}
_CHATTER = Sense(Kind.FILLER, "chatter")
_LONG = 6
"""Letters of the shortest word of grammar that a letter may be left out of."""
_SAYING = {Sense(Kind.CUE, "say"), Sense(Kind.CUE, "figure")}


class Slips:
    """Knows the words that a slip of the keys may have been meant for."""

    def __init__(
        self,
        said: Iterable[Phrase],
        written: Mapping[str, str],
        senses: Callable[[str], tuple[Sense, ...]],
        knows: Callable[[str], bool],
    ) -> None:
        """Sort the words of all phrases; ``senses`` tells what a word alone means."""
        self._written = written
        self._senses = senses
        self._knows = knows
        self._spelled = set(written)
        self._asking: set[str] = set()
        repairable: set[str] = set()
        for sense, words, _ in said:
            if not isinstance(sense.kind, Name):
                self._spelled.update(words)
            if (sense.kind in _ASKING or sense in _SAYING) and len(words) == 1:
                self._asking.update(words)
            elif (sense.kind in _GRAMMAR and sense != _CHATTER) or sense in _REPAIRED_CUES:
                self._asking.update(word for word in words if len(word) >= _LONG)
            if isinstance(sense.kind, Name) or sense.kind in COUNTED:
                repairable.update(w for w in words if len(w) >= _SHORTEST and "*" not in w)
        repairable &= written.keys()
        self._repairable = sorted(word for word in repairable if self._repairs_to(word))

    def read(self, word: Word) -> str:
        """Give the folded word that was meant, or the one typed where no single one is near."""
        typed = word.fold
        if self._knows(typed) or not typed.isalpha():
            return typed
        if slipped := self._swapped(typed) or self._completed(typed):
            return slipped
        if typed.endswith("s") and word.text[:2].isupper() and typed[:-1] in self._written:
            return typed[:-1]  # a genitive without its apostrophe: "(acronym)s figure"
        if len(typed) < _SHORTEST:
            return typed
        slips = 2 if len(typed) >= _TWO_EDITS else 1
        close = process.extract(
            typed, self._repairable, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        close = [hit for hit in close if hit[0][0] == typed[0] and self._is_slip(typed, hit[0])]
        nearest = min((distance for _, distance, _ in close), default=0)
        best = [known for known, distance, _ in close if distance == nearest]
        meanings = {known: frozenset(self._senses(known)) for known in best}
        if len(set(map(bool, meanings.values()))) > 1:
            return typed
        # a slip may be as near to a country, which is a side and a place, as to its adjective,
        # which is a side alone: what all near words mean is meant
        shared = frozenset.intersection(*meanings.values()) if best else frozenset()
        return next((known for known in best if meanings[known] == shared), typed)

    # --- private ---

    def _is_slip(self, typed: str, known: str) -> bool:
        """Tell a slip of the keys; in a word that counts, one letter is none for a distant one."""
        counts = any(sense.kind in COUNTED for sense in self._senses(known))
        return _is_slip(typed, known) and not (
            counts and _stands_for_a_distant_letter(typed, known)
        )

    def _repairs_to(self, word: str) -> bool:
        """Tell whether a word alone names or counts, or means nothing outside a longer phrase."""
        kinds = {sense.kind for sense in self._senses(word)}
        return not kinds or any(isinstance(k, Name) or k in COUNTED for k in kinds)

    def _swapped(self, typed: str) -> str | None:
        """Read a word in which two neighbouring letters changed places, whatever kind it is of."""
        turned = {typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in _inner(typed)}
        known = sorted(turned & self._spelled)
        return known[0] if len(known) == 1 else None

    def _completed(self, typed: str) -> str | None:
        """Read a word of asking or counting that a letter was left out of, if it can be but one."""
        if len(typed) < _SWAPPED:
            return None
        known = {word for word in self._asking if len(word) == len(typed) + 1}
        near = sorted(w for w in known if w[0] == typed[0] and _lacks_a_letter(typed, w))
        return near[0] if len(near) == 1 else None


# --- private ---


def _inner(word: str) -> range:
    """List where a letter of a word and the next may have changed places; the first one stays."""
    return range(1, len(word) - 1 if len(word) >= _SWAPPED else 1)


def _lacks_a_letter(typed: str, word: str) -> bool:
    return any(word[:i] + word[i + 1 :] == typed for i in range(1, len(word)))


def _is_slip(typed: str, known: str) -> bool:
    """Tell a slip of the keys from another word: in a short word no letter stands for another."""
    swapped = sorted(typed) == sorted(known)
    return len(typed) >= _SUBSTITUTED or len(typed) != len(known) or swapped


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The keyboard that most messages in Latin letters are typed on."""
_KEYS = {key: (row, at) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}


def _stands_for_a_distant_letter(typed: str, known: str) -> bool:
    """Tell "insured" from "injured": one letter differs, and its key is not beside the other's."""
    if len(typed) != len(known):
        return False
    pairs = [(one, other) for one, other in zip(typed, known, strict=True) if one != other]
    return len(pairs) == 1 and not _are_neighbours(*pairs[0])


def _are_neighbours(one: str, other: str) -> bool:
    if one not in _KEYS or other not in _KEYS:
        return True
    (row, at), (other_row, other_at) = _KEYS[one], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(at - other_at) <= 1
