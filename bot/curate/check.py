"""A claims file comes in; every fault in it goes out at once, each with claim id and field."""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.claim import Claim
from bot.store import Fault, Store, StoreError, load, shipped


def run(path: Path | None, out: TextIO) -> bool:
    """Check a claims file (None: the shipped one), print what is wrong, and tell if it is sound."""
    path = path or shipped()
    try:
        store = load(path)
    except StoreError as error:
        print(error, file=out)
        return False
    faults = tuple(inconsistencies(store))
    if faults:
        print(StoreError(path, faults), file=out)
        return False
    print(f"{path}: {len(store.claims)} claims, no faults", file=out)
    return True


def inconsistencies(store: Store) -> Iterator[Fault]:
    """Find claims that contradict themselves or the claims they refer to."""
    yield from _circles(store)
    for claim in store.claims:
        yield from _figure(claim)
        yield from _dates(claim)
        yield from _origins(claim)
        yield from _replacing(claim, store)


def _circles(store: Store) -> Iterator[Fault]:
    """Find names that are, over some steps, part of themselves."""
    names = store.names
    around: dict[str, dict[str, str | None]] = {
        "populations": {entry.id: entry.part_of for entry in names.populations},
        "claimants": {entry.id: entry.part_of for entry in names.claimants},
        "places": {entry.id: entry.part_of for entry in names.places},
        "events": {entry.id: entry.part_of for entry in names.events},
    }
    for kind, wholes in around.items():
        for entry, whole in wholes.items():
            seen, outer = {entry}, whole
            while outer is not None and outer not in seen:
                seen.add(outer)
                outer = wholes.get(outer)
            if outer == entry:
                yield Fault(f"names.{kind}.{entry}", "part_of", "it is part of itself")


def _figure(claim: Claim) -> Iterator[Fault]:
    for place, figure in (
        ("figure", claim.figure),
        *((f"other_wordings.{i}", other) for i, other in enumerate(claim.other_wordings)),
    ):
        low, high, point = figure.low, figure.high, figure.point
        if low is not None and high is not None and low > high:
            yield Fault(claim.id, f"{place}.low", f"{low} is above high, {high}")
        if point is not None and not (low == high == point):
            yield Fault(claim.id, f"{place}.point", "an exact count has low = high = point")


def _dates(claim: Claim) -> Iterator[Fault]:
    as_of, stated = claim.as_of, claim.stated_on
    if as_of and stated and as_of.first > stated.last:
        yield Fault(claim.id, "as_of", f"{as_of} is after stated_on, {stated}")
    for index, source in enumerate(claim.sources):
        published = source.published_on
        if published and stated and stated.first > published.last:
            field = f"sources.{index}.published_on"
            yield Fault(claim.id, field, f"{published} is before stated_on, {stated}")
    start, end = claim.scope.start, claim.scope.end
    if start and end and start.first > end.last:
        yield Fault(claim.id, "scope.start", f"{start} is after scope.end, {end}")


def _origins(claim: Claim) -> Iterator[Fault]:
    if claim.id in claim.derived_from:
        yield Fault(claim.id, "derived_from", "a claim is not derived from itself")


def _replacing(claim: Claim, store: Store) -> Iterator[Fault]:
    seen = {claim.id}
    link = claim.supersedes
    while link:
        if link.claim in seen:
            yield Fault(claim.id, "supersedes.claim", "the chain comes back to this claim")
            return
        seen.add(link.claim)
        link = store.by_id[link.claim].supersedes
    if claim.supersedes:
        former = store.by_id[claim.supersedes.claim]
        for field in ("claimant", "population", "measure"):
            if getattr(former, field) != getattr(claim, field):
                problem = f"{former.id} has another {field}: a figure replaces its own kind"
                yield Fault(claim.id, "supersedes.claim", problem)
