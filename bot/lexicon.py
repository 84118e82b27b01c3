"""A store and a language come in; a Lexicon goes out that finds both in the words of a message.

Longest phrases win. A word that nothing knows is read as the one that was meant, if it can be one.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot import phrases, translated
from bot.anyorder import AnyOrder
from bot.homes import Homes
from bot.measures import Measures
from bot.names import Category
from bot.phrases import ARTICLES, FILED_IN, Name, Sense
from bot.slips import Slips
from bot.store import Store
from bot.trie import Trie
from bot.vocabulary import COUNTED, Kind, Vocabulary, words_of
from bot.words import Word, fold, phrase


class Mention(NamedTuple):
    """Words ``start`` up to ``end`` of a message, with all they may mean; no senses: unknown.

    ``repaired`` names the spelling that was read instead of the one typed.
    """

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]
    repaired: str | None = None

    def values(self, kind: Kind | Name) -> tuple[str, ...]:
        """List what this mention may mean of one kind."""
        return tuple(sense.value for sense in self.senses if sense.kind is kind)

    def has(self, kind: Kind, value: str) -> bool:
        """Tell whether this mention may mean one vocabulary value."""
        return Sense(kind, value) in self.senses

    def means(self, *kinds: Kind | Name) -> bool:
        """Tell whether this mention may mean something of one of these kinds."""
        return any(sense.kind in kinds for sense in self.senses)

    @property
    def named(self) -> bool:
        """Whether this mention is a name of the store."""
        return any(isinstance(sense.kind, Name) for sense in self.senses)


_Found = tuple[int, tuple[Sense, ...]]
"""Where a phrase ends, and what it may mean."""
_TIES = " '\ts"
"""What stands between two words of one name: a space, or a genitive."""
_PIECE = 3
"""Letters of the shortest piece that a word typed without a space is parted into."""


class Lexicon:
    """Finds what a store and a language know in the words of a message."""

    def __init__(self, store: Store, vocabulary: Vocabulary, measures: Measures) -> None:
        self.vocabulary = vocabulary
        self.measures = measures
        self._root: Trie[Sense] = Trie()
        self._known: set[str] = set()
        self._any_order: AnyOrder[Sense] = AnyOrder(_joint(vocabulary))
        self._translated = translated.build(store, vocabulary, _joint(vocabulary))
        self._homes = Homes(store.names, vocabulary.names)
        self._kinds_of_events = {
            words_of(text)[0] for texts in vocabulary.event.values() for text in texts
        }
        self._filed_in_a_word = {
            (claimant.id, text)
            for claimant in store.names.claimants
            for (text, *others) in phrases.as_filed(claimant)
            if not others
        }
        said = list(phrases.of(store, vocabulary, measures))
        for sense, words, fixed in said:
            if fixed:
                self._root.add(words, sense)
            else:
                self._any_order.add(words, sense)
            self._known.update(words)
        self.located = store.located
        self.populations = store.populations
        self.irregulars = _irregulars(store, vocabulary)
        self._written = phrases.written(store, vocabulary)
        self._known.update(vocabulary.number.small, vocabulary.number.scales)
        self._slips = Slips(said, self._written, self._senses, self._knows)
        self.counts = frozenset(n for claim in store.claims for n in claim.numbers)
        self.written_counts = frozenset(str(count) for count in self.counts)
        dated = [claim.known_on.last for claim in store.claims if claim.known_on]
        self._latest = max(dated, default=None)

    def year(self, today: dt.date) -> int:
        """Tell the year that a date without one is in: the last one on file up to today."""
        return min(today, self._latest or today).year

    def find(self, words: Sequence[Word], *, names_only: bool = False) -> tuple[Mention, ...]:
        """Part words into mentions, left to right; every word is in exactly one."""
        typed = [word.fold for word in words]
        read = typed if names_only else [self._slips.read(word) for word in words]
        mentions: list[Mention] = []
        calm = any(word.text.islower() for word in words if len(word.text) > 1)
        index = 0
        foreign = () if names_only else self._foreign(words, read)
        while index < len(words):
            end, senses = self._reach(words, read, index)
            if read[index] in ARTICLES and self._reach(words, read, index + 1)[0] > end:
                end, senses = self._longest(read[: index + 1], index)
            if foreign and _tells_more(foreign[index], (end, senses)):
                end, senses = foreign[index]
            senses = _as_typed(senses, words[index:end], names_only=names_only)
            asks = index == 0 and Sense(Kind.CUE, "say") in self._longest(read, index + 1)[1]
            if calm and not asks and _is_acronym(words[index:end], senses):
                end, senses = index + 1, ()
            text = " ".join(word.text for word in words[index:end])
            slipped = senses and read[index:end] != typed[index:end]
            repaired = self._as_written(words[index:end], read[index:end]) if slipped else None
            mentions.append(Mention(index, end, text, senses, repaired))
            index = end
        return tuple(self._at_home(self._apart(self._seated(mentions), words), words))

    def _foreign(self, words: Sequence[Word], read: Sequence[str]) -> tuple[_Found, ...]:
        """Find the longest name that begins at each word, said in a language it is not filed in."""
        if not self._translated:
            return ()
        unknown = {word for word in read if not self._knows(word)}
        told = self._translated.longest
        return tuple(told(words, read, index, unknown) for index in range(len(words)))

    def _seated(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Read "the ministry in (capital)" as one name, that of the party's own ministry."""
        found: list[Mention] = []
        for mention in mentions:
            led = found[-1].has(Kind.CUE, "place") if found else False
            voice = found[-2] if led and len(found) > 1 and _only_speaks(found[-2]) else None
            parties = mention.values(Name.PARTY) if voice else ()
            senses = voice.senses if voice and parties else ()
            own = tuple(sense for sense in senses if self._homes.is_of(sense.value, parties))
            if voice and own and (len(senses) > 1 or not voice.text.isupper()):
                found[-2:] = [voice._replace(end=mention.end, senses=own)]
            else:
                found.append(mention)
        return tuple(found)

    def _apart(self, mentions: Sequence[Mention], words: Sequence[Word]) -> tuple[Mention, ...]:
        """Let go of two voices side by side that are not of one body: their words are one name.

        So "(company) ministry of health", of which only parts are on file, is nobody's there.
        """
        unknown: set[int] = set()
        for at, (one, other) in enumerate(pairwise(mentions)):
            beside = not words[other.start].glue.strip(_TIES)
            if beside and _only_speaks(one) and _only_speaks(other):
                bodies = [self._homes.bodies(s.value for s in m.senses) for m in (one, other)]
                unknown |= {at, at + 1} if bodies[0].isdisjoint(bodies[1]) else set()
        return tuple(m._replace(senses=()) if i in unknown else m for i, m in enumerate(mentions))

    def _at_home(self, mentions: Sequence[Mention], words: Sequence[Word]) -> Iterator[Mention]:
        """Let go of voices whose short name stands where it is another name, or a place.

        So in "the (party) defence ministry" and "the defence ministry of (party)" if they are not
        of that party, and in "died in (company)".
        """
        for at, mention in enumerate(mentions):
            before = mentions[max(at - 2, 0) : at]
            parties: tuple[str, ...] = ()
            if before and not words[mention.start].glue.strip(_TIES):
                led = len(before) > 1 and before[0].has(Kind.CUE, "place")
                parties = () if led else before[-1].values(Name.PARTY)
            parties = parties or _whose(mentions[at + 1 :], bare=self._translated is not None)
            placed = bool(before) and before[-1].has(Kind.CUE, "place")
            placed = placed and mention.end - mention.start == 1 and not mention.text.isupper()
            fold = words[mention.start].fold
            glossed = self._glossed(before, words[mention.start])
            kept = tuple(
                sense
                for sense in mention.senses
                if sense.kind not in _SPEAKING
                or not (
                    (parties and not self._homes.is_of(sense.value, parties))
                    or (placed and (sense.value, fold) not in self._filed_in_a_word)
                    or (glossed and glossed.isdisjoint(self._homes.bodies([sense.value])))
                )
            )
            yield mention._replace(senses=kept)

    def _glossed(self, before: Sequence[Mention], opening: Word) -> frozenset[str | None]:
        """Tell the bodies of a voice that another name explains: "(body) (its ministry)"."""
        explains = opening.glue.strip() == "(" and bool(before) and _only_speaks(before[-1])
        voices = (sense.value for sense in before[-1].senses) if explains else ()
        return self._homes.bodies(voices)

    def _as_written(self, words: Sequence[Word], read: Sequence[str]) -> str:
        """Say words as they were read, each that was repaired as the file has it."""
        return " ".join(
            word.text if word.fold == one else self._written.get(one, one)
            for word, one in zip(words, read, strict=True)
        )

    def part(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Part words that were typed without the space between them ("howmany")."""
        return tuple(piece for word in words for piece in self._parted(word))

    def _parted(self, word: Word) -> Iterator[Word]:
        if self._knows(word.fold) or len(word.fold) != len(word.text):
            yield word
            return
        for at in range(len(word.fold) - _PIECE, _PIECE - 1, -1):
            head, tail = word.fold[:at], word.fold[at:]
            if self._stands_alone(head) and self._stands_alone(tail) and self._asks(head, tail):
                middle = word.start + at
                yield Word(word.text[:at], head, word.start, middle, word.glue)
                yield Word(word.text[at:], tail, middle, word.end, " ")
                return
        yield word

    def _stands_alone(self, piece: str) -> bool:
        """Tell whether a piece of a word is one itself; "fire" before "fighters" is none."""
        return piece in self._known and piece not in self._kinds_of_events

    def _asks(self, head: str, tail: str) -> bool:
        """Tell words run together that ask or count ("howmany") from a word that has two in it."""
        senses = (*self._senses(head), *self._senses(tail))
        counts = any(isinstance(s.kind, Name) or s.kind in _RUN_TOGETHER for s in senses)
        number = tail in self.vocabulary.number.scales or tail in self.vocabulary.number.small
        return counts or number or self._longest((head, tail), 0)[0] > 1

    def _knows(self, word: str) -> bool:
        if word in self._known or self.vocabulary.explains((word,)):
            return True
        return next(self._root.after(word), None) is not None

    def _reach(self, words: Sequence[Word], read: Sequence[str], index: int) -> _Found:
        """Find the longest phrase from a word on, in its own order before any other."""
        longest = self._longest(read, index)
        swapped = self._any_order.longest(words, read, index)
        return swapped if swapped[0] > longest[0] else longest

    def _senses(self, word: str) -> tuple[Sense, ...]:
        return self._longest([word], 0)[1]

    def _longest(self, folds: Sequence[str], index: int) -> _Found:
        best: _Found = (index + 1, ())
        for end, sense in self._root.found(folds, index):
            if end > best[0] or not best[1]:
                best = (end, (sense,))
            elif end == best[0] and sense not in best[1]:
                best = (end, (*best[1], sense))
        return best


def build(store: Store, vocabulary: Vocabulary, measures: Measures) -> Lexicon:
    """Make the lexicon of a store in one language."""
    return Lexicon(store, vocabulary, measures)


# --- private ---

_SPEAKING = {Name.CLAIMANT, Name.PERSON}
_RUN_TOGETHER = {*COUNTED, Kind.WANTED}
"""What one of two words typed without a space is about."""


def _irregulars(store: Store, vocabulary: Vocabulary) -> tuple[str, ...]:
    """List those who bear arms and are no soldiers, if others are counted that are."""
    named = {fold(word) for word in vocabulary.names.irregular}
    armed = [one for one in store.names.populations if one.category is Category.MILITARY]
    found = tuple(one.id for one in armed if not named.isdisjoint(phrase(one.name)))
    return found if len(found) < len(armed) else ()


def _joint(vocabulary: Vocabulary) -> frozenset[str]:
    """List the words that hold a name together, as filed or as a language says it."""
    cues = (vocabulary.cue.get(cue, ()) for cue in ("of", "place", "article"))
    said = {words[0] for texts in cues for words in map(words_of, texts) if len(words) == 1}
    filed = {fold(word) for word in vocabulary.names.joint}
    return frozenset(filed if vocabulary.language == FILED_IN else filed | said)


def _tells_more(told: _Found, known: _Found) -> bool:
    """Tell whether a name is longer than what else is known, or stands where nothing answers."""
    (end, senses), (other_end, others) = told, known
    vague = all(sense.kind is Kind.REFUSAL for sense in others)
    return bool(senses) and (end > other_end or (end == other_end and vague))


def _only_speaks(mention: Mention) -> bool:
    return bool(mention.senses) and all(sense.kind in _SPEAKING for sense in mention.senses)


def _whose(after: Sequence[Mention], *, bare: bool) -> tuple[str, ...]:
    """Tell the parties that a name goes on with: "of (party)", if no people of it are counted.

    In a language that inflects its names, a ``bare`` one says so.
    """
    words = [m for m in after if not m.has(Kind.CUE, "article")]
    if words and words[0].has(Kind.CUE, "of") and not words[0].has(Kind.CUE, "on"):
        words = words[1:]
    elif not (bare and words and words[0].values(Name.PARTY)):
        return ()
    if not words:
        return ()
    whole, *beyond = words
    if not whole.named and whole.text[0].isupper():
        return _whose(beyond, bare=bare)
    counted = any(m.means(*COUNTED) for m in beyond[:1])
    return () if counted else whole.values(Name.PARTY)


def _is_acronym(words: Sequence[Word], senses: Sequence[Sense]) -> bool:
    """Tell a body's name in capitals from the word that points at something: "WHO", "who"."""
    points = any(sense in _POINTING for sense in senses)
    named = any(isinstance(sense.kind, Name) for sense in senses)
    first, *others = (word.text for word in words)
    stands_out = first.isupper() and len(first) > 1 and not any(map(str.isupper, others))
    return points and not named and stands_out


_UNCOUNTED = Sense(Kind.REFUSAL, "breakdown")
"""Said of people that are counted apart by no claim; not of those that one counts."""
_POINTING = {Sense(Kind.CUE, "wh"), Sense(Kind.CUE, "pronoun"), Sense(Kind.WANTED, "speaker")}


def _as_typed(
    senses: tuple[Sense, ...], words: Sequence[Word], *, names_only: bool
) -> tuple[Sense, ...]:
    """Tell a short name in capitals from the small word it looks like ("US", "us")."""
    if any(sense.kind is Name.POPULATION for sense in senses):
        senses = tuple(sense for sense in senses if sense != _UNCOUNTED)
    names = tuple(sense for sense in senses if isinstance(sense.kind, Name))
    small_word = any(sense.kind is Kind.FILLER for sense in senses)
    if names and small_word:
        in_capitals = all(word.text.isupper() for word in words)
        senses = names if in_capitals else tuple(s for s in senses if s not in names)
    if names_only:
        return tuple(sense for sense in senses if isinstance(sense.kind, Name))
    return senses
