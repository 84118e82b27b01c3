"""A row comes in; what stretch of the event its figure covers goes out, and where.

A scope in words is the whole event, a period, or a place or an incident: a place if it has a name
in it that is no date and not the event's own.
"""

import re
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
    """What a figure covers; ``place`` is a place or an incident, in the row's words."""

    kind: ScopeKind
    place: str | None


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
        self._dates = {fold(w) for group in (*date.months, *date.weekdays) for w in group}
        self._people = {
            words[0]
            for texts in (*vocabulary.category.values(), *vocabulary.measure.values())
            for words in map(phrase, texts)
            if len(words) == 1
        }
        self._common = {term.words[0] for term in vocabulary.terms() if len(term.words) == 1}

    def read(self, row: Row) -> Extent:
        """Read what a row covers."""
        words = split(plain(row.scope or ""))
        told = scope().read(row.scope).value
        running = ScopeKind.CUMULATIVE if row.cumulative else ScopeKind.NOT_STATED
        if told is ScopeKind.CUMULATIVE or self._is_the_event(row):
            return Extent(running, None)
        own = set(phrase(row.event))
        people = any(word.fold in self._people or self._names_people(word, row) for word in words)
        named = not people and any(
            self._is_name(word, first=not i)
            and own.isdisjoint(demonyms.family(word.fold, self._names))
            for i, word in enumerate(words)
        )
        place = row.scope if named else None
        if told is ScopeKind.INCIDENT:
            return Extent(told, place)
        if row.cumulative and not (named or told or end(row)):
            return Extent(running, None)
        dated = any(word.fold in self._dates or _YEAR.match(word.text) for word in words)
        if dated or told is ScopeKind.PERIOD or (end(row) and not named):
            return Extent(ScopeKind.PERIOD, place)
        return Extent(running, place)

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
