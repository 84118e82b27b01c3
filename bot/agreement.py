"""A question and a claim come in; the slots in which the claim disagrees go out."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property

from bot.claim import Claim, Relation
from bot.measures import Measures
from bot.names import Category, around
from bot.phrases import Name
from bot.question import Question, Ref, Wanted
from bot.store import Store
from bot.timing import Timing, by
from bot.words import phrase

_HARM = {"death", "harm"}
"""The families of measures that are meant where none is named."""


class Slot(StrEnum):
    """The parts of a question that a claim has to agree with."""

    SIDE = "side"
    CATEGORY = "category"
    PLACE = "place"
    CLAIMANT = "claimant"
    RELATION = "relation"
    MEASURE = "measure"
    AGENT = "agent"
    WHEN = "when"
    KNOWN = "known"


class Agreement:
    """Compares claims with one question, slot by slot.

    ``known_on`` is the UTC day up to which claims are known, whatever the question asks.
    """

    def __init__(
        self,
        question: Question,
        store: Store,
        measures: Measures,
        known_on: dt.date | None,
    ) -> None:
        self._question = question
        self._store = store
        self._measures = measures
        self._known_on = known_on
        named = frozenset(one.id for ref in question.places for one in ref.each)
        self.timing = Timing(store, named)
        self._tests: dict[Slot, tuple[Callable[[Claim], bool], Callable[[Claim], object]]] = {
            Slot.SIDE: (self._side, lambda c: c.population),
            Slot.CATEGORY: (self._category, lambda c: (c.population, c.measure)),
            Slot.PLACE: (self._place, lambda c: (c.population, c.event, c.scope.place)),
            Slot.CLAIMANT: (
                self._claimant,
                lambda c: (c.claimant, c.speaker, c.relation, c.population),
            ),
            Slot.RELATION: (
                self._relation,
                lambda c: (c.relation, c.claimant, c.speaker, c.population),
            ),
            Slot.MEASURE: (self._measure, lambda c: c.measure),
            Slot.AGENT: (self._agent, lambda c: (c.population, c.claimant)),
            Slot.WHEN: (self._when, lambda c: c.id),
            Slot.KNOWN: (self._known, lambda c: c.id),
        }
        self._tested: dict[tuple[Slot, object], bool] = {}

    def disagreeing(self, claim: Claim) -> tuple[Slot, ...]:
        """List the slots in which a claim does not fit the question; none if it answers."""
        return tuple(slot for slot in self._tests if not self._agrees(slot, claim))

    def _agrees(self, slot: Slot, claim: Claim) -> bool:
        """Test a slot once for all claims that have the same in it."""
        agrees, of = self._tests[slot]
        key = slot, of(claim)
        if key not in self._tested:
            self._tested[key] = agrees(claim)
        return self._tested[key]

    def counts(self, claim: Claim, side: Ref) -> bool:
        """Tell whether a claim counts people of a party or a population, or of a part of it."""
        return any(self._counts(claim, one) for one in side.each)

    def _counts(self, claim: Claim, side: Ref) -> bool:
        population = self._store.populations[claim.population]
        if side.kind is Name.PARTY:
            return population.side == side.id
        if side.kind in {Name.CLAIMANT, Name.PERSON}:  # "the ministry's", "the president's losses"
            party = self._party(side)
            return party is not None and population.side == party
        if side.kind is not Name.POPULATION:
            return False
        return any(one.id == side.id for one in around(self._store.populations, population.id))

    def _party(self, voice: Ref) -> str | None:
        """Tell for whom a claimant or a person speaks."""
        if voice.kind is Name.PARTY:
            return voice.id
        body: str | None = voice.id
        if voice.kind is Name.PERSON:
            body = self._store.people[voice.id].belongs_to
        whole = around(self._store.claimants, body)
        return next((one.speaks_for for one in whole if one.speaks_for), None)

    def voiced(self, claim: Claim, ref: Ref) -> bool:
        """Tell whether a claim is by, or was spoken by, who was named."""
        if ref.kind is Name.PERSON:
            return any(one.id in {claim.speaker, claim.claimant} for one in ref.each)
        return self.speaks(claim.claimant, ref)

    def speaks(self, voice: str, ref: Ref) -> bool:
        """Tell whether a claimant or person is, belongs to, or speaks for who was named."""
        return any(self._speaks(voice, one) for one in ref.each)

    def _speaks(self, voice: str, ref: Ref) -> bool:
        if voice == ref.id and ref.kind in {Name.CLAIMANT, Name.PERSON}:
            return True
        person = self._store.people.get(voice)
        body = person.belongs_to if person and voice not in self._store.claimants else voice
        return any(
            (ref.kind is Name.PARTY and claimant.speaks_for == ref.id)
            or (ref.kind is Name.CLAIMANT and claimant.id == ref.id)
            for claimant in around(self._store.claimants, body)
        )

    # the slots

    def _side(self, claim: Claim) -> bool:
        sides = self._question.sides
        some = any if self._question.sides_joined else all
        if self._question.opposite and sides:
            return self._opposes(claim)
        return not sides or some(self.counts(claim, ref) for ref in sides)

    def _opposes(self, claim: Claim) -> bool:
        """Tell a count of those who fought the sides asked about, in the same war."""
        sides = self._question.sides
        own = [c for c in self._store.claims if any(self.counts(c, ref) for ref in sides)]
        wars = {self._store.root(c.event) for c in own}
        side = self._store.populations[claim.population].side
        return side is not None and claim not in own and self._store.root(claim.event) in wars

    def _category(self, claim: Claim) -> bool:
        if claim.population in self._question.passed_over and not self._are_all(claim):
            return False
        asked = self._question.categories
        category = self._store.populations[claim.population].category
        context = self._measures.family(claim.measure) == "context"
        anybody = category is Category.UNKNOWN and not self._bears_arms(claim.event)
        unarmed = anybody and Category.CIVILIAN in asked
        fits = not asked or category in asked or (context and category is Category.UNKNOWN)
        fits = fits or unarmed
        return fits or self._is_listed_people(claim)

    def _are_all(self, claim: Claim) -> bool:
        """Tell whether those passed over are all who bear arms for a side that was asked about."""
        populations = self._store.populations
        side = populations[claim.population].side
        own = [one for one in populations.values() if one.category is Category.MILITARY]
        others = {one.id for one in own if one.side == side} - {*self._question.passed_over}
        return bool(self._question.sides) and not others

    def _bears_arms(self, event: str) -> bool:
        """Tell whether soldiers are counted in an event; elsewhere everybody is a civilian."""
        return self._store.root(event) in self._armed

    @cached_property
    def _armed(self) -> frozenset[str]:
        populations = self._store.populations
        kinds = {Category.MILITARY, Category.COMBINED}
        armed = (c for c in self._store.claims if populations[c.population].category in kinds)
        return frozenset(self._store.root(claim.event) for claim in armed)

    @cached_property
    def _fighting(self) -> dict[str, set[str | None]]:
        """List by event the sides whose people are counted in it."""
        sides: dict[str, set[str | None]] = {}
        for claim in self._store.claims:
            side = self._store.populations[claim.population].side
            sides.setdefault(self._store.root(claim.event), set()).add(side)
        return sides

    def _is_listed_people(self, claim: Claim) -> bool:
        """Let "X's civilians and Y's soldiers" ask for both: the kind is that of Y's people."""
        listed = self._question.sides if self._question.sides_joined else ()
        others = any(ref.kind is Name.PARTY for ref in listed)
        return others and any(
            ref.kind is Name.POPULATION and self.counts(claim, ref) for ref in listed
        )

    def _place(self, claim: Claim) -> bool:
        places = self._question.places
        if self._elsewhere(claim):
            return True
        if not places and self._of_another_war(claim):
            return False
        some = any if self._question.places_joined else all
        return not places or some(
            any(self._in_place(claim, one) for one in ref.each) for ref in places
        )

    def _of_another_war(self, claim: Claim) -> bool:
        """Tell a count in an event kept for comparison, of people who are counted in another."""
        question = self._question
        looked_up = bool(question.numbers) or question.wanted is Wanted.COVERAGE
        background = self._store.events[claim.event].background
        return background and not looked_up and claim.population in self._store.foreground

    def _elsewhere(self, claim: Claim) -> bool:
        """Let a place bind to the side of a comparison that has claims there, not to the others."""
        question = self._question
        if question.wanted is not Wanted.COMPARISON or len(question.sides) < 2:  # noqa: PLR2004
            return False
        own = [side for side in question.sides if self.counts(claim, side)]
        there = (
            other
            for other in self._store.claims
            if any(self.counts(other, side) for side in own)
            and any(self._in_place(other, one) for ref in question.places for one in ref.each)
        )
        return bool(own) and next(there, None) is None

    def _in_place(self, claim: Claim, ref: Ref) -> bool:
        if ref.kind is Name.EVENT:
            return any(one.id == ref.id for one in around(self._store.events, claim.event))
        if ref.kind is Name.POPULATION:  # "in the valley", of "people in the valley"
            return self._counts(claim, ref)
        if ref.kind is Name.PARTY and self._question.background:  # "sent into X", where X fought
            there = ref.id in self._fighting.get(self._store.root(claim.event), ())
            return there and self._store.populations[claim.population].side != ref.id
        if ref.kind is Name.PARTY:  # "killed in X", of its people, who are at home there
            armed = self._store.populations[claim.population].category is Category.MILITARY
            return not armed and self._counts(claim, ref)
        if ref.kind is not Name.PLACE:
            return False
        place = claim.scope.place or self._store.events[claim.event].place
        there = any(one.id == ref.id for one in around(self._store.places, place))
        return there or self._is_at_home(claim, ref)

    def _is_at_home(self, claim: Claim, place: Ref) -> bool:
        """Tell a count of "people in (town)", which may name no place besides."""
        people = phrase(self._store.populations[claim.population].name)
        home = phrase(self._store.places[place.id].name)
        return len(home) < len(people) and people[-len(home) :] == home

    def _claimant(self, claim: Claim) -> bool:
        claimants = self._question.claimants
        return (
            not claimants
            or any(self.voiced(claim, ref) for ref in claimants)
            or (self._compares_kinds and self._relates(claim))
        )

    @property
    def _compares_kinds(self) -> bool:
        """Tell whether a kind of source is compared with somebody: "official" against a body."""
        question = self._question
        compares = question.wanted is Wanted.COMPARISON and len(question.claimants) == 1
        return compares and question.relation is not None

    @property
    def _compares_counts(self) -> bool:
        """Tell that counts of the same people are compared, one of which is their own side's."""
        question = self._question
        several = question.wanted is Wanted.COMPARISON and len(question.claimants) > 1
        return several and bool(question.sides)

    def _relates(self, claim: Claim) -> bool:
        return (claim.relation or self._own(claim)) is self._question.relation

    def _relation(self, claim: Claim) -> bool:
        asked = self._question.relation
        relation = claim.relation or self._own(claim)
        claimants = self._question.claimants
        if self._compares_kinds and self.voiced(claim, claimants[0]):
            return True
        if asked is Relation.OWN and self._compares_counts:
            return True
        voices = [ref for ref in claimants if self.voiced(claim, ref)] or claimants
        if asked is Relation.OWN and voices and not any(map(self._party, voices)):
            return True  # "its count" of a claimant that has no people of its own
        return asked is None or asked is relation or (relation is None and asked is Relation.OWN)

    def _own(self, claim: Claim) -> Relation | None:
        """Tell from the names that a claimant counts its own side, where the claim does not say."""
        party = self._store.claimants[claim.claimant].speaks_for
        same = party is not None and party == self._store.populations[claim.population].side
        return Relation.OWN if same else None

    def _measure(self, claim: Claim) -> bool:
        """Ask of a claim that all it counts together was asked for."""
        question = self._question
        if question.outcomes:
            return self._measures.outcomes(claim.measure) <= question.outcomes
        if self._measures.family(claim.measure) in _HARM or question.numbers:
            return True
        plain_words = question.wanted is Wanted.FIGURE and bool(question.claimants)
        counted = question.sides and claim.population not in self._harmed
        return bool(plain_words or counted) or question.wanted is Wanted.COVERAGE

    @cached_property
    def _harmed(self) -> frozenset[str]:
        """List the populations of whom any harm is on file."""
        harmed = (c for c in self._store.claims if self._measures.family(c.measure) in _HARM)
        return frozenset(claim.population for claim in harmed)

    def _agent(self, claim: Claim) -> bool:
        """Tell whether a claim is by the captor asked about, or by the side of those it holds."""
        captors = {ref.id for ref in self._question.captors}
        if not captors:
            return True
        side = self._store.populations[claim.population].side
        speaks = self._party(Ref(kind=Name.CLAIMANT, id=claim.claimant))
        told = claim.claimant in captors or speaks in {side, *captors}
        return side not in captors and told

    def _when(self, claim: Claim) -> bool:
        periods = self._question.when
        return not periods or any(self.timing.fits(claim, period) for period in periods)

    def _known(self, claim: Claim) -> bool:
        return self._known_on is None or by(claim.known_on, self._known_on)
