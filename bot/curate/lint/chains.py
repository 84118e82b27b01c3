"""Rules about what claims say of each other: what replaced what, what was computed from what."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.claim import Basis, Change, Claim, ScopeKind
from bot.curate.lint.finding import Finding, error, warning
from bot.match.shelf import count
from bot.store import Store

_OF_ONE_KIND = ("claimant", "population", "measure")
_REVISES = {Change.CORRECTION, Change.WITHDRAWAL, Change.METHOD, Change.SCOPE}
"""Changes that explain why a figure falls, or replaces one of another kind."""


def links(store: Store) -> Iterator[Finding]:
    """Find chains that come back to themselves, and claims that were replaced twice."""
    for claim in store.claims:
        if claim in _before(claim, store):
            yield error(
                "chain",
                claim.id,
                "supersedes.claim",
                "comes back to this claim",
                "an earlier claim",
            )
    replaced = Counter(c.supersedes.claim for c in store.claims if c.supersedes)
    for claim in store.claims:
        if claim.supersedes and replaced[claim.supersedes.claim] > 1:
            found = f"{claim.supersedes.claim} is replaced {replaced[claim.supersedes.claim]} times"
            yield error("chain", claim.id, "supersedes.claim", found, "once at most")


def crossings(store: Store) -> Iterator[Finding]:
    """Find figures that replace one of another kind without a change that explains it."""
    for claim, former in _pairs(store):
        crossed = [f for f in _OF_ONE_KIND if getattr(claim, f) != getattr(former, f)]
        if crossed and claim.supersedes and claim.supersedes.change not in _REVISES:
            found = f"{former.id} has another {' and '.join(crossed)}"
            expected = f"a change that explains it: {', '.join(sorted(_REVISES))}"
            yield error("crossing", claim.id, "supersedes.claim", found, expected)


def falls(store: Store) -> Iterator[Finding]:
    """Find running totals that fall below the one they replace, without a typed reason."""
    for claim, former in _pairs(store):
        change = claim.supersedes.change if claim.supersedes else None
        now, then = claim.figure, former.figure
        if now.high is None or then.low is None or not (_runs(claim) and _runs(former)):
            continue
        if now.high < then.low and claim.measure == former.measure and change not in _REVISES:
            found = f"{now.wording} falls below {then.wording} of {former.id}"
            expected = "a typed change, such as correction, method or scope"
            yield error("fall", claim.id, "supersedes.change", found, expected)


def origins(store: Store) -> Iterator[Finding]:
    """Find derived claims that do not say from what, and claims derived from themselves."""
    for claim in store.claims:
        if claim.id in claim.derived_from:
            yield error("origin", claim.id, "derived_from", "names itself", "other claims")
        if claim.basis is Basis.DERIVED and not (claim.derived_from or claim.method):
            found, expected = "nothing, of a derived figure", "the claims it was computed from"
            yield error("origin", claim.id, "derived_from", found, expected)


def gaps(store: Store) -> Iterator[Finding]:
    """Find running totals of one claimant that stand beside each other without a link."""
    series: dict[tuple[object, ...], list[Claim]] = {}
    for claim in store.claims:
        if _runs(claim) and claim.described_on:
            series.setdefault((claim.claimant, *count(claim)), []).append(claim)
    for claims in series.values():
        heads = [claim for claim in claims if claim.id not in store.superseded_by]
        for claim in heads[1:]:
            found = f"{heads[0].id} counts the same and neither replaces the other"
            yield warning("gap", claim.id, "supersedes", found, "a link, or another scope")


# --- private ---


def _runs(claim: Claim) -> bool:
    return claim.scope.kind is ScopeKind.CUMULATIVE


def _pairs(store: Store) -> Iterator[tuple[Claim, Claim]]:
    for claim in store.claims:
        former = store.by_id.get(claim.supersedes.claim) if claim.supersedes else None
        if former:
            yield claim, former


def _before(claim: Claim, store: Store) -> Sequence[Claim]:
    """List what a claim replaced, over all steps, each once."""
    found: list[Claim] = []
    link = claim.supersedes
    while link and (former := store.by_id.get(link.claim)) and former not in found:
        found.append(former)
        link = former.supersedes
    return found
