"""Claims and names come in; what they refer to goes out: field, list and id."""

from collections.abc import Iterator

from bot.claim import Claim
from bot.names import Names


def references(claim: Claim) -> Iterator[tuple[str, str, str | None]]:
    """List what a claim refers to: the field, the list that the entry is in, and its id."""
    yield "event", "events", claim.event
    yield "population", "populations", claim.population
    yield "claimant", "claimants", claim.claimant
    yield "speaker", "people", claim.speaker
    yield "scope.place", "places", claim.scope.place
    if claim.supersedes:
        yield "supersedes.claim", "claims", claim.supersedes.claim
    for origin in claim.derived_from:
        yield "derived_from", "claims", origin
    said = [("verification.said_by", claim.verification.said_by)]
    said += [("caveats.said_by", caveat.said_by) for caveat in claim.caveats]
    said += [("disputed_by.said_by", dispute.said_by) for dispute in claim.disputed_by]
    said += [("other_wordings.said_by", (other.said_by,)) for other in claim.other_wordings]
    for field, speakers in said:
        for speaker in speakers:
            yield field, "voices", speaker


def name_references(names: Names) -> Iterator[tuple[str, str, str, str | None]]:
    """List what names refer to: the entry, the field, the list its target is in, and the id."""
    for population in names.populations:
        label = f"names.populations.{population.id}"
        yield label, "side", "parties", population.side
        yield label, "part_of", "populations", population.part_of
    for claimant in names.claimants:
        label = f"names.claimants.{claimant.id}"
        yield label, "speaks_for", "parties", claimant.speaks_for
        yield label, "part_of", "claimants", claimant.part_of
    for person in names.people:
        yield f"names.people.{person.id}", "belongs_to", "claimants", person.belongs_to
    for place in names.places:
        yield f"names.places.{place.id}", "part_of", "places", place.part_of
    for event in names.events:
        yield f"names.events.{event.id}", "place", "places", event.place
        yield f"names.events.{event.id}", "part_of", "events", event.part_of
