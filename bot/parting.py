"""The words of a sentence come in; its names and phrases, its dates and its numbers go out."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from bot import dates, quantity
from bot.dates import Clock, When
from bot.lexicon import Lexicon, Mention
from bot.phrases import Name
from bot.quantity import Quantity
from bot.vocabulary import COUNTED, Kind
from bot.words import Word

_LEAST_COUNT = 10
"""Smaller numbers are counts of persons only before people or a measure, or if on file."""


class Parted(NamedTuple):
    """A sentence parted; every word is in a mention, a date or a number, or is a small number.

    ``odd_numbers`` count nobody: numbers that stand before a month and are no day of it, and
    small ones in digits with no people after them. ``asides`` only speak of whoever asks, as typed.
    """

    words: Sequence[Word]
    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]
    numbers: tuple[Quantity, ...]
    odd_numbers: tuple[Quantity, ...]
    asides: tuple[str, ...] = ()

    def text(self, start: int, end: int) -> str:
        """Say the words from one index up to another as they were typed."""
        return " ".join(word.text for word in self.words[start:end])

    def stretch(self, index: int) -> int:
        """Count the commas, colons and the like before a word: which stretch it stands in."""
        glues = (word.glue for word in self.words[1 : index + 1])
        return sum(any(mark in glue for mark in BREAKS) for glue in glues)


BREAKS = (",", ":", "(", ")", " -", "—", "–")
"""Marks that part a sentence into stretches."""


def part(words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> Parted:
    """Part a sentence: long names first, then dates, then numbers, then everything else."""
    named = lexicon.find(words, names_only=True)
    long_names = {
        i for m in named if m.senses and m.end - m.start > 1 for i in range(m.start, m.end)
    }
    taken = set(long_names)
    whens = _whens(words, lexicon, today, taken)
    counts = _Counts(words, lexicon, whens, [], [])
    for number in quantity.find(words, lexicon.vocabulary.number):
        if not taken & set(range(number.start, number.end)):
            taken |= set(range(number.start, counts.take(number)))
    mentions: list[Mention] = []
    start = 0
    for end in (*sorted(taken - long_names), len(words)):
        run = lexicon.find(words[start:end])
        mentions += [m._replace(start=m.start + start, end=m.end + start) for m in run]
        start = end + 1
    return Parted(words, tuple(mentions), tuple(whens), tuple(counts.numbers), tuple(counts.odd))


# --- private ---


def _whens(words: Sequence[Word], lexicon: Lexicon, today: dt.date, taken: set[int]) -> list[When]:
    """Find the dates that are no part of a long name and no count, and take their words."""
    whens = []
    for when in dates.find(words, lexicon.vocabulary, today, lexicon.year(today)):
        span = set(range(when.start, when.end))
        bare_number = len(span) == 1 and words[when.start].text.isdecimal()
        counts = bare_number and _counts(words, when.start, when.end, lexicon)
        if not counts and not span & taken:
            whens.append(when)
            taken |= span
    return whens


class _Counts(NamedTuple):
    """Numbers told apart: hours and years, counts of people, and those that may be neither."""

    words: Sequence[Word]
    lexicon: Lexicon
    whens: list[When]
    numbers: list[Quantity]
    odd: list[Quantity]

    def take(self, number: Quantity) -> int:
        """File a number by what it counts; gives the end of the words that belong to it."""
        words, lexicon = self.words, self.lexicon
        if hour := _hour(words, number, lexicon):
            return hour
        if _points(words, number, lexicon):
            return number.end
        if _age(words, number, lexicon) or _tells_a_detail(words, number, lexicon):
            self.odd.append(number)
            return number.end
        if _is_year(words, number, lexicon):
            first, last = dt.date(number.value, 1, 1), dt.date(number.value, 12, 31)
            self.whens.append(When(Clock.DURING, first, last, number.start, number.end))
        elif any(number.end == when.start for when in self.whens) and number.value < _MONTH:
            self.odd.append(number)
        elif number.value >= _LEAST_COUNT or _counts(words, number.start, number.end, lexicon):
            self.numbers.append(number)
        elif words[number.start].text.isdecimal():
            self.odd.append(number)
        return number.end


_BEFORE_ONE = ("ask", "pronoun", "first", "previous", "next_one", "highest", "lowest")
"""Cues of words that "one" goes with, and counts nobody: "which one", "the first one"."""


def _tells_a_detail(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> bool:
    """Tell "from 37 countries", which counts no people."""
    following = lexicon.find(words[number.end : number.end + _REACH])[:1]
    return any(m.has(Kind.CUE, "detail") for m in following)


def _points(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> bool:
    """Tell "which one", "that one" from a count of one."""
    if number.value != 1 or words[number.start].text.isdecimal():
        return False
    before = _before(words, number, lexicon)[-1:]
    return any(m.has(Kind.CUE, cue) for m in before for cue in _BEFORE_ONE)


def _before(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find what stands right before a number."""
    return lexicon.find(words[max(number.start - _NEAR, 0) : number.start])


_NEAR = 6
"""Words before a number that may say what it is."""


_MONTH = 100
_YEARS = range(1800, 2100)


def _may_be_a_year(text: str) -> bool:
    return text.isdecimal() and int(text) in _YEARS


def _is_year(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> bool:
    """Tell "the battle of (place) 1943" from a count: a year right after a place or an event."""
    if not _may_be_a_year(words[number.start].text):
        return False
    before = lexicon.find(words[: number.start])[-1:]
    placed = any(m.means(Name.PARTY, Name.PLACE, Name.EVENT) for m in before)
    return placed and not _counts(words, number.start, number.end, lexicon)


def _age(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> bool:
    """Tell "people over 60", "children under 5": of whom, not how many."""
    if number.value >= _OLDEST:
        return False
    before = _before(words, number, lexicon)[-2:]
    if len(before) < _WITH_ITS_HEDGE:
        return False
    people, hedge = before
    hedged = bool(hedge.values(Kind.HEDGE)) or hedge.has(Kind.CUE, "younger")
    whose = people.named or bool(people.values(Kind.CATEGORY)) or people.has(Kind.CUE, "anybody")
    first = max(number.start - _NEAR, 0)
    return hedged and whose and not words[first + hedge.start].glue.strip()


_WITH_ITS_HEDGE = 2
_OLDEST = 120
"""Years that no age reaches."""


def _hour(words: Sequence[Word], number: Quantity, lexicon: Lexicon) -> int | None:
    """Read a time of day or a wait ("5pm", "17:00", "20 min"): the word after it."""
    before = words[number.start - 1].fold if number.start else ""
    if before in lexicon.vocabulary.date.spans:
        return None  # "in the last 24 hours" narrows what is asked
    following = words[number.end : number.end + 2]
    if following and following[0].fold in lexicon.vocabulary.date.hours:
        return number.end + 1
    if following and following[0].glue == ":" and len(following[0].text) == _MINUTES:
        zone = following[1:] and following[1].fold in lexicon.vocabulary.date.hours
        return number.end + (2 if zone else 1)
    return None


_MINUTES = 2
"""Digits of the minutes in a time of day."""


def _counts(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a small or year-like number counts people: on file, or right before them."""
    if end - start == 1 and words[start].text in lexicon.written_counts:
        return True
    if end - start == 1 and _may_be_a_year(words[start].text):
        before = lexicon.find(words[max(start - _NEAR, 0) : start])[-1:]
        if any(m.means(Name.PARTY, Name.PLACE, Name.EVENT) for m in before):
            return False  # "(country) 2010 casualties"
    following = lexicon.find(words[end : end + _REACH])[:1]
    return any(m.named or m.means(*COUNTED) for m in following)


_REACH = 4
"""Words of the longest name looked at after a number."""
