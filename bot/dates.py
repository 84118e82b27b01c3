"""Words come in; the dates and periods among them go out, as stretches of UTC days.

    when    = known core | as_of core | before core | after core | between core to core
            | during core | core | after duration | during duration | [as_of] opening
    opening = first [N] units [of month]       (counted from the event's start unless of a month)

What a core and a duration are: ``days``. The words that lead in come from the language file.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.days import UNITS, Days, Span
from bot.vocabulary import Vocabulary
from bot.words import Word


class Clock(StrEnum):
    """How a date bears on claims.

    ``as_of``: the latest figure that describes that day or an earlier one. ``during``: figures for
    a period, else those dated inside it. ``known``: only what had been said by then.
    """

    AS_OF = "as_of"
    DURING = "during"
    KNOWN = "known"


class When(NamedTuple):
    """A stretch of UTC days that a message names, at words ``start`` up to ``end``.

    ``opening`` counts days from the start of the event, for "the first week" of a war.
    """

    clock: Clock
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    opening: tuple[int, int] | None = None


def find(
    words: Sequence[Word], vocabulary: Vocabulary, today: dt.date, year: int
) -> tuple[When, ...]:
    """Read every date and period that a message names, left to right."""
    reader = _Reader(words, vocabulary, today, year)
    found: list[When] = []
    index = 0
    while index < len(words):
        when = reader.when(index)
        if when:
            found.append(when)
        index = when.end if when else index + 1
    return tuple(found)


# --- private ---


class _Reader:
    """Reads a date with the words that say how it bears."""

    def __init__(
        self, words: Sequence[Word], vocabulary: Vocabulary, today: dt.date, year: int
    ) -> None:
        self._days = Days(words, vocabulary, today, year)
        self._vocabulary = vocabulary
        self._today = today

    def when(self, index: int) -> When | None:
        """Read a date with the word before it that says how it bears."""
        dates = self._vocabulary.date
        for phrases, clock, bound in (
            (dates.known, Clock.KNOWN, _whole),
            (dates.between, Clock.DURING, _whole),
            (dates.before, Clock.AS_OF, _day_before),
            (dates.after, Clock.DURING, self._until_today),
            (dates.as_of, Clock.AS_OF, _whole),
            (dates.during, Clock.DURING, _whole),
        ):
            length = self._days.any_of(phrases, index)
            if not length:
                continue
            opening = self._opening(index, index + length, clock, after=phrases is dates.after)
            if opening:
                return opening
            span = self._days.core(index + length, led=True)
            if span is None:
                continue
            if phrases is dates.between:
                until = self._days.any_of(dates.to, span.end)
                last = self._days.core(span.end + until, led=True) if until else None
                if last is None:
                    continue
                return When(clock, span.first, last.last, index, last.end)
            if clock is Clock.AS_OF and phrases is dates.as_of and not span.precise:
                return When(self._as_of_or_during(index), span.first, span.last, index, span.end)
            first, last_day = bound(span)
            return When(clock, first, last_day, index, span.end)
        return self._bare(index)

    def _as_of_or_during(self, index: int) -> Clock:
        """Tell "by March", which is as of its end, from "for March", which names the period."""
        during = self._days.any_of(self._vocabulary.date.during, index)
        return Clock.DURING if during else Clock.AS_OF

    def _bare(self, index: int) -> When | None:
        opening = self._opening(index, index, Clock.DURING, after=False)
        if opening:
            return opening
        span = self._days.core(index, led=False)
        if span is None:
            return None
        # "died yesterday" asks about that day; "25 March" alone dates a running count
        relative = self._days.relative(index) or self._days.weekday(index)
        clock = Clock.AS_OF if span.precise and not relative else Clock.DURING
        return When(clock, span.first, span.last, index, span.end)

    def _until_today(self, span: Span) -> tuple[dt.date, dt.date]:
        return span.first, max(span.first, self._today)

    def _opening(self, start: int, index: int, clock: Clock, *, after: bool) -> When | None:
        dates = self._vocabulary.date
        if length := self._days.any_of(dates.first, index):
            counted = self._days.duration(index + length)
            unit = self._days.unit(index + length)
            if counted is None and unit:
                counted = (UNITS[unit[0]], unit[1])
            if counted is None:
                return None
            days, end = counted
            of = self._days.any_of(dates.of, end)
            month = self._days.month(end + of, led=True) if of else None
            if month:
                last = month.first + dt.timedelta(days=days - 1)
                return When(clock, month.first, last, start, month.end)
            return When(clock, None, None, start, end, opening=(0, days))
        counted = self._days.duration(index)
        if counted is None or start == index or self._days.any_of(dates.ago, counted[1]):
            return None
        if self._days.any_of(dates.ago_before, start):
            return None
        days, end = counted
        if after:
            return When(Clock.AS_OF, None, None, start, end, opening=(0, days))
        return When(Clock.DURING, None, None, start, end, opening=(0, days))


def _whole(span: Span) -> tuple[dt.date, dt.date]:
    return span.first, span.last


def _day_before(span: Span) -> tuple[dt.date, dt.date]:
    before = span.first - dt.timedelta(days=1)
    return before, before
