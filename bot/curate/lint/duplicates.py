"""Rules about claims that stand twice, or nearly so."""

from collections.abc import Iterator
from itertools import combinations

from bot.claim import Claim
from bot.curate.lint.finding import Finding, error, warning
from bot.store import Store


def same(store: Store) -> Iterator[Finding]:
    """Find claims that state the same figure for the same count and day by the same claimant."""
    for first, second in _pairs(store):
        if _figure(first) == _figure(second):
            found = f"states the same as {first.id}"
            yield error("duplicate", second.id, "figure", found, "one claim with both sources")


def near(store: Store) -> Iterator[Finding]:
    """Find two figures of one claimant for the same count and day, where neither is a step."""
    for first, second in _pairs(store):
        linked = any(
            one.supersedes and one.supersedes.claim == other.id
            for one, other in ((first, second), (second, first))
        )
        if _figure(first) != _figure(second) and not linked:
            found = f"{first.id} has {first.figure.wording} for the same day"
            yield warning("near-duplicate", second.id, "figure", found, "one figure, or a link")


# --- private ---


def _pairs(store: Store) -> Iterator[tuple[Claim, Claim]]:
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in store.claims:
        if claim.described_on:
            groups.setdefault(_key(claim), []).append(claim)
    for group in groups.values():
        yield from combinations(group, 2)


def _key(claim: Claim) -> tuple[object, ...]:
    scope = claim.scope.model_copy(update={"wording": None, "cumulative": None})
    day, speaker = claim.described_on, claim.speaker
    return claim.claimant, speaker, claim.event, claim.population, claim.measure, scope, day


def _figure(claim: Claim) -> tuple[object, ...]:
    return claim.figure.low, claim.figure.high, claim.figure.point
