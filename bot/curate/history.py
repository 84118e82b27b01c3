"""A claimant comes in; its figures go out by what they count, oldest first, with each change.

A gap is a running total that is not linked to the one before it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from bot import store
from bot.claim import Claim, ScopeKind
from bot.curate import find, ingest, summary
from bot.curate.summary import counted, wrapped
from bot.errors import BotError
from bot.match.shelf import count
from bot.names import Claimant
from bot.store import Store
from bot.wording import Wording


class Asked(NamedTuple):
    """Whose figures are wanted, and which: each by id, name or alias (None: any)."""

    claimant: str
    measure: str | None = None
    population: str | None = None


class NoFiguresError(BotError):
    """A claimant has no figure of the kind asked for; the message lists the kinds it has."""

    def __init__(self, claimant: Claimant, wording: Wording) -> None:
        kinds = {
            f"\n  {claim.measure} of {claim.population}"
            for claim in wording.store.claims
            if claim.claimant == claimant.id
        }
        on_file = f" On file:{''.join(sorted(kinds))}" if kinds else ""
        super().__init__(f"no such figure by {claimant.name} is on file.{on_file}")


def run(asked: Asked, path: Path | None, out: TextIO) -> None:
    """Print the history of a claimant in a file (None: the shipped one).

    Raises StoreError, UnclearNameError or NoFiguresError.
    """
    read = store.load(path or store.shipped())
    wording = summary.wording(read)
    claimant = _claimant(asked.claimant, read)
    listed = series(_wanted(claimant, asked, read))
    if not listed:
        raise NoFiguresError(claimant, wording)
    figures = counted(sum(map(len, listed)), "figure")
    print(f"{claimant.name} ({claimant.id}): {figures}, {len(listed)} series", file=out)
    for claims in listed:
        print(file=out)
        for line in _series(claims, wording):
            print(line, file=out)


def series(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Part claims by event, population, measure and place; each part the oldest first."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=_described):
        groups.setdefault(count(claim), []).append(claim)
    return tuple(tuple(group) for group in groups.values())


# --- private ---


def _claimant(text: str, read: Store) -> Claimant:
    """Find a claimant; where a party is named, those that speak for it are candidates."""
    parties = {party.id for party in find.called(text, read.names.parties)}
    organs = [entry for entry in read.names.claimants if entry.speaks_for in parties]
    return find.one(text, read.names.claimants, "claimants", organs)


def _wanted(claimant: Claimant, asked: Asked, read: Store) -> list[Claim]:
    measure = ingest.measure_id(asked.measure) if asked.measure else None
    people = (
        find.one(asked.population, read.names.populations, "populations").id
        if asked.population
        else None
    )
    return [
        claim
        for claim in read.claims
        if claim.claimant == claimant.id
        and measure in {None, claim.measure}
        and people in {None, claim.population}
    ]


def _described(claim: Claim) -> tuple[dt.date, dt.date]:
    """Order claims by the day they describe; those without a date come last."""
    date = claim.described_on
    return (date.last, date.first) if date else (dt.date.max, dt.date.max)


def _series(claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    first = claims[0]
    place = first.scope.place
    where = f", in {wording.store.places[place].name}" if place else ""
    counts = f"{wording.population(first)}, {wording.measure(first.measure)}{where}"
    yield from wrapped(f"{counts} – {wording.event(first)}", "", "  ")
    totals: list[Claim] = []
    for claim in claims:
        yield from wrapped(summary.dated(claim, wording), "  ", "    ")
        yield from wrapped(f"{claim.id}{_step(claim, totals, wording)}", "    ", "    ")
        if claim.scope.kind is ScopeKind.CUMULATIVE:
            totals.append(claim)


def _step(claim: Claim, before: Sequence[Claim], wording: Wording) -> str:
    """Say what a claim replaced and why, how many days later, or that it is linked to nothing."""
    former = wording.replaced(claim)
    if former and claim.supersedes:
        later = _later(claim, former)
        return f" – {wording.say(claim.supersedes.change.value)}, of {former.id}{later}"
    if before and claim.scope.kind is ScopeKind.CUMULATIVE:
        return f" – gap: not linked to {before[-1].id}{_later(claim, before[-1])}"
    return ""


def _later(claim: Claim, former: Claim) -> str:
    if not (claim.described_on and former.described_on):
        return ""
    days = (claim.described_on.last - former.described_on.last).days
    return f", {counted(days, 'day')} later" if days > 0 else ""
