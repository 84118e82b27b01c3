"""The wording of a figure comes in; the bounds that its hedge gives go out: a hedge is a bound."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bot import quantity, vocabulary
from bot.claim import Figure
from bot.vocabulary import Vocabulary, words_of
from bot.words import split

_RANGE = 2
"""Numbers in the wording of a range."""
_AFTER = 4
"""Words after a number that may hedge it: "40 or more"."""
_FAR_LESS = 100
"""How much smaller the first end of a range is where it leaves its multiplier to the second."""


class Bounds(NamedTuple):
    """The least, the most and the exact number of persons, each None where it is not given."""

    low: int | None
    high: int | None
    point: int | None

    def __str__(self) -> str:
        said = (f"{name} {n:,}" for name, n in self._asdict().items() if n is not None)
        return ", ".join(said) or "no bounds"


def of(figure: Figure) -> Bounds:
    """Take the bounds of a figure that is on file."""
    return Bounds(figure.low, figure.high, figure.point)


def read(wording: str) -> tuple[Bounds, ...]:
    """Read low, high and point from words; nothing where they state no number, or several.

    A bound outweighs an "about": "approaching around 40" is less. Words that are no known hedge
    leave open whether a number is exact.
    """
    words = split(wording)
    numbers = quantity.find(words, english().number)
    if not any(char.isdigit() for char in wording) or not 0 < len(numbers) <= _RANGE:
        return ()
    values = [number.value for number in numbers]
    if len(values) == _RANGE:
        low, high = values
        scale = next((s for s in (10**6, 10**3) if high >= s and low * _FAR_LESS <= high), 1)
        first = split(wording)[numbers[0].start].text
        low = round(float(first.replace(",", "")) * scale) if scale > 1 else low
        return (Bounds(low, high, None),)
    value, around = values[0], [word.fold for word in words]
    before, after = around[: numbers[0].start], around[numbers[0].end :]
    exact, about = Bounds(value, value, value), Bounds(value, value, None)
    bounds: dict[str | None, Bounds] = {
        "at_least": Bounds(value, None, None),
        "up_to": Bounds(None, value, None),
        "about": about,
    }
    hedge = _hedge(before) or _hedge(after[:_AFTER])
    if hedge in bounds:
        return (bounds[hedge],)
    return (exact, about) if before else (exact,)


@cache
def english() -> Vocabulary:
    """Read the language that wordings are filed in."""
    return vocabulary.read(vocabulary.LANGUAGES / "en.toml")


# --- private ---


@cache
def _hedge_words() -> Mapping[tuple[str, ...], str]:
    hedges = english().hedge
    return {words_of(text): hedge for hedge, texts in hedges.items() for text in texts}


def _hedge(words: list[str]) -> str | None:
    known = _hedge_words()
    stretches = (tuple(words[i:j]) for j in range(len(words), 0, -1) for i in range(j))
    found = [known[stretch] for stretch in stretches if stretch in known]
    return next((hedge for hedge in found if hedge != "about"), next(iter(found), None))
