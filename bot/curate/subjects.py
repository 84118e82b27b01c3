"""The words for whose casualties come in; the side, the kind of people and the place go out.

"Orvanan military" is a side and a kind, "people in Lindel" people and a place. Told by capitals
and by the vocabulary's words for kinds of people, never by a list of countries.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from bot import demonyms
from bot.names import Category
from bot.vocabulary import Vocabulary, words_of
from bot.words import Word, fold, phrase, plain, split, stands_in

Words = tuple[str, ...]

_BRACKET = re.compile(r"\([^()]*\)")
_SHORTEST_ENDING = 2
_ENDINGS_OF_LISTS = {"and", "or"}


class Side(NamedTuple):
    """A party as a table names it: its country's word, and its adjective where one is known."""

    name: str
    adjective: str | None

    @property
    def other(self) -> tuple[str, ...]:
        """The adjective, if one is known."""
        return (self.adjective,) if self.adjective else ()

    @property
    def forms(self) -> frozenset[Words]:
        """The folded words of both."""
        return frozenset(phrase(text) for text in (self.name, self.adjective or self.name))


class Subject(NamedTuple):
    """What the words for a population tell about it.

    ``sides`` has several for a joint count. ``placed`` tells that the people are told by where they
    are, and ``place`` where that is if it is a name and nothing else.
    """

    sides: tuple[str, ...]
    category: Category
    placed: bool
    place: str | None


class Subjects:
    """Reads subjects by a language's words for kinds of people."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = vocabulary.names
        self._categories = [
            (Category(value), words_of(text))
            for value, texts in vocabulary.category.items()
            for text in texts
        ]
        self._common = {term.words[0] for term in vocabulary.terms() if len(term.words) == 1}
        self._common |= {fold(word) for word in vocabulary.names.people}
        self._institution = {phrase(text) for text in vocabulary.names.institution}
        self._organs = {phrase(text) for text in vocabulary.names.organ}
        self._places = {fold(w) for w in (*vocabulary.names.common, *vocabulary.names.territory)}
        self._inside = {fold(word) for word in vocabulary.cue.get("place", ())}

    def read(self, text: str) -> Subject:
        """Read one subject."""
        words = split(_BRACKET.sub(" ", plain(text)))
        at = next((i for i, word in enumerate(words) if i and word.fold in self._inside), None)
        category = self._category([word.fold for word in words[:at]])
        place = self._place(words[at + 1 :]) if at is not None else None
        sides = () if at is not None else tuple(self._sides(words, category))
        return Subject(sides, category, at is not None, place)

    def placed(
        self, told: Mapping[str, Subject], events: Iterable[str], claimants: Iterable[str]
    ) -> dict[str, Subject]:
        """Take civilians by the name of where something happened for people there, not a side.

        So "(town) civilians" beside "attack on (town)", unless others of the town bear arms or
        somebody speaks for it.
        """
        scenes = {words for text in events for words in self._scenes(split(plain(text)))}
        armed = {s for t in told.values() if t.category is not Category.CIVILIAN for s in t.sides}
        organs = [phrase(text) for text in claimants if self.is_organ(text)]
        read = {}
        for text, subject in told.items():
            (side, *others) = subject.sides or ("",)
            there = not others and phrase(side) in scenes and side not in armed
            spoken_for = any(stands_in(phrase(side), organ) for organ in organs)
            where = there and not (spoken_for or self._is_adjective(side))
            read[text] = (
                Subject((), subject.category, placed=True, place=side) if where else subject
            )
        return read

    def wholes(self, texts: Iterable[str]) -> dict[str, str]:
        """Find of which people others are a part by where they are.

        "People in northern Orvana" are a part of "People in Orvana"; where both are a part of more,
        the largest whole counts.
        """
        placed = {text: where for text in texts if (where := self._where(phrase(text)))}
        found = {}
        for text, (people, there) in placed.items():
            around = [
                (len(whole), other)
                for other, (same, whole) in placed.items()
                if same == people and len(whole) < len(there) and there[-len(whole) :] == whole
            ]
            if around:
                found[text] = min(around)[1]
        return found

    def _where(self, words: Words) -> tuple[Words, Words] | None:
        """Part people from where they are; a list of places is no one place."""
        at = next((i for i, word in enumerate(words) if i and word in self._inside), None)
        if at is None or not _ENDINGS_OF_LISTS.isdisjoint(words):
            return None
        return words[:at], words[at + 1 :]

    def side(self, side: str, texts: Iterable[str]) -> Side:
        """Find both words of a party ("Orvana", "Orvanan") among the texts of a table."""
        *before, last = phrase(side)
        for text in texts:
            words = split(plain(text))
            for start in range(len(words) - len(before)):
                stretch = words[start : start + len(before) + 1]
                other = stretch[-1]
                same = [word.fold for word in stretch[:-1]] == before and other.text[0].isupper()
                name = " ".join(word.text for word in stretch)
                if same and other.fold in demonyms.nouns(last, self._names):
                    return Side(name, side)
                if same and last in demonyms.nouns(other.fold, self._names):
                    return Side(side, name)
        return Side(side, None)

    def mentions(self, text: str, side: Side) -> bool:
        """Tell whether a name has the words of a party in it, in either form."""
        words = phrase(_BRACKET.sub(" ", plain(text)))
        return any(stands_in(form, words) for form in side.forms)

    def is_organ(self, claimant: str) -> bool:
        """Tell whether a claimant's name has a word like "ministry" in it."""
        words = set(phrase(claimant))
        return any(set(organ) <= words for organ in self._organs)

    # private

    def _category(self, folds: Sequence[str]) -> Category:
        found = {category for category, wanted in self._categories if stands_in(wanted, folds)}
        if len(found) > 1:
            return Category.COMBINED
        return next(iter(found), Category.UNKNOWN)

    def _place(self, words: Sequence[Word]) -> str | None:
        """Take what stands after "in" for a place if it is a name and nothing else."""
        named = all(word.text[0].isupper() for word in words)
        return " ".join(word.text for word in words) if words and named else None

    def _sides(self, words: Sequence[Word], category: Category) -> Iterator[str]:
        """Take the names before the word for the people for their sides."""
        run: list[str] = []
        armies = self._armies([word.fold for word in words])
        for index, word in enumerate(words):
            if self._names_a_side(word) and index not in armies:
                run.append(word.text)
                continue
            placed = word.fold in self._places and not self._is_adjective(run[-1] if run else "")
            if run and not placed and self._is_side(run, category):
                yield " ".join(run)
            run = []
            listed = word.fold in _ENDINGS_OF_LISTS and self._names_a_side(words[index - 1])
            if not (listed and index):
                return
        if run and self._is_side(run, category):
            yield " ".join(run)

    def _armies(self, folds: Sequence[str]) -> set[int]:
        """Find where a phrase for people begins: "armed forces" is no name of a side."""
        phrases = [wanted for _, wanted in self._categories if len(wanted) > 1]
        return {
            at
            for at in range(1, len(folds))
            if any(tuple(folds[at : at + len(wanted)]) == wanted for wanted in phrases)
        }

    def _names_a_side(self, word: Word) -> bool:
        acronym = word.text.isupper() and len(word.text) > 1
        common = word.fold in self._common or (word.fold,) in self._institution
        return word.text[0].isupper() and (acronym or not common)

    def _is_side(self, run: Sequence[str], category: Category) -> bool:
        """Ask for a word about bearing arms, or for the ending of a country's adjective."""
        return category is not Category.UNKNOWN or self._is_adjective(run[-1])

    def _is_adjective(self, word: str) -> bool:
        endings = {ending for _, ending in self._names.demonym if len(ending) >= _SHORTEST_ENDING}
        return any(fold(word).endswith(ending) for ending in endings)

    def _scenes(self, words: Sequence[Word]) -> Iterator[Words]:
        """List the names that stand after a small word in the name of an event: "attack on"."""
        small = {fold(word) for word in (*self._names.joint, *self._names.small)}
        for at, word in enumerate(words[1:], 1):
            led = word.text[0].isupper() and words[at - 1].fold in small
            rest = takewhile(lambda w: w.text[0].isupper() and not w.apart, words[at + 1 :])
            run = (word.fold, *(w.fold for w in rest))
            yield from (run[:end] for end in range(1, len(run) + 1) if led)
