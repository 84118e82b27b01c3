"""A row comes in; what stretch of the event its figure covers goes out, and where.

A scope in words is the whole event, a period, or a place or an incident: a place if it has a name
in it that is no date and not the event's own.
"""

from typing import NamedTuple

from bot import demonyms
from bot.claim import ScopeKind
from bot.curate.flat import Row
from bot.curate.terms import scope
from bot.edtf import PartialDate
from bot.vocabulary import Vocabulary
from bot.words import fold, phrase, plain, split

PERIOD_END = "period_end"
"""A column that many tables have beside ``period_start``, and that the table does not name."""


class Extent(NamedTuple):
    """What a figure covers; ``place`` is a place or an incident, in the row's words."""

    kind: ScopeKind
    place: str | None


def read(row: Row, vocabulary: Vocabulary) -> Extent:
    """Read what a row covers."""
    told = scope().read(row.scope).value
    running = ScopeKind.CUMULATIVE if row.cumulative else ScopeKind.NOT_STATED
    if told is ScopeKind.CUMULATIVE or _is_the_event(row, vocabulary):
        return Extent(running, None)
    dated = _has_dates(row.scope or "", vocabulary) or told is ScopeKind.PERIOD
    named = _has_names(row.scope or "", vocabulary)
    if named and told is not ScopeKind.INCIDENT:
        return Extent(ScopeKind.PERIOD if dated else running, row.scope)
    if named or told is ScopeKind.INCIDENT:
        return Extent(ScopeKind.INCIDENT, row.scope if named else None)
    if dated or end(row):
        return Extent(ScopeKind.PERIOD, None)
    return Extent(running, None)


def end(row: Row) -> PartialDate | None:
    """Read the last date that a period covers, where a table gives it."""
    try:
        return PartialDate(row.others[PERIOD_END])
    except (KeyError, ValueError):
        return None


# --- private ---


def _is_the_event(row: Row, vocabulary: Vocabulary) -> bool:
    """Tell whether a scope says no more than the name of the event does."""
    joint = {fold(word) for word in (*vocabulary.names.joint, *vocabulary.names.small)}
    said = set(phrase(row.scope or "")) - joint
    event = set(phrase(row.event))
    return all(not event.isdisjoint(demonyms.family(word, vocabulary.names)) for word in said)


def _has_names(text: str, vocabulary: Vocabulary) -> bool:
    dates = _date_words(vocabulary)
    return any(
        word.text[0].isupper() and word.fold not in dates for word in split(plain(text))[1:]
    ) or (_begins_with_a_name(text, vocabulary))


def _begins_with_a_name(text: str, vocabulary: Vocabulary) -> bool:
    """Tell a name from a sentence's first capital: a name is no word that the vocabulary has."""
    words = split(plain(text))
    if not words or not words[0].text[0].isupper():
        return False
    common = {term.words[0] for term in vocabulary.terms() if len(term.words) == 1}
    return words[0].fold not in common | _date_words(vocabulary)


def _has_dates(text: str, vocabulary: Vocabulary) -> bool:
    dates = _date_words(vocabulary)
    return any(word.fold in dates or word.text[0].isdigit() for word in split(plain(text)))


def _date_words(vocabulary: Vocabulary) -> set[str]:
    date = vocabulary.date
    return {fold(word) for group in (*date.months, *date.weekdays) for word in group}
