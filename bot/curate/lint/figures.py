"""Rules about one figure: its bounds, its hedge, and whether its words say what was counted."""

from collections.abc import Iterator, Mapping
from functools import cache

from bot import quantity, vocabulary
from bot.claim import Claim, Figure
from bot.curate.lint.finding import Finding, error
from bot.store import Store
from bot.vocabulary import Vocabulary, words_of
from bot.words import phrase, split

_RANGE = 2
"""Numbers in the wording of a range."""
_AFTER = 4
"""Words after a number that may hedge it: "40 or more"."""
_FAR_LESS = 100
"""How much smaller the first end of a range is where it leaves its multiplier to the second."""


def bounds(store: Store) -> Iterator[Finding]:
    """Find bounds out of order, and exact counts that are not exact."""
    for claim, place, figure in _figures(store):
        low, high, point = figure.low, figure.high, figure.point
        if low is not None and high is not None and low > high:
            yield error("bounds", claim.id, f"{place}.low", f"{low} is above high", f"<= {high}")
        if point is not None and not (low == high == point):
            found = f"{point} is not both bounds"
            yield error("bounds", claim.id, f"{place}.point", found, "low = high = point")


def hedges(store: Store) -> Iterator[Finding]:
    """Find bounds that say something else than the wording does: a hedge is a bound."""
    for claim, place, figure in _figures(store):
        said = _read(figure.wording)
        if not said or (figure.low, figure.high, figure.point) in said:
            continue
        stated = _written(figure.low, figure.high, figure.point)
        found = f"{stated} for “{figure.wording}”"
        yield error("hedge", claim.id, place, found, _written(*said[0]))


def umbrellas(store: Store) -> Iterator[Finding]:
    """Find figures whose words count all harm and that are filed under deaths alone."""
    harm = {words_of(text) for text in _english().umbrella["harm"]}
    measures = vocabulary.measures()
    for claim, place, figure in _figures(store):
        words = phrase(figure.wording)
        named = [word for word in words if (word,) in harm]
        if named and measures.family(claim.measure) == "death":
            found = f"{claim.measure} for “{figure.wording}”"
            yield error("umbrella", claim.id, place, found, f"a measure that {named[0]!r} means")


# --- private ---

_Bounds = tuple[int | None, int | None, int | None]


def _figures(store: Store) -> Iterator[tuple[Claim, str, Figure]]:
    for claim in store.claims:
        yield claim, "figure", claim.figure
        for index, other in enumerate(claim.other_wordings):
            yield claim, f"other_wordings.{index}", other


@cache
def _english() -> Vocabulary:
    return vocabulary.read(vocabulary.LANGUAGES / "en.toml")


@cache
def _hedge_words() -> Mapping[tuple[str, ...], str]:
    hedges = _english().hedge
    return {words_of(text): hedge for hedge, texts in hedges.items() for text in texts}


def _read(wording: str) -> tuple[_Bounds, ...]:
    """Read low, high and point from words; nothing where they state no number, or several.

    A bound outweighs an "about": "approaching around 40" is less. Words that are no known hedge
    leave open whether a number is exact.
    """
    words = split(wording)
    numbers = quantity.find(words, _english().number)
    if not any(char.isdigit() for char in wording) or not 0 < len(numbers) <= _RANGE:
        return ()
    values = [number.value for number in numbers]
    if len(values) == _RANGE:
        low, high = values
        scale = next((s for s in (10**6, 10**3) if high >= s and low * _FAR_LESS <= high), 1)
        first = split(wording)[numbers[0].start].text
        low = round(float(first.replace(",", "")) * scale) if scale > 1 else low
        return ((low, high, None),)
    value, around = values[0], [word.fold for word in words]
    before, after = around[: numbers[0].start], around[numbers[0].end :]
    exact, about = (value, value, value), (value, value, None)
    bounds: dict[str | None, _Bounds] = {
        "at_least": (value, None, None),
        "up_to": (None, value, None),
        "about": about,
    }
    hedge = _hedge(before) or _hedge(after[:_AFTER])
    if hedge in bounds:
        return (bounds[hedge],)
    return (exact, about) if before else (exact,)


def _hedge(words: list[str]) -> str | None:
    known = _hedge_words()
    stretches = (tuple(words[i:j]) for j in range(len(words), 0, -1) for i in range(j))
    found = [known[stretch] for stretch in stretches if stretch in known]
    return next((hedge for hedge in found if hedge != "about"), next(iter(found), None))


def _written(low: int | None, high: int | None, point: int | None) -> str:
    stated = {"low": low, "high": high, "point": point}
    return ", ".join(f"{name} {n:,}" for name, n in stated.items() if n is not None) or "no bounds"
