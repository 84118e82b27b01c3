"""The claims of a store as one question sees them: which agree, which are current, in order."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from bot.agreement import Agreement, Slot
from bot.claim import Claim, ScopeKind
from bot.dates import Clock
from bot.match.result import Considered
from bot.measures import Measures
from bot.question import Question
from bot.store import Store


class Shelf:
    """Holds a question against every claim once, and serves the claims that agree."""

    def __init__(
        self,
        question: Question,
        store: Store,
        measures: Measures,
        known_on: dt.date | None,
        *,
        only: frozenset[str] = frozenset(),
    ) -> None:
        """Compare. ``only`` lists the ids of the claims that are meant; empty: any may be."""
        self.question = question
        self.store = store
        self.measures = measures
        self._known_on = known_on
        self.agreement = Agreement(question, store, measures, known_on)
        self.claims = self._as_known()
        self.left = {claim.id: self.agreement.disagreeing(claim) for claim in store.claims}
        self._only = only or self.left.keys()

    def left_counting(self, outcomes: frozenset[str]) -> dict[str, tuple[Slot, ...]]:
        """Hold the question against every claim as if it asked for other outcomes."""
        question = self.question.model_copy(update={"outcomes": outcomes})
        agreement = Agreement(question, self.store, self.measures, self._known_on)
        return {claim.id: agreement.disagreeing(claim) for claim in self.store.claims}

    def _as_known(self) -> dict[str, Claim]:
        """List the claims with what was known of them by the day that is asked about, if any."""
        asked = (p.last for p in self.question.when if p.clock is Clock.KNOWN)
        days = [day for day in (self._known_on, *asked) if day is not None]
        claims = self.store.claims
        return {claim.id: claim.as_known_on(min(days)) if days else claim for claim in claims}

    def agreeing(self, *, but: Iterable[Slot] = ()) -> list[Claim]:
        """List the claims that agree with every slot, or with every slot but some."""
        excused = set(but)
        agreeing = (id_ for id_, left in self.left.items() if excused.issuperset(left))
        return [self.claims[id_] for id_ in agreeing if id_ in self._only]

    def ordered(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Order by the published rule: newest as-of date first, then the claimant's name."""
        by_name = sorted(claims, key=lambda claim: self.store.claimants[claim.claimant].name)
        return tuple(sorted(by_name, key=dated, reverse=True))

    def current(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Keep each claimant's latest figure for each count, in order."""
        listed = tuple(claims)
        replaced = {claim.supersedes.claim for claim in listed if claim.supersedes}
        latest: dict[tuple[object, ...], Claim] = {}
        for claim in listed:
            bounded = claim.scope.kind in {ScopeKind.PERIOD, ScopeKind.INCIDENT}
            key = (claim.claimant, *count(claim), claim.scope if bounded else None)
            newer = key not in latest or dated(claim) > dated(latest[key])
            if claim.id not in replaced and newer:
                latest[key] = claim
        return self.ordered(latest.values())

    def others(self, shown: Sequence[Claim]) -> tuple[Claim, ...]:
        """Find what other claimants say on the same counts."""
        counts = {count(claim) for claim in shown}
        claimants = {claim.claimant for claim in shown}
        relaxed = self.agreeing(but=(Slot.CLAIMANT, Slot.RELATION, Slot.MEASURE))
        return self.current(
            claim for claim in relaxed if claim.claimant not in claimants and count(claim) in counts
        )

    def chain(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Add what the figures were replaced by in the end: an old one is never the last word."""
        chain = {claim.id: claim for claim in claims}
        for claim in tuple(chain.values()):
            for last in list(self._later(claim))[-1:]:
                chain.setdefault(last.id, last)
        return self.ordered(chain.values())

    def before(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """List the figures together with the one that each of them replaced, if any did."""
        listed = {claim.id: claim for claim in claims}
        former = {
            c.supersedes.claim: self.claims[c.supersedes.claim]
            for c in listed.values()
            if c.supersedes
        }
        return self.ordered({**listed, **former}.values()) if former else ()

    def steps(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Add all that replaced the figures, and all that they replaced."""
        steps = {claim.id: claim for claim in claims}
        for claim in tuple(steps.values()):
            for other in (*self._later(claim), *self._earlier(claim)):
                steps.setdefault(other.id, other)
        return self.ordered(steps.values())

    def steps_within(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Add to the figures of a period the one that each series of them began from."""
        within = {claim.id: claim for claim in claims}
        for claim in tuple(within.values()):
            for former in list(self._earlier(claim))[:1]:
                within.setdefault(former.id, former)
        return self.ordered(within.values())

    def _later(self, claim: Claim) -> Iterator[Claim]:
        later, seen = self.store.superseded_by.get(claim.id), {claim.id}
        while later and later.id not in seen and Slot.KNOWN not in self.left[later.id]:
            seen.add(later.id)
            yield self.claims[later.id]
            later = self.store.superseded_by.get(later.id)

    def _earlier(self, claim: Claim) -> Iterator[Claim]:
        link, seen = claim.supersedes, {claim.id}
        while link and link.claim not in seen:
            seen.add(link.claim)
            yield self.claims[link.claim]
            link = self.claims[link.claim].supersedes

    def considered(self, kept: Sequence[Claim] = ()) -> tuple[Considered, ...]:
        """Say of every claim whether it was kept, or in which slots it disagreed."""
        ids = {claim.id for claim in kept}
        return tuple(
            Considered.model_construct(  # of our own making: there is nothing to validate
                claim=claim.id,
                left=() if claim.id in ids else self.left[claim.id] or (_NOT_SHOWN,),
            )
            for claim in self.store.claims
        )


def count(claim: Claim) -> tuple[str, str, str, str | None]:
    """Say what a claim counts: one measure of one population in one event, or at a place of it."""
    return claim.event, claim.population, claim.measure, claim.scope.place


def dated(claim: Claim) -> dt.date:
    """Tell the last UTC day that a figure describes; the first of all days where none is told."""
    return claim.described_on.last if claim.described_on else dt.date.min


# --- private ---

_NOT_SHOWN = "agrees, but is not the current figure or was not compared"
