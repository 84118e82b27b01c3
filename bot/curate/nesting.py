"""Rows come in; which event of theirs was part of which war goes out.

A flat table says nothing of that. A battle or a strike is part of a war if it began while figures
for that war were counted, and everybody counted in it is of a side that is counted in the war.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.curate.flat import Row
from bot.names import Party
from bot.vocabulary import Vocabulary
from bot.words import phrase, stands_in

_WAR = "war"
"""The kind of event that has others within it."""


def within(
    rows: Sequence[Row], sides: Mapping[str, Party | None], vocabulary: Vocabulary
) -> dict[str, str]:
    """Find for each event, by its name, the one war that it was part of.

    ``sides`` tells the party of each subject that has one.
    """
    events = {name: _span(name, rows, sides) for name in dict.fromkeys(row.event for row in rows)}
    wars = {name for name in events if _is_war(name, vocabulary)}
    found: dict[str, str] = {}
    for name, span in events.items():
        around = [war for war in wars if span and (whole := events[war]) and _holds(whole, span)]
        if name not in wars and len(around) == 1:
            found[name] = around[0]
    return found


# --- private ---


class _Span(NamedTuple):
    """The UTC days between which figures for an event are dated, and the sides counted."""

    first: dt.date
    last: dt.date
    sides: frozenset[str]


def _span(event: str, rows: Sequence[Row], sides: Mapping[str, Party | None]) -> _Span | None:
    own = [row for row in rows if row.event == event]
    dates = [date for row in own for date in (row.period_start, row.as_of) if date]
    if not dates:
        return None
    counted = frozenset(side.id for row in own if (side := sides[row.subject]))
    return _Span(min(day.first for day in dates), max(day.last for day in dates), counted)


def _is_war(event: str, vocabulary: Vocabulary) -> bool:
    said = map(phrase, vocabulary.event[_WAR])
    return any(stands_in(war, phrase(event)) for war in said)


def _holds(war: _Span, event: _Span) -> bool:
    dated = war.first <= event.first <= war.last
    return dated and bool(event.sides) and event.sides <= war.sides
