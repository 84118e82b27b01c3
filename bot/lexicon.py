"""A store and a language come in; a Lexicon goes out that finds both in the words of a message.

Longest phrases win. Spelling is repaired inside a name or a counting word only, and only where one
known word is closer than any other: a repair never chooses between two meanings.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.names import Claimant, Named, Party, Person
from bot.store import Store
from bot.vocabulary import Kind, Measures, Vocabulary, words_of
from bot.words import Word, phrase


class Name(StrEnum):
    """What kind of entry of the store a name belongs to."""

    PARTY = "party"
    POPULATION = "population"
    CLAIMANT = "claimant"
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"


class Sense(NamedTuple):
    """One meaning of a phrase: a vocabulary value, or the id of an entry of the store."""

    kind: Kind | Name
    value: str


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

    @property
    def named(self) -> bool:
        """Whether this mention is a name of the store."""
        return any(isinstance(sense.kind, Name) for sense in self.senses)


class _Node:
    """A word in the trie of phrases: what may follow it, and what it ends."""

    __slots__ = ("ends", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.ends: list[Sense] = []

    def add(self, words: Sequence[str], sense: Sense) -> None:
        node = self
        for word in words:
            table = node.stems if word.endswith("*") else node.next
            node = table.setdefault(word.removesuffix("*"), _Node())
        if words and sense not in node.ends:
            node.ends.append(sense)

    def after(self, word: str) -> "Iterator[_Node]":
        if word in self.next:
            yield self.next[word]
        for length in range(len(word), 1, -1):
            if self.stems and word[:length] in self.stems:
                yield self.stems[word[:length]]


_SHORTEST = 4
"""Letters of the shortest word whose spelling is repaired; shorter ones mean too many things."""
_PIECE = 3
"""Letters of the shortest piece that a word typed without a space is parted into."""
_TWO_EDITS = 8
"""Letters from which on two slips are forgiven instead of one."""
_REPAIRED_KINDS = {Kind.MEASURE, Kind.UMBRELLA, Kind.CATEGORY}


class Lexicon:
    """Finds what a store and a language know in the words of a message."""

    def __init__(self, store: Store, vocabulary: Vocabulary, measures: Measures) -> None:
        self.vocabulary = vocabulary
        self.measures = measures
        self._root = _Node()
        self._known: set[str] = set()
        repairable: set[str] = set()
        for sense, words in (*_vocabulary(vocabulary), *_store(store, measures)):
            self._root.add(words, sense)
            self._known.update(words)
            if isinstance(sense.kind, Name) or sense.kind in _REPAIRED_KINDS:
                repairable.update(w for w in words if len(w) >= _SHORTEST and "*" not in w)
        self._repairable = sorted(repairable)
        self.counts = frozenset(n for claim in store.claims for n in claim.numbers)
        self.written_counts = frozenset(str(count) for count in self.counts)
        said = [claim.known_on.last for claim in store.claims if claim.known_on]
        self._latest = max(said, default=None)

    def year(self, today: dt.date) -> int:
        """Tell the year that a date without one is in: the last one on file up to today."""
        return min(today, self._latest or today).year

    def find(self, words: Sequence[Word], *, names_only: bool = False) -> tuple[Mention, ...]:
        """Part words into mentions, left to right; every word is in exactly one."""
        typed = [word.fold for word in words]
        read = typed if names_only else [self._repair(word) for word in words]
        mentions: list[Mention] = []
        index = 0
        while index < len(words):
            end, senses = self._longest(read, index)
            senses = _as_typed(senses, words[index:end], names_only=names_only)
            repaired = " ".join(read[index:end]) if read[index:end] != typed[index:end] else None
            text = " ".join(word.text for word in words[index:end])
            mentions.append(Mention(index, end, text, senses, repaired if senses else None))
            index = end
        return tuple(mentions)

    def part(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Part words that were typed without the space between them ("howmany")."""
        return tuple(piece for word in words for piece in self._parted(word))

    def _parted(self, word: Word) -> Iterator[Word]:
        for at in range(len(word.fold) - _PIECE, _PIECE - 1, -1):
            head, tail = word.fold[:at], word.fold[at:]
            if word.fold in self._known or len(word.fold) != len(word.text):
                break
            if head in self._known and tail in self._known:
                middle = word.start + at
                yield Word(word.text[:at], head, word.start, middle, word.glue)
                yield Word(word.text[at:], tail, middle, word.end, " ")
                return
        yield word

    def _longest(self, folds: Sequence[str], index: int) -> tuple[int, tuple[Sense, ...]]:
        best: tuple[int, tuple[Sense, ...]] = (index + 1, ())
        paths = [(self._root, index)]
        while paths:
            node, end = paths.pop()
            if node.ends and (end > best[0] or not best[1]):
                best = (end, tuple(node.ends))
            elif node.ends and end == best[0]:
                best = (end, (*best[1], *(s for s in node.ends if s not in best[1])))
            if end < len(folds):
                paths += [(following, end + 1) for following in node.after(folds[end])]
        return best

    def _repair(self, word: Word) -> str:
        typed = word.fold
        if len(typed) < _SHORTEST or typed in self._known or not typed.isalpha():
            return typed
        if next(self._root.after(typed), None):
            return typed
        slips = 2 if len(typed) >= _TWO_EDITS else 1
        close = process.extract(
            typed, self._repairable, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        close = [hit for hit in close if hit[0][0] == typed[0]]
        nearest = min((distance for _, distance, _ in close), default=0)
        best = [known for known, distance, _ in close if distance == nearest]
        meanings = {self._longest([known], 0)[1] for known in best}
        return best[0] if len(meanings) == 1 else typed


def build(store: Store, vocabulary: Vocabulary, measures: Measures) -> Lexicon:
    """Make the lexicon of a store in one language."""
    return Lexicon(store, vocabulary, measures)


# --- private ---


def _as_typed(
    senses: tuple[Sense, ...], words: Sequence[Word], *, names_only: bool
) -> tuple[Sense, ...]:
    """Tell a short name in capitals from the small word it looks like ("US", "us")."""
    names = tuple(sense for sense in senses if isinstance(sense.kind, Name))
    small_word = any(sense.kind is Kind.FILLER for sense in senses)
    if names and small_word:
        in_capitals = all(word.text.isupper() for word in words)
        senses = names if in_capitals else tuple(s for s in senses if s not in names)
    if names_only:
        return tuple(sense for sense in senses if isinstance(sense.kind, Name))
    return senses


def _vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[Sense, tuple[str, ...]]]:
    for term in vocabulary.terms():
        yield Sense(term.kind, term.value), term.words


def _store(store: Store, measures: Measures) -> Iterator[tuple[Sense, tuple[str, ...]]]:
    names = store.names
    for kind, entries in (
        (Name.PARTY, names.parties),
        (Name.POPULATION, names.populations),
        (Name.CLAIMANT, names.claimants),
        (Name.PERSON, names.people),
        (Name.PLACE, names.places),
        (Name.EVENT, names.events),
    ):
        for entry in entries:
            for words in _ways_to_say(entry):
                yield Sense(kind, entry.id), words
    for claim in store.claims:
        if measures.family(claim.measure) is None:
            yield Sense(Kind.MEASURE, claim.measure), words_of(claim.measure.replace("_", " "))


_ARTICLES = {"the", "a", "an"}


def _ways_to_say(entry: Named) -> Iterator[tuple[str, ...]]:
    """List the phrases that name an entry: as filed, and a person by surname alone."""
    texts = [entry.name, *entry.aliases]
    if isinstance(entry, Party) and entry.adjective:
        texts.append(entry.adjective)
    for text in texts:
        words = phrase(text)
        yield words
        if words and words[0] in _ARTICLES:
            yield words[1:]
    if isinstance(entry, Person) and not entry.anonymous:
        yield phrase(entry.name)[-1:]
    if isinstance(entry, Claimant) and entry.name.isupper():
        yield phrase(entry.name)
