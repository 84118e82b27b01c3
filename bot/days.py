"""Words come in; the stretch of UTC days that stands at one of them goes out.

    core     = [part] span
    part     = early | middle | late           (days 1-10, 11-20, 21-end; thirds of a year)
    span     = day | days | month | season | half | year | years | relative
    day      = 2022-03-25 | 25.03.2022 | 25/3/2022 | 25[th] [of] March [2022] | March 25[th] [2022]
    days     = 8-14 [of] March [2022]
    half     = first half [of] 2022 | third quarter [of] 2022
    years    = 1992-93 | 1992-1993
    month    = March [of] [2022]
    season   = summer [of] [2022]
    relative = today | yesterday | [N] units ago | ago [N] units | last unit | unit last
             | last N units | this unit | weekday
    duration = N units

Words come from the language file. A date without a year is in ``year``, or the year before it
where that would lie in the future. Of two readings of 3/4/2022 the day comes first.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot import quantity
from bot.edtf import PartialDate
from bot.vocabulary import Vocabulary, words_of
from bot.words import Word


class Span(NamedTuple):
    """UTC days from ``first`` to ``last``, read up to word ``end``; ``precise``: a single day."""

    first: dt.date
    last: dt.date
    end: int
    precise: bool


UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
"""Days of the units in which stretches are counted, as people count them."""
_YEARS = range(1000, 2200)
_DIGITS = re.compile(r"(\d+)([-./])(\d+)\2(\d+)")
_CENTURY = 2000
_SEASON = 100
"""Days after which a season that began with a month has surely ended."""
_DASHES = {"-", "\u2013", "\u2014", "/"}
_CENTURIES = 100
_SHORT_YEAR = 2
"""Digits of the second year in "1992-93"."""
_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_MONTHS = 12
_SMALL = 400
"""The longest stretch counted in units: "the first 400 days"."""


class Days:
    """A recursive-descent parser: each method reads one rule of the grammar at an index."""

    def __init__(
        self, words: Sequence[Word], vocabulary: Vocabulary, today: dt.date, year: int
    ) -> None:
        self._words = words
        self._folds = [word.fold for word in words]
        self._vocabulary = vocabulary
        self._today = today
        self._year = year

    def core(self, index: int, *, led: bool) -> Span | None:
        """Read the days at a word; ``led`` tells that a preposition stands before it."""
        dates = self._vocabulary.date
        for phrases, part in ((dates.early, 0), (dates.middle, 1), (dates.late, 2)):
            length = self.any_of(phrases, index)
            span = self._span(index + length, led=True) if length else None
            if span and not span.precise:
                return _third(span, part)
        return (self._slashed(index) if led else None) or self._span(index, led=led)

    def _slashed(self, index: int) -> Span | None:
        """Read "23/3" after a word that leads to a date."""
        texts = [word.text for word in self._words[index : index + 2]]
        found = _DAY_AND_MONTH.fullmatch(texts[0]) if texts else None
        if found is None and len(texts) > 1 and self._words[index + 1].glue == "/":
            found = _DAY_AND_MONTH.fullmatch("/".join(texts))
            index += 1
        if found is None or not self._is_last_part(index):
            return None
        day, month = int(found[1]), int(found[2])
        return self._with_year(month, day, index + 1) if 1 <= month <= _MONTHS else None

    def _is_last_part(self, index: int) -> bool:
        following = self._words[index + 1 : index + 2]
        return not any(word.glue == "/" and word.text[0].isdigit() for word in following)

    def _span(self, index: int, *, led: bool) -> Span | None:
        if index >= len(self._words):
            return None
        rules: tuple[Callable[[int], Span | None], ...] = (
            self._in_digits,
            self._day_month,
            self._month_day,
            self.relative,
            self.weekday,
        )
        for rule in rules:
            span = rule(index)
            if span:
                return span
        month = self.month(index, led=led) or self._season(index)
        return month or self._part_of_a_year(index) or self._whole_year(index)

    def _in_digits(self, index: int) -> Span | None:
        found = _DIGITS.fullmatch(self._words[index].text)
        if not found:
            return None
        a, b, c = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "-" and a in _YEARS:
            return self._day(a, b, c, index + 1)
        full = c if c in _YEARS else c + _CENTURY
        return self._day(full, b, a, index + 1) or self._day(full, a, b, index + 1)

    def _day_month(self, index: int) -> Span | None:
        day = self.day_number(index)
        if day is None:
            return None
        end = index + 1 + self.any_of(self._vocabulary.date.ordinal_endings, index + 1)
        words = self._vocabulary.date
        led = any(self.any_of(opens, index - 1) for opens in (words.since, words.between))
        to = 0 if led else self.any_of(words.to, end)  # "from 7 to 13" is read where "from" is
        if (to or self._dashed(end)) and self.day_number(end + to) is not None:
            last = self._day_month(end + to)
            begun = day < last.first.day if last else False
            first = last.first.replace(day=day) if last and begun else None
            return last._replace(first=first, precise=False) if last and first else None
        end += self.any_of(self._vocabulary.date.of, end)
        month = self._month_number(end)
        if month is None:
            return None
        return self._with_year(month, day, end + 1)

    def _dashed(self, index: int) -> bool:
        """Tell whether a dash ties a word to the one before it: "8-14 July", "1992-93"."""
        return index < len(self._words) and self._words[index].glue.strip() in _DASHES

    def _month_day(self, index: int) -> Span | None:
        month = self._month_number(index)
        day = self.day_number(index + 1) if month else None
        if month is None or day is None or self._short_year(index + 1):
            return None
        end = index + 2 + self.any_of(self._vocabulary.date.ordinal_endings, index + 2)
        until = self.day_number(end) if self._dashed(end) else None
        last = self._with_year(month, until, end + 1) if until and until > day else None
        if last:
            return last._replace(first=last.first.replace(day=day), precise=False)
        return self._with_year(month, day, end)

    def _with_year(self, month: int, day: int, end: int) -> Span | None:
        year, end = self._year_after(end)
        if year is not None:
            return self._day(year, month, day, end)
        span = self._day(self._year, month, day, end)
        if span and span.first > self._today:
            return self._day(self._year - 1, month, day, end)
        return span

    def _day(self, year: int, month: int, day: int, end: int) -> Span | None:
        try:
            date = dt.date(year, month, day)
        except ValueError:
            return None
        return Span(date, date, end, precise=True)

    def month(self, index: int, *, led: bool) -> Span | None:
        """Read a month, with its year where that is given."""
        month = self._month_number(index)
        if month is None:
            return None
        year, end = self._year_after(index + 1)
        # "may" and "march" are verbs too: alone they are months after a preposition or in capitals
        if year is None and not led and self._may_be_no_date(index):
            return None
        chosen = self._year if year is None else year
        if year is None and dt.date(chosen, month, 1) > self._today:
            chosen -= 1
        return _partial(f"{chosen:04}-{month:02}", end)

    def _season(self, index: int) -> Span | None:
        """Read a season of the northern half of the world, where the language files are from."""
        for number, names in enumerate(self._vocabulary.date.seasons):
            length = self.any_of(names, index)
            if not length:
                continue
            year, end = self._year_after(index + length)
            chosen = self._year if year is None else year
            first = dt.date(chosen, 3 * number + 3, 1)
            if year is None and first > self._today:
                first = first.replace(year=chosen - 1)
            last = (first + dt.timedelta(days=_SEASON)).replace(day=1) - dt.timedelta(days=1)
            return Span(first, last, end, precise=False)
        return None

    def _whole_year(self, index: int) -> Span | None:
        """Read a year, or several with a dash between them: "1992-93"."""
        year = self._year_number(index)
        if year is None:
            return None
        span = _partial(f"{year:04}", index + 1)
        if not (self._dashed(index + 1) and self._folds[index + 1].isdecimal()):
            return span
        text = self._folds[index + 1]
        until = year - year % _CENTURIES + int(text) if len(text) == _SHORT_YEAR else int(text)
        if until not in range(year + 1, year + _CENTURIES):
            return span
        return Span(span.first, dt.date(until, 12, 31), index + 2, precise=False)

    def _part_of_a_year(self, index: int) -> Span | None:
        """Read "first half of 2025" and "third quarter of 2024"."""
        dates = self._vocabulary.date
        for number, words in enumerate(dates.ordinals):
            length = self.any_of(words, index)
            for phrases, months in ((dates.half, 6), (dates.quarter, 3)):
                part = self.any_of(phrases, index + length) if length else 0
                year, end = self._year_after(index + length + part)
                if part and year is not None and (number + 1) * months <= _MONTHS:
                    first = dt.date(year, number * months + 1, 1)
                    last = PartialDate(f"{year:04}-{(number + 1) * months:02}").last
                    return Span(first, last, end, precise=False)
        return None

    def relative(self, index: int) -> Span | None:
        """Read days that count from today."""
        dates = self._vocabulary.date
        for phrases, days in ((dates.today, 0), (dates.yesterday, 1)):
            length = self.any_of(phrases, index)
            if length:
                date = self._today - dt.timedelta(days=days)
                return Span(date, date, index + length, precise=True)
        led = self.any_of(dates.ago_before, index)
        count = self.duration(index + led) or self._one_unit(index + led)
        if count and (led or self.any_of(dates.ago, count[1])):
            date = self._today - dt.timedelta(days=count[0])
            end = count[1] + self.any_of(dates.ago, count[1])
            return Span(date, date, end, precise=True)
        return self._last_or_this(index)

    def _last_or_this(self, index: int) -> Span | None:
        dates = self._vocabulary.date
        if length := self.any_of(dates.last, index):
            if weekday := self.weekday(index + length):
                return weekday
            if count := self.duration(index + length):
                first = self._today - dt.timedelta(days=count[0])
                return Span(first, self._today, count[1], precise=False)
        this = self.any_of(dates.this, index)
        unit = self.unit(index + (length or this))
        if unit is None:
            return None
        name, end = unit
        after = self.any_of(dates.last_after, end)
        this = 0 if name == "day" else this  # "on the day" is no today
        if not (length or this or after):
            return None
        step = -1 if length or after else 0
        first, last = _calendar_unit(self._today, name, step)
        return Span(first, last, end + after, precise=False)

    def weekday(self, index: int) -> Span | None:
        """Read a day of the week as the last one that is past."""
        for number, names in enumerate(self._vocabulary.date.weekdays):
            length = self.any_of(names, index)
            if length and not self._may_be_no_date(index):
                back = (self._today.weekday() - number) % 7
                date = self._today - dt.timedelta(days=back)
                return Span(date, date, index + length, precise=True)
        return None

    def _may_be_no_date(self, index: int) -> bool:
        """Tell a small letter that makes another word of the name of a month or a weekday."""
        homographs = self._vocabulary.date.homographs
        doubtful = homographs is None or self._folds[index] in homographs
        return doubtful and not self._words[index].text[0].isupper()

    def duration(self, index: int) -> tuple[int, int] | None:
        """Read a number of units: its days, and the word after it."""
        if index >= len(self._words):
            return None
        count = quantity.at(self._words, index, self._vocabulary.number)
        counted = count and 0 < count.value <= _SMALL and not self._hyphened(count.end)
        unit = self.unit(count.end) if count and counted else None
        if count is None or unit is None:
            return None
        return count.value * UNITS[unit[0]], unit[1]

    def _hyphened(self, index: int) -> bool:
        """Tell "a four-day war", which tells one event from others, from "four days"."""
        return index < len(self._words) and self._words[index].glue == "-"

    def _one_unit(self, index: int) -> tuple[int, int] | None:
        unit = self.unit(index)
        return (UNITS[unit[0]], unit[1]) if unit else None

    def unit(self, index: int) -> tuple[str, int] | None:
        """Read a unit of time: its name, and the word after it."""
        dates = self._vocabulary.date
        units: Mapping[str, tuple[str, ...]] = {
            "day": dates.day,
            "week": dates.week,
            "month": dates.month,
            "year": dates.year,
            "decade": dates.decade,
        }
        for name, phrases in units.items():
            length = self.any_of(phrases, index)
            if length:
                return name, index + length
        return None

    def any_of(self, phrases: Sequence[str], index: int) -> int:
        """Count the words of the longest of some phrases that stands at an index; 0 for none."""
        longest = 0
        for text in phrases:
            words = words_of(text)
            if len(words) > longest and tuple(self._folds[index : index + len(words)]) == words:
                longest = len(words)
        return longest

    def _month_number(self, index: int) -> int | None:
        for number, names in enumerate(self._vocabulary.date.months, start=1):
            if self.any_of(names, index):
                return number
        return None

    def day_number(self, index: int) -> int | None:
        """Read a number that may be a day of a month."""
        if index < len(self._words) and self._folds[index].isdecimal():
            number = int(self._folds[index][:3])
            return number if 1 <= number <= 31 else None  # noqa: PLR2004 - days of a month
        return None

    def names_a_year(self, start: int, end: int) -> bool:
        """Tell whether a year stands among the words of a date."""
        return any(self._year_number(index) is not None for index in range(start, end))

    def _year_number(self, index: int) -> int | None:
        if index < len(self._words) and re.fullmatch(r"[12]\d{3}", self._words[index].text):
            year = int(self._words[index].text)
            return year if year in _YEARS else None
        return None

    def _short_year(self, index: int) -> int | None:
        """Read "'22" after a month: the last such year that has begun."""
        word = self._words[index] if index < len(self._words) else None
        if word is None or not re.fullmatch(r"\d\d", word.text) or "'" not in word.glue:
            return None
        century = self._today.year - self._today.year % _CENTURIES
        year = century + int(word.text)
        return year if year <= self._today.year else year - _CENTURIES

    def _year_after(self, index: int) -> tuple[int | None, int]:
        for skip in (0, self.any_of(self._vocabulary.date.of, index)):
            year = self._year_number(index + skip)
            if year is not None:
                return year, index + skip + 1
        year = self._short_year(index)
        return year, index if year is None else index + 1


# --- private ---


def _partial(text: str, end: int) -> Span:
    date = PartialDate(text)
    return Span(date.first, date.last, end, precise=False)


def _third(span: Span, part: int) -> Span:
    days = (span.last - span.first).days + 1
    length = 10 if days <= 31 else days // 3  # noqa: PLR2004 - a month or less
    first = span.first + dt.timedelta(days=part * length)
    last = span.last if part == 2 else first + dt.timedelta(days=length - 1)  # noqa: PLR2004
    return span._replace(first=first, last=last)


def _calendar_unit(today: dt.date, unit: str, step: int) -> tuple[dt.date, dt.date]:
    """Find the calendar week, month or year around a day (step 0) or the one before it (-1)."""
    if unit == "day":
        day = today + dt.timedelta(days=step)
        return day, day
    if unit == "decade":
        days = UNITS[unit]
        return today + dt.timedelta(days=days * step), today + dt.timedelta(days=days * (step + 1))
    if unit == "week":
        first = today + dt.timedelta(days=7 * step - today.weekday())
        return first, first + dt.timedelta(days=6)
    if unit == "month":
        first = today.replace(day=1)
        if step:
            first = (first - dt.timedelta(days=1)).replace(day=1)
        return first, PartialDate(f"{first:%Y-%m}").last
    return dt.date(today.year + step, 1, 1), dt.date(today.year + step, 12, 31)
