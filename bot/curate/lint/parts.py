"""Rules about parts and wholes: a claimant's part is no larger than its whole on the same day."""

from collections.abc import Iterator

from bot.claim import Claim
from bot.curate.lint.finding import Finding, error
from bot.measures import Measures
from bot.names import around
from bot.store import Store


def of_people(store: Store) -> Iterator[Finding]:
    """Find counts of a part of a population above those of the whole."""
    for part, whole in _same_day(store):
        inner, outer = part.population, whole.population
        if part.measure == whole.measure and _is_part(inner, outer, store) and _above(part, whole):
            yield _finding("part-of-people", part, whole)


def of_measures(store: Store) -> Iterator[Finding]:
    """Find counts of one outcome above those of several together."""
    measures = Measures.read()
    for part, whole in _same_day(store):
        inner, outer = measures.outcomes(part.measure), measures.outcomes(whole.measure)
        if part.population == whole.population and inner < outer and _above(part, whole):
            yield _finding("part-of-measure", part, whole)


# --- private ---


def _same_day(store: Store) -> Iterator[tuple[Claim, Claim]]:
    """Pair the claims that one claimant made for one day about one stretch of one event."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in store.claims:
        if claim.described_on:
            scope = claim.scope.model_copy(update={"wording": None})
            key = (claim.claimant, claim.event, scope, claim.described_on)
            groups.setdefault(key, []).append(claim)
    for group in groups.values():
        yield from ((one, other) for one in group for other in group if one is not other)


def _is_part(inner: str, outer: str, store: Store) -> bool:
    wholes = around(store.populations, inner)
    return inner != outer and any(whole.id == outer for whole in wholes)


def _above(part: Claim, whole: Claim) -> bool:
    least, most = part.figure.low, whole.figure.high
    return least is not None and most is not None and least > most


def _finding(rule: str, part: Claim, whole: Claim) -> Finding:
    found = f"{part.figure.wording} is above {whole.figure.wording} of {whole.id}"
    return error(rule, part.id, "figure", found, "no more than the whole")
