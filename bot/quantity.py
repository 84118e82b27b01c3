"""Words come in; the numbers among them go out, however they were written.

    number   = digits [multiplier] | spelled
    digits   = 15000 | 15,000 | 15 000 | 15.000 | 1.4
    spelled  = group {multiplier [joint] group}
    group    = [unit hundred [joint]] [tens] [unit]

``15k``, ``15 thousand`` and ``fifteen thousand`` are all 15000. Multipliers, joints and number
words come from the language file.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.vocabulary import NumberWords
from bot.words import Word

_GROUPED = re.compile(r"\d{1,3}(?:[^\d]\d{3})+")
_LONGEST = 9
"""Digits of the longest count read: no population is larger than ten figures."""


class Quantity(NamedTuple):
    """A number of persons that a message states, at words ``start`` up to ``end``."""

    value: int
    start: int
    end: int


def at(words: Sequence[Word], index: int, vocabulary: NumberWords) -> Quantity | None:
    """Read the number that begins at a word, the longest that can be read there."""
    scales = vocabulary.scales
    word = words[index]
    if word.text[0].isdigit():
        value, end = _digits(word.text), index + 1
        if value is None:
            return None
        while end < len(words) and words[end].fold in scales:
            value *= scales[words[end].fold]
            end += 1
        return Quantity(round(value), index, end) if value < 10**_LONGEST else None
    return _spelled(words, index, vocabulary)


def find(words: Sequence[Word], vocabulary: NumberWords) -> tuple[Quantity, ...]:
    """Read every number in a message, left to right."""
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity = at(words, index, vocabulary)
        if quantity:
            found.append(quantity)
        index = quantity.end if quantity else index + 1
    return tuple(found)


# --- private ---


def _digits(text: str) -> float | None:
    if not text.isascii() or len(text) > 2 * _LONGEST:
        return None
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _spelled(words: Sequence[Word], index: int, vocabulary: NumberWords) -> Quantity | None:
    small, scales = vocabulary.small, vocabulary.scales
    if words[index].fold not in small:
        return None
    total, group, end = 0, 0, index
    for position in range(index, len(words)):
        word = words[position].fold
        if word in small:
            if not _fits(small[word], group):
                break
            group += small[word]
        elif word in vocabulary.hundred and group:
            group *= 100
        elif word in scales and group:
            total, group = total + group * scales[word], 0
        elif word in vocabulary.joint and position > index:
            continue
        else:
            break
        end = position + 1
    return Quantity(total + group, index, end)


def _fits(value: int, group: int) -> bool:
    """Tell whether a number word may follow: "forty", "five"; not "fifteen", "sixteen"."""
    return group == 0 or group % 100 == 0 or (group % 10 == 0 and group % 100 > 10 and value < 10)  # noqa: PLR2004
