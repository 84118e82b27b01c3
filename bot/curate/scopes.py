"""A row comes in; what stretch of the event its figure covers goes out, and where.

A scope in words is the whole event, a period, or a place or an incident: a place if it has a name
in it that is no date and not the event's own. "The market in (town), (region), 3 May" is a market
that is part of a town in a region; the date is no part of their names.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot import demonyms
from bot.claim import ScopeKind
from bot.curate.flat import Row
from bot.curate.terms import scope
from bot.edtf import PartialDate
from bot.vocabulary import Vocabulary
from bot.words import Word, fold, phrase, plain, split

PERIOD_END = "period_end"
"""A column that many tables have beside ``period_start``, and that the table does not name."""


_YEAR = re.compile(r"(1[89]|20)\d\d")
"""What a date in digits has; "37 countries" has none."""


class Extent(NamedTuple):
    """What a figure covers; ``places`` are a place or an incident and what it is part of."""

    kind: ScopeKind
    places: tuple[str, ...] = ()


def end(row: Row) -> PartialDate | None:
    """Read the last date that a period covers, where a table gives it."""
    try:
        return PartialDate(row.others[PERIOD_END])
    except (KeyError, ValueError):
        return None


class Scopes:
    """Reads scopes by a language's words for dates."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        names, date = vocabulary.names, vocabulary.date
        self._names = names
        self._joint = {fold(word) for word in (*names.joint, *names.small)}
        self._fillers = {fold(text) for text in vocabulary.filler["words"]}
        self._inside = {fold(word) for word in vocabulary.cue.get("place", ())}
        self._dates = {fold(w) for group in (*date.months, *date.weekdays) for w in group}
        self._people = {
            words[0]
            for texts in (*vocabulary.category.values(), *vocabulary.measure.values())
            for words in map(phrase, texts)
            if len(words) == 1
        }
        self._common = {term.words[0] for term in vocabulary.terms() if len(term.words) == 1}

    def of(self, rows: Sequence[Row]) -> dict[str, Extent]:
        """Read what each row covers, by its id.

        Where others count the same people for the whole event, their home is no part of it.
        """
        alone = {row.id: self.read(row) for row in rows}
        whole = {
            (row.event, row.subject)
            for row in rows
            if alone[row.id].kind is ScopeKind.CUMULATIVE and not alone[row.id].places
        }
        return {
            row.id: self.read(row, phrase(row.subject))
            if (row.event, row.subject) in whole
            else alone[row.id]
            for row in rows
        }

    def read(self, row: Row, at_home: Sequence[str] = ()) -> Extent:
        """Read what a row covers; the folded words ``at_home`` name no part of the event."""
        words = split(plain(row.scope or ""))
        told = scope().read(row.scope).value
        running = ScopeKind.CUMULATIVE if row.cumulative else ScopeKind.NOT_STATED
        if told is ScopeKind.CUMULATIVE or self._is_the_event(row):
            return Extent(running)
        named = self._places(row, at_home)
        if told is ScopeKind.INCIDENT:
            return Extent(told, named)
        if row.cumulative and not (named or told or end(row)):
            return Extent(running)
        dated = any(word.fold in self._dates or _YEAR.match(word.text) for word in words)
        if dated or told is ScopeKind.PERIOD or (end(row) and not named):
            return Extent(ScopeKind.PERIOD, named)
        return Extent(running, named)

    def _places(self, row: Row, at_home: Sequence[str]) -> tuple[str, ...]:
        """List the places that a scope names, each part of the next."""
        own, found = {*phrase(row.event), *at_home}, []
        for at, part in enumerate((row.scope or "").split(",")):
            words = split(plain(part))
            named = any(
                self._is_name(word, first=not (at or i))
                and own.isdisjoint(demonyms.family(word.fold, self._names))
                for i, word in enumerate(words)
            )
            people = any(w.fold in self._people or self._names_people(w, row) for w in words)
            if named:
                found += [self._name(words, plain(part))] if not people else []
                found += self._around(words, plain(part))
        return tuple(dict.fromkeys(found))

    def _name(self, words: Sequence[Word], text: str) -> str:
        """Leave the last words out that are in no name: "(town) only"."""
        last = max((i for i, word in enumerate(words) if word.fold not in self._fillers), default=0)
        return text[words[0].start : words[last].end]

    def _around(self, words: Sequence[Word], text: str) -> Iterator[str]:
        """Find where a thing is: "(town)" in "the market in (town)"."""
        for at, word in enumerate(words[:-1]):
            led = words[at + 1 :] if word.fold in self._inside else ()
            first = next((one for one in led if one.fold not in self._joint), None)
            if first and self._is_name(first, first=False):
                yield self._name(words[words.index(first) :], text)

    def _is_the_event(self, row: Row) -> bool:
        """Tell whether a scope says no more than the name of the event does."""
        said, event = set(phrase(row.scope or "")) - self._joint, set(phrase(row.event))
        related = (not event.isdisjoint(demonyms.family(word, self._names)) for word in said)
        return bool(said) and all(related)

    def _names_people(self, word: Word, row: Row) -> bool:
        """Tell the people of a country from the country, where the subject names it."""
        subject = set(phrase(row.subject))
        several = [end for end in self._names.plural if word.fold.endswith(end)]
        related = (demonyms.family(word.fold.removesuffix(end), self._names) for end in several)
        return word.fold not in subject and not all(map(subject.isdisjoint, related))

    def _is_name(self, word: Word, *, first: bool) -> bool:
        """Tell a name by its capital; that of a first word counts if the vocabulary lacks it."""
        if not word.text[0].isupper() or word.fold in self._dates:
            return False
        return not first or word.fold not in self._common
