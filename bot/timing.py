"""A claim and a period come in; whether the claim's dates fit it goes out, by the clock asked for.

A figure has a day that it describes, a day on which it was known, and an event that happened.
"""

import datetime as dt

from bot.claim import Claim, ScopeKind
from bot.dates import Clock
from bot.edtf import PartialDate
from bot.question import Period
from bot.store import Store

_YEARS = 365
"""Days by which the length of an event that is told in years may be off."""


class Timing:
    """Compares the dates of a store's claims with periods, all in UTC days."""

    def __init__(self, store: Store, named: frozenset[str]) -> None:
        """``named`` are the ids of the events and places that were asked for by name."""
        self._store = store
        self._named = named

    def fits(self, claim: Claim, period: Period) -> bool:
        """Tell whether a claim's dates fit a period, by the clock that the period goes by."""
        first, last = self._days(claim, period)
        if period.opening and self._is_as_long(claim, period.opening[1]):
            return True
        if last is None:
            return not period.opening
        if period.clock is Clock.KNOWN:
            return by(claim.known_on, last)
        if period.clock is Clock.HAPPENED:
            return first is not None and self._happened(claim, first, last)
        if period.clock is Clock.AS_OF:
            told_later = first == last and self._happened_within(claim, last, last)
            told_by = by(self._described_on(claim), last) and self._then(claim, first, last)
            return told_by or told_later
        described = self._described_on(claim)
        if first is None or described is None:
            return False
        return (first <= described.first and described.last <= last) or covers(claim, first, last)

    # --- private ---

    def _then(self, claim: Claim, first: dt.date | None, last: dt.date) -> bool:
        """Let an incident be asked for by its own day only, unless it is asked for by name.

        A running total of an earlier day is the latest one known; an earlier incident is another.
        """
        event = self._store.events[claim.event]
        start = claim.scope.start or event.start
        whatever_day = claim.scope.kind is not ScopeKind.INCIDENT or claim.event in self._named
        if whatever_day or start is None:
            return True
        return first is not None and start.first <= last and first <= (event.end or start).last

    def _happened(self, claim: Claim, first: dt.date, last: dt.date) -> bool:
        """Tell whether a claim's event, or what it covers of it, was within these days."""
        event = self._store.events[claim.event]
        start = claim.scope.start if claim.scope.kind is ScopeKind.INCIDENT else None
        start, end = start or event.start, event.end or start or event.start
        if start is None:  # nothing tells when the event was but what is said of it
            start = end = self._described_on(claim)
        return bool(start and end and start.first <= last and first <= end.last)

    def _happened_within(self, claim: Claim, first: dt.date, last: dt.date) -> bool:
        """Tell whether all that an incident claim is about was within these days."""
        event, scope = self._store.events[claim.event], claim.scope
        if scope.kind is not ScopeKind.INCIDENT:
            return False
        start, end = scope.start or event.start, scope.end or event.end
        return bool(start and end and first <= start.first and end.last <= last)

    def _described_on(self, claim: Claim) -> PartialDate | None:
        """Date a figure: one about an event of the past is not of the day it was mentioned."""
        event = self._store.events[claim.event]
        if claim.as_of is None and event.background:
            return claim.scope.end or event.end
        return claim.described_on

    def _is_as_long(self, claim: Claim, days: int) -> bool:
        """Tell "over ten years" of a figure for all of an event that ran for about as long.

        Where no end is on file, years are taken for all of it, if the figure has no date.
        """
        event = self._store.events[claim.event]
        whole = claim.scope.kind is ScopeKind.CUMULATIVE and claim.as_of is None
        if not whole or event.start is None or days < _YEARS:
            return False
        end = claim.scope.end or event.end
        return end is None or abs((end.first - event.start.first).days - days) <= _YEARS

    def _days(self, claim: Claim, period: Period) -> tuple[dt.date | None, dt.date | None]:
        if not period.opening:
            return period.first, period.last
        start = self._store.events[claim.event].start
        if start is None:
            return None, None
        first, last = (start.first + dt.timedelta(days=days) for days in period.opening)
        return first, last


def covers(claim: Claim, first: dt.date, last: dt.date, *, exactly: bool = False) -> bool:
    """Tell whether a claim is about a period that lies within these UTC days, or fills them."""
    scope = claim.scope
    start, end = scope.start, scope.end
    if end is None and scope.cumulative is False:
        end = claim.as_of  # what is counted apart ends on the day that it describes
    if scope.kind is not ScopeKind.PERIOD or start is None or end is None:
        return False
    if exactly:
        return (start.first, end.last) == (first, last)
    return first <= start.first and end.last <= last


def by(date: PartialDate | None, last: dt.date) -> bool:
    """Tell whether a date, if there is one, had passed by the end of a day."""
    return date is not None and date.last <= last
