"""The first and the last day of a chart come in; a few labelled days for its axis go out."""

import datetime as dt
from collections.abc import Iterator

from bot.chart.plot import Tick
from bot.edtf import PartialDate
from bot.wording import Wording

_MOST = 6
"""Labels that stand side by side on a phone."""
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)


def labelled(first: dt.date, last: dt.date, wording: Wording) -> tuple[Tick, ...]:
    """Label a few days between two UTC days, as finely as they are apart."""
    return tuple(Tick(day=date.first, label=wording.date(date)) for date in between(first, last))


def between(first: dt.date, last: dt.date) -> tuple[PartialDate, ...]:
    """Choose the finest days, months or years of which few enough lie within two UTC days."""
    for ticks in _scales(first, last):
        if len(ticks) <= _MOST:
            return ticks
    return ()


# --- private ---


def _scales(first: dt.date, last: dt.date) -> Iterator[tuple[PartialDate, ...]]:
    start = first.toordinal()
    for step in _DAYS:
        if (last - first).days < _MOST * step:
            days = map(dt.date.fromordinal, range(start, last.toordinal() + 1, step))
            yield tuple(PartialDate(day.isoformat()) for day in days)
    for step in _MONTHS:
        begun = range(_month(first) // step * step, _month(last) + 1, step)
        dates = (PartialDate(f"{month // 12:04}-{month % 12 + 1:02}") for month in begun)
        yield _within(dates, first, last)
    for step in _YEARS:
        years = range(max(first.year // step * step, 1), last.year + 1, step)
        yield _within((PartialDate(f"{year:04}") for year in years), first, last)


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _within(dates: Iterator[PartialDate], first: dt.date, last: dt.date) -> tuple[PartialDate, ...]:
    return tuple(date for date in dates if first <= date.first <= last)
