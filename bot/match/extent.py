"""Claims come in; those about the whole of what was asked go out, and those about a part of it."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from bot.claim import Claim, ScopeKind
from bot.dates import Clock
from bot.match.shelf import Shelf, dated
from bot.phrases import Name
from bot.question import Wanted
from bot.timing import covers


class Extent(NamedTuple):
    """Claims by what they cover of what was asked; ``parts_only`` if nothing covers the whole."""

    whole: tuple[Claim, ...]
    parts: tuple[Claim, ...]
    parts_only: bool = False


def part(shelf: Shelf, claims: Sequence[Claim]) -> Extent:
    """Part claims about the whole from those about a place, a period or an incident within it.

    Figures for the period that was asked about come before running totals dated inside it. Where
    nothing is on file for the whole, the parts are all there is.
    """
    question = shelf.question
    listed = question.everything and question.claimants and not question.pictured
    if listed or question.wanted is Wanted.COVERAGE:
        return Extent(tuple(claims), ())
    whole = [claim for claim in claims if _fits_period(shelf, claim)] or [
        claim for claim in claims if _is_whole(shelf, claim)
    ]
    whole = _of_this_event(shelf, whole)
    if not whole:
        return Extent(tuple(claims), (), parts_only=bool(claims) and not shelf.question.places)
    return Extent(tuple(whole), tuple(claim for claim in claims if claim not in whole))


def of_newest_event(shelf: Shelf, claims: Sequence[Claim]) -> list[Claim]:
    """Keep what was counted of each people in the newest of the events on file, if none is named.

    "Has it been updated?" asks about one series, not about the same army's earlier wars.
    """
    question = shelf.question
    if question.places or question.when:
        return list(claims)
    newest: dict[str, tuple[dt.date, str]] = {}
    for claim in claims:
        turn = dated(claim), shelf.store.root(claim.event)
        newest[claim.population] = max(turn, newest.get(claim.population, turn))
    return [c for c in claims if shelf.store.root(c.event) == newest[c.population][1]]


def of_latest_wars(shelf: Shelf, claims: Sequence[Claim]) -> list[Claim]:
    """Let go of what was counted of a people in an event that was over before another of theirs.

    "How many soldiers has X lost?" asks about the war that is on, if no place or time is named.
    """
    question = shelf.question
    bounded = any(period.clock in _STRETCHES for period in question.when)
    if question.places or bounded or question.everything or question.wanted in _ACROSS:
        return list(claims)
    days: dict[tuple[str, str], list[dt.date]] = {}
    for claim in claims:
        fought = days.setdefault((claim.population, shelf.store.root(claim.event)), [])
        fought.append(_fought_on(claim, shelf))
    begun = {key: min(listed) for key, listed in days.items()}
    newest: dict[str, dt.date] = {}
    for (population, _), first in begun.items():
        newest[population] = max(first, newest.get(population, first))
    return [
        claim
        for claim in claims
        if max(days[claim.population, shelf.store.root(claim.event)]) >= newest[claim.population]
    ]


def beside(shelf: Shelf, shown: Sequence[Claim], others: Sequence[Claim]) -> tuple[Claim, ...]:
    """Keep of others' claims those that cover as much as the ones shown."""
    kept = part(shelf, (*shown, *others)).whole
    return tuple(claim for claim in kept if claim in others)


# --- private ---

_ACROSS = {Wanted.COVERAGE, Wanted.COMPARISON}
"""What is asked across all events on file."""
_STRETCHES = {Clock.DURING, Clock.HAPPENED}
"""Clocks of periods in which an event may be meant that is over."""


def _fought_on(claim: Claim, shelf: Shelf) -> dt.date:
    """Date what a claim counts: one that describes no day is of when its event began."""
    start = claim.scope.start or shelf.store.events[claim.event].start
    return start.first if start and not claim.as_of else dated(claim)


def _of_this_event(shelf: Shelf, claims: Sequence[Claim]) -> list[Claim]:
    """Let go of what an event kept for comparison did to those who are counted in another one."""
    background = {event.id for event in shelf.store.names.events if event.background}
    counted = {claim.population for claim in claims if claim.event not in background}
    named = any(ref.kind is Name.EVENT for ref in shelf.question.places)
    return [
        claim
        for claim in claims
        if named or claim.event not in background or claim.population not in counted
    ]


def _fits_period(shelf: Shelf, claim: Claim) -> bool:
    """Tell whether a claim is about just the period that was asked about."""
    periods = (p for p in shelf.question.when if p.clock is Clock.DURING and not p.opening)
    exact = any(
        p.first and p.last and covers(claim, p.first, p.last, exactly=True) for p in periods
    )
    return exact and _is_whole(shelf, claim, whatever_period=True)


def _is_whole(shelf: Shelf, claim: Claim, *, whatever_period: bool = False) -> bool:
    scope, event = claim.scope, shelf.store.events[claim.event]
    if scope.kind is ScopeKind.PERIOD and not whatever_period:
        return False
    named = shelf.question.places
    events = {one.id for ref in named if ref.kind is Name.EVENT for one in ref.each}
    places = {one.id for ref in named if ref.kind is Name.PLACE for one in ref.each}
    if places:
        single = scope.kind is ScopeKind.INCIDENT and not scope.place
        here = (scope.place or event.place) in places and not single
        return here and (not events or event.id in events)
    if scope.place:
        return False
    if events:
        return event.id in events
    return event.part_of is None and scope.kind is not ScopeKind.INCIDENT
