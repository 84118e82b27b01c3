"""Words of a message in another language come in; names that are filed in English go out.

The words that names are made of ("ministry", "miners", "cyclone") are data of the language file, so
that a name nobody translated is found by its words: those are read as the English ones, a name's
own as they are spelled there. The words may stand in any order, as in English.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot import locales, phrases
from bot.phrases import Name, Phrase, Sense
from bot.spelled import Spelled
from bot.store import Store
from bot.trie import Trie
from bot.vocabulary import Vocabulary, words_of
from bot.words import Word, fold

Words = tuple[str, ...]

_TYPED = 5
"""Letters of the shortest word that is told to be one of a name by its spelling."""


class Translated:
    """Names by the English words in them, each with all that they may mean.

    ``joint`` words of the language tell nothing apart; after ``inside`` ones stands where something
    is, and never the adjective of it, which ``adjectives`` lists.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        names: Iterable[Phrase],
        joint: Collection[str],
        adjectives: Collection[str],
    ) -> None:
        self._joint = frozenset(joint)
        self._inside = {fold(word) for word in vocabulary.cue.get("place", ())}
        translated = {word for name in vocabulary.word for word in words_of(name)}
        self._adjectives = frozenset(adjectives) - translated
        self._senses: dict[Words, tuple[Sense, ...]] = {}
        for sense, words, _ in names:
            told = tuple(sorted(word for word in words if word not in self._joint))
            known = self._senses.get(told, ())
            if told and sense not in known:
                self._senses[told] = (*known, sense)
        self._words = frozenset(word for words in self._senses for word in words)
        self._most = max(map(len, self._senses), default=0)
        self._spelled = Spelled(vocabulary.spelling, self._words)
        self._said: Trie[Words] = Trie()
        self._beginnings: dict[str, list[Words]] = {}
        self._learn(vocabulary.word)
        for word in self._words:
            for text in _country(word, vocabulary.language):
                self._said.add(words_of(text), (word,))

    def longest(
        self, words: Sequence[Word], folds: Sequence[str], index: int, unknown: Collection[str]
    ) -> tuple[int, tuple[Sense, ...]]:
        """Find where the longest name that begins at a word ends, and what it may mean.

        ``folds`` are the words as they are read, ``unknown`` those that nothing else explains.
        Where no name begins, the end is ``index``.
        """
        found: tuple[int, tuple[Sense, ...]] = (index, ())
        paths: list[tuple[int, Words]] = [(index, ())]
        seen: set[tuple[int, Words]] = set()
        while paths:
            at, key = paths.pop()
            if at == len(words) or (key and words[at].apart):
                continue
            if key and folds[at] in self._joint:
                paths.append((at + 1, key))
            for end, said in self._readings(folds, at, unknown):
                path = (end, tuple(sorted((*key, *said))))
                if path in seen or len(path[1]) > self._most or not self._words.issuperset(said):
                    continue
                seen.add(path)
                paths.append(path)
                senses = self._senses.get(path[1], ())
                if senses and end >= found[0]:
                    known = found[1] if end == found[0] else ()
                    found = (end, tuple(dict.fromkeys((*known, *senses))))
        return found

    # --- private ---

    def _learn(self, table: Mapping[str, Sequence[str]]) -> None:
        """Note the language's words; one that ends in ``-`` begins others ("Innen-")."""
        for name, texts in table.items():
            for text in texts:
                if text.endswith("-"):
                    self._beginnings.setdefault(fold(text[:-1]), []).append(words_of(name))
                else:
                    self._said.add(words_of(text), words_of(name))

    def _readings(
        self, folds: Sequence[str], at: int, unknown: Collection[str]
    ) -> Iterator[tuple[int, Words]]:
        """List what may be read at a word: where it ends, and the English words it stands for."""
        word = folds[at]
        placed = at > 0 and folds[at - 1] in self._inside
        for end, said in ((at + 1, (word,)), *self._told(folds, at)):
            if not (placed and self._adjectives.issuperset(said)):
                yield end, said
        if word in unknown and len(word) >= _TYPED:
            for name in self._spelled.names(word):
                if not (placed and name in self._adjectives):
                    yield at + 1, (name,)

    def _told(self, folds: Sequence[str], at: int) -> Iterator[tuple[int, Words]]:
        """List what the language's own words say, with the parts of a compound told one by one.

        Of several beginnings of a word the longest tells: "miners" begins as "mine" does.
        """
        word = folds[at]
        yield from ((at + 1, said) for said in self._said.closest(word))
        yield from (one for one in self._said.found(folds, at) if one[0] > at + 1)
        for length in range(len(word) - 2, 1, -1):
            for first in self._beginnings.get(word[:length], ()):
                for rest in self._said.closest(word[length:]):
                    yield at + 1, (*first, *rest)


def build(store: Store, vocabulary: Vocabulary, joint: Collection[str]) -> Translated | None:
    """Make what finds a store's names in a language; none in the one that they are filed in."""
    if vocabulary.language == phrases.FILED_IN:
        return None
    names = [*phrases.to_translate(store, vocabulary)]
    people = {word for name in names if name.sense.kind in _PEOPLE for word in name.words}
    lands = (*store.names.parties, *store.names.places, *store.names.events)
    adjectives = people - {word for entry in lands for word in words_of(entry.name)}
    return Translated(
        vocabulary, names, {*joint, *map(fold, vocabulary.spelling.joint)}, adjectives
    )


# --- private ---

_PEOPLE = {Name.PARTY, Name.POPULATION}


def _country(word: str, language: str) -> Iterator[str]:
    yield from locales.country(word, language)
    yield from locales.adjective(word, language)
