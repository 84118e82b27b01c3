"""Rules about one figure: its bounds, its hedge, and whether its words say what was counted."""

from collections.abc import Iterator

from bot.claim import Claim, Figure
from bot.curate import bounds as reading
from bot.curate.lint.finding import Finding, error
from bot.measures import Measures
from bot.store import Store
from bot.vocabulary import words_of
from bot.words import phrase


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
        said, stated = reading.read(figure.wording), reading.of(figure)
        if said and stated not in said:
            found = f"{stated} for “{figure.wording}”"
            yield error("hedge", claim.id, place, found, str(said[0]))


def umbrellas(store: Store) -> Iterator[Finding]:
    """Find figures whose words count all harm and that are filed under deaths alone."""
    harm = {words_of(text) for text in reading.english().umbrella["harm"]}
    measures = Measures.read()
    for claim, place, figure in _figures(store):
        words = phrase(figure.wording)
        named = [word for word in words if (word,) in harm]
        if named and measures.family(claim.measure) == "death":
            found = f"{claim.measure} for “{figure.wording}”"
            yield error("umbrella", claim.id, place, found, f"a measure that {named[0]!r} means")


# --- private ---


def _figures(store: Store) -> Iterator[tuple[Claim, str, Figure]]:
    for claim in store.claims:
        yield claim, "figure", claim.figure
        for index, other in enumerate(claim.other_wordings):
            yield claim, f"other_wordings.{index}", other
