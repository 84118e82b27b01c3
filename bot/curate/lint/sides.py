"""Rules about who is heard: events with one party's figures only, disputes by nobody."""

from collections.abc import Iterator

from bot.claim import Claim, Relation, Status
from bot.curate.lint.finding import Finding, warning
from bot.store import Store


def one_sided(store: Store) -> Iterator[Finding]:
    """Find events about which nobody but one party is on file with figures."""
    events: dict[str, list[Claim]] = {}
    for claim in store.claims:
        events.setdefault(claim.event, []).append(claim)
    for event, claims in events.items():
        if store.events[event].background:
            continue
        parties = {store.claimants[claim.claimant].speaks_for for claim in claims}
        outside = {Relation.THIRD_PARTY, Relation.INDEPENDENT} & {c.relation for c in claims}
        if len(parties) == 1 and None not in parties and not outside:
            party = next(iter(parties))
            found = (
                f"all {len(claims)} figures are by {party}" if len(claims) > 1 else f"by {party}"
            )
            expected = "figures of the other side or of somebody else"
            yield warning("one-sided", f"names.events.{event}", "claims", found, expected)


def disputed_by_nobody(store: Store) -> Iterator[Finding]:
    """Find figures that are disputed, where nobody is on file who does."""
    for claim in store.claims:
        told = claim.disputed_by or claim.verification.said_by
        if claim.verification.status is Status.DISPUTED and not told:
            yield warning("dispute", claim.id, "disputed_by", "nobody", "who disputes it")
