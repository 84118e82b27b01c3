"""Words come in; the dates and periods among them go out, as stretches of UTC days.

    when    = known core | as_of core | before core | after core | between core to core
            | during core | core | after duration | during duration | [as_of] opening
    opening = first [N] units [of month] | Nth unit | unit N | N units into
                                               (counted from the event's start unless of a month)

What a core and a duration are: ``days``. The words that lead in come from the language file.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot import quantity
from bot.days import UNITS, Days, Span
from bot.vocabulary import Vocabulary
from bot.words import Word


class Clock(StrEnum):
    """How a date bears on claims.

    ``as_of``: the latest figure that describes that day or an earlier one. ``during``: figures for
    a period, else those dated inside it. ``known``: only what had been said by then.
    ``happened``: the event itself was on that day ("the strike of 3 May").
    """

    AS_OF = "as_of"
    DURING = "during"
    KNOWN = "known"
    HAPPENED = "happened"


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

_MANY = 400
"""The longest number of units counted from a start: "day 400"."""


class _Reader:
    """Reads a date with the words that say how it bears."""

    def __init__(
        self, words: Sequence[Word], vocabulary: Vocabulary, today: dt.date, year: int
    ) -> None:
        self._words = words
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
            (dates.after, Clock.DURING, self._day_after),
            (dates.since, Clock.DURING, self._until_today),
            (dates.as_of, Clock.AS_OF, _whole),
            (dates.during, Clock.DURING, _whole),
        ):
            length = self._days.any_of(phrases, index)
            if not length:
                continue
            opening = self._opening(
                index, index + length, clock, after=phrases in (dates.after, dates.since)
            )
            if opening:
                return opening
            if phrases is dates.between:
                stretch = self._stretch(index, index + length)
                if stretch:
                    return stretch
                continue
            span = self._days.core(index + length, led=True)
            if span is None:
                continue
            if clock is Clock.AS_OF and phrases is dates.as_of and not span.precise:
                return When(self._as_of_or_during(index), span.first, span.last, index, span.end)
            first, last_day = bound(span)
            return When(clock, first, last_day, index, span.end)
        return self._bare(index)

    def _as_of_or_during(self, index: int) -> Clock:
        """Tell "by March", which is as of its end, from "for March", which names the period."""
        dates = self._vocabulary.date
        during = self._days.any_of((*dates.during, *dates.of_a_day), index)
        return Clock.DURING if during else Clock.AS_OF

    def _bare(self, index: int) -> When | None:
        opening = self._opening(index, index, Clock.DURING, after=False)
        if opening:
            return opening
        span = self._days.core(index, led=False)
        if span is None:
            return None
        if stretch := self._stretch(index, index):
            return stretch
        # "died yesterday" asks about that day; "25 March" alone dates a running count
        relative = self._days.relative(index) or self._days.weekday(index)
        clock = Clock.AS_OF if span.precise and not relative else Clock.DURING
        return When(clock, span.first, span.last, index, span.end)

    def _until_today(self, span: Span) -> tuple[dt.date, dt.date]:
        return span.first, max(span.first, self._today)

    def _day_after(self, span: Span) -> tuple[dt.date, dt.date]:
        first = span.last + dt.timedelta(days=1)
        return first, max(first, self._today)

    def _stretch(self, start: int, index: int) -> When | None:
        """Read "between 2 March and 10 March", or "between 2 and 10 March".

        Without a word before them, two dates that "and" joins are two dates.
        """
        to = self._vocabulary.date.to
        if start == index:
            to = tuple(text for text in to if text not in self._vocabulary.number.joint)
        span, day = self._days.core(index, led=True), self._days.day_number(index)
        end = span.end if span else index + 1
        until = self._days.any_of(to, end)
        last = self._days.core(end + until, led=True) if until else None
        if last is None or (span is None and (day is None or not last.precise)):
            return None
        first = span.first if span else last.last.replace(day=min(day or 1, last.last.day))
        if span and not self._days.names_a_year(index, span.end):
            first = _in_the_year_of(first, last.last)
        return When(Clock.DURING, first, last.last, start, last.end)

    def _opening(self, start: int, index: int, clock: Clock, *, after: bool) -> When | None:
        """Read a stretch counted from the start of the event, or of a month."""
        dates, days = self._vocabulary.date, self._days
        nth = self._nth_unit(start, index)
        if nth:
            return nth
        if length := days.any_of(dates.first, index):
            counted = days.duration(index + length)
            unit = days.unit(index + length)
            if counted is None and unit:
                counted = (UNITS[unit[0]], unit[1])
            if counted is None:
                return None
            of = days.any_of(dates.of, counted[1])
            month = days.month(counted[1] + of, led=True) if of else None
            if month:
                last = month.first + dt.timedelta(days=counted[0] - 1)
                return When(clock, month.first, last, start, month.end)
            return When(clock, None, None, start, counted[1], opening=(0, counted[0]))
        return self._since_start(start, index, after=after)

    def _nth_unit(self, start: int, index: int) -> When | None:
        """Read "the second week" and "week two" of an event."""
        dates, days = self._vocabulary.date, self._days
        for number, words in enumerate(dates.ordinals, start=1):
            length = days.any_of(words, index)
            unit = days.unit(index + length) if length and number > 1 else None
            if unit:
                return _nth(number, UNITS[unit[0]], start, unit[1])
        unit = days.unit(index)
        count = (
            quantity.at(self._words, unit[1], self._vocabulary.number)
            if unit and (unit[1] < len(self._words))
            else None
        )
        if unit and count and 0 < count.value <= _MANY:
            return _nth(count.value, UNITS[unit[0]], start, count.end)
        return None

    def _since_start(self, start: int, index: int, *, after: bool) -> When | None:
        """Read "in four weeks", "after four weeks" and "two weeks into" an event."""
        dates, days = self._vocabulary.date, self._days
        counted = days.duration(index)
        if counted is None or days.any_of(dates.ago, counted[1]):
            return None
        into = days.any_of(dates.into, counted[1])
        if days.any_of(dates.ago_before, start) or (start == index and not into):
            return None
        clock = Clock.AS_OF if after or into else Clock.DURING
        return When(clock, None, None, start, counted[1] + into, opening=(0, counted[0]))


def _in_the_year_of(first: dt.date, last: dt.date) -> dt.date:
    """Take a day without a year for the nearest one before another day."""
    for year in (last.year, last.year - 1):
        try:
            moved = first.replace(year=year)
        except ValueError:  # the 29th of February
            continue
        if moved <= last:
            return moved
    return first


def _nth(number: int, days: int, start: int, end: int) -> When:
    first = (number - 1) * days
    return When(Clock.DURING, None, None, start, end, opening=(first, first + days))


def _whole(span: Span) -> tuple[dt.date, dt.date]:
    return span.first, span.last


def _day_before(span: Span) -> tuple[dt.date, dt.date]:
    before = span.first - dt.timedelta(days=1)
    return before, before
