"""A question and a store come in; the claims that answer go out, or the reason why none does.

A claim answers only if every slot that the question filled agrees with it. Nothing is ranked by
likeness: a slot agrees or it does not, and what disagreed is kept for whoever asks why.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from bot.claim import Claim, ScopeKind
from bot.dates import Clock
from bot.edtf import PartialDate
from bot.lexicon import Name
from bot.names import Category, Frozen
from bot.question import Question, Ref, Wanted
from bot.roles import Role
from bot.store import Store
from bot.vocabulary import Measures


class Slot(StrEnum):
    """The parts of a question that a claim has to agree with."""

    SIDE = "side"
    CATEGORY = "category"
    PLACE = "place"
    CLAIMANT = "claimant"
    RELATION = "relation"
    MEASURE = "measure"
    WHEN = "when"
    KNOWN = "known"


class Reason(StrEnum):
    """Why nothing answers. Each has its own sentence in the language file."""

    USAGE = "usage"
    UNCLEAR = "unclear"
    NOT_CASUALTIES = "not_casualties"
    OPINION = "opinion"
    FORECAST = "forecast"
    EQUIPMENT = "equipment"
    ARITHMETIC = "arithmetic"
    INSTRUCTION = "instruction"
    BREAKDOWN = "breakdown"
    UNKNOWN = "unknown"
    UNKNOWN_SIDE = "unknown_side"
    UNKNOWN_CLAIMANT = "unknown_claimant"
    UNKNOWN_PLACE = "unknown_place"
    AGENT = "agent"
    SIDE = "side"
    CATEGORY = "category"
    PLACE = "place"
    CLAIMANT = "claimant"
    RELATION = "relation"
    MEASURE = "measure"
    WHEN = "when"
    BEFORE_FIRST = "before_first"
    COMBINATION = "combination"
    NUMBER = "number"
    AMBIGUOUS = "ambiguous"


class Considered(Frozen):
    """One claim that was looked at: kept, or left because of the slots named."""

    claim: str
    left: tuple[str, ...] = ()


class NumberRole(StrEnum):
    """What a number is to a claim."""

    EXACT = "exact"
    LOW = "low"
    HIGH = "high"
    BOUND = "bound"
    ABOUT = "about"
    WORDING = "wording"
    NEAR = "near"


class Hit(Frozen):
    """A claim that states the asker's number, what the number is in it, and what disagrees."""

    claim: Claim
    number: int
    role: NumberRole
    wrong: tuple[str, ...] = ()


class Match(Frozen):
    """What answers a question.

    ``claims`` answer it; ``earlier`` are figures of the same claimants that these replaced;
    ``others`` are other claimants' figures for the same count. ``hits`` say what the asker's
    numbers are, ``false_premise`` whether the asker's statement has to be corrected. ``missing``
    names what was asked for besides and is not on file.
    """

    question: Question
    claims: tuple[Claim, ...]
    earlier: tuple[Claim, ...] = ()
    others: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = ()
    false_premise: bool = False
    doubts_of: tuple[Ref, ...] = ()
    missing: tuple[Ref, ...] = ()
    missing_measures: tuple[str, ...] = ()
    considered: tuple[Considered, ...] = ()


class Abstention(Frozen):
    """Why no claim answers, and the nearest claims, which a reply names without their figures."""

    question: Question
    reason: Reason
    offers: tuple[Claim, ...] = ()
    words: str = ""
    doubts_of: tuple[Ref, ...] = ()
    considered: tuple[Considered, ...] = ()


def find(
    question: Question, store: Store, measures: Measures, known_on: dt.date | None = None
) -> Match | Abstention:
    """Find the claims that answer a question, by its slots.

    ``known_on`` leaves out whatever had not been said by the end of that UTC day.
    """
    return _Search(question, store, measures, known_on).find()


_REFUSED_FIRST = (Reason.EQUIPMENT, Reason.OPINION, Reason.FORECAST, Reason.INSTRUCTION)
_OFFERS = 4


class _Search:
    def __init__(
        self, question: Question, store: Store, measures: Measures, known_on: dt.date | None
    ) -> None:
        self._question = question
        self._store = store
        self._measures = measures
        self._known_on = known_on
        self._tests: dict[Slot, Callable[[Claim], bool]] = {
            Slot.SIDE: self._side,
            Slot.CATEGORY: self._category,
            Slot.PLACE: self._place,
            Slot.CLAIMANT: self._claimant,
            Slot.RELATION: self._relation,
            Slot.MEASURE: self._measure,
            Slot.WHEN: self._when,
            Slot.KNOWN: self._known,
        }
        self._left = {
            claim.id: tuple(slot for slot, agrees in self._tests.items() if not agrees(claim))
            for claim in store.claims
        }

    def find(self) -> Match | Abstention:
        question = self._question
        if question.wanted is Wanted.HELP or question.empty:
            return self._abstain(Reason.USAGE)
        if question.refused:
            return self._abstain(Reason(question.refused), offers=self._passing())
        if question.unknown and not self._number_outranks():
            return self._unexplained()
        if question.numbers:
            return self._by_number()
        if question.wanted is not Wanted.COVERAGE and not self._asks_something():
            return self._abstain(Reason.UNCLEAR)
        passing = self._passing()
        doubts = self._doubts()
        if passing:
            return self._match(passing)
        if doubts and self._asks_for_words():
            return Match(
                question=question,
                claims=doubts,
                doubts_of=question.claimants,
                considered=self._considered(doubts),
            )
        return self._diagnose(doubts_of=question.claimants if doubts else ())

    # answers

    def _match(self, passing: Sequence[Claim]) -> Match:
        current = self._current(passing)
        if self._question.wanted is Wanted.HISTORY:
            current = self._ordered(passing)
        shown = {claim.id for claim in current}
        earlier = tuple(claim for claim in self._ordered(passing) if claim.id not in shown)
        return Match(
            question=self._question,
            claims=current,
            earlier=earlier,
            others=self._others(current),
            missing=self._missing(current),
            missing_measures=self._missing_measures(current),
            considered=self._considered(current),
        )

    def _others(self, current: Sequence[Claim]) -> tuple[Claim, ...]:
        """Other claimants' figures for the same counts, where one claimant was asked about."""
        if not (self._question.claimants or self._question.relation):
            return ()
        counts = {(claim.event, claim.population, claim.measure) for claim in current}
        claimants = {claim.claimant for claim in current}
        relaxed = self._without(Slot.CLAIMANT, Slot.RELATION)
        return self._current(
            [
                claim
                for claim in relaxed
                if claim.claimant not in claimants
                and (claim.event, claim.population, claim.measure) in counts
            ]
        )

    def _missing(self, current: Sequence[Claim]) -> tuple[Ref, ...]:
        question = self._question
        found = [
            ref
            for ref in question.claimants
            if not any(self._voiced(claim, ref) for claim in current)
        ]
        found += [
            ref for ref in question.sides if not any(self._counts(claim, ref) for claim in current)
        ]
        return tuple(found)

    def _missing_measures(self, current: Sequence[Claim]) -> tuple[str, ...]:
        if len(self._question.measures) < 2:  # noqa: PLR2004 - one alone is never partly missing
            return ()
        found = {outcome for claim in current for outcome in self._outcomes(claim)}
        return tuple(m for m in self._question.measures if m not in found)

    def _current(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Keep each claimant's latest figure for each count."""
        latest: dict[tuple[object, ...], Claim] = {}
        replaced = {claim.supersedes.claim for claim in claims if claim.supersedes}
        for claim in claims:
            if claim.id in replaced:
                continue
            span = claim.scope if claim.scope.kind is not ScopeKind.CUMULATIVE else None
            if span and span.kind is ScopeKind.NOT_STATED:
                span = None
            key = (claim.claimant, claim.event, claim.population, claim.measure, span)
            if key not in latest or _dated(claim) > _dated(latest[key]):
                latest[key] = claim
        return self._ordered(latest.values())

    def _ordered(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Order by the published rule: newest as-of date first, then the claimant's name."""
        by_name = sorted(claims, key=lambda claim: self._store.claimants[claim.claimant].name)
        return tuple(sorted(by_name, key=_dated, reverse=True))

    # numbers

    def _number_outranks(self) -> bool:
        """A number on file outranks an unknown claimant: whose it is can be said."""
        roles = {unknown.role for unknown in self._question.unknown}
        return roles == {Role.CLAIMANT} and bool(self._hits())

    def _hits(self) -> tuple[Hit, ...]:
        hits = []
        for claim in self._store.claims:
            if Slot.KNOWN in self._left[claim.id]:
                continue
            roles = [(n.value, role_of(n.value, claim)) for n in self._question.numbers]
            if all(role for _, role in roles):
                wrong = tuple(slot.value for slot in self._left[claim.id])
                hits += [
                    Hit(claim=claim, number=value, role=role, wrong=wrong)
                    for value, role in roles[:1]
                    if role
                ]
        exact = [hit for hit in hits if hit.role is not NumberRole.NEAR]
        return tuple(exact or hits)

    def _by_number(self) -> Match | Abstention:
        question = self._question
        hits = self._hits()
        if not hits:
            return self._number_not_on_file()
        agreeing = [hit for hit in hits if not hit.wrong]
        if question.unknown or not agreeing:
            fewest = min(len(hit.wrong) for hit in hits)
            nearest = [hit for hit in hits if len(hit.wrong) == fewest]
            return self._corrected(nearest)
        if self._collapses(agreeing):
            return self._corrected(agreeing)
        bare = question.wanted is Wanted.SPEAKER or not (question.outcomes or question.claimants)
        shown = self._ordered(hit.claim for hit in agreeing)
        if not bare or len(shown) == 1:
            shown = self._ordered({claim.id: claim for claim in shown}.values())
        return Match(
            question=question,
            claims=shown,
            others=() if bare else self._others_counting(shown),
            hits=tuple(agreeing),
            considered=self._considered(shown),
        )

    def _collapses(self, hits: Sequence[Hit]) -> bool:
        """Tell whether one end of a range was stated as if it were the figure."""
        question = self._question
        stated = question.claimants or question.outcomes
        if question.wanted is Wanted.SPEAKER or not stated or len(question.numbers) > 1:
            return False
        if question.numbers[0].hedge == "up_to":
            return False
        return all(hit.role in {NumberRole.LOW, NumberRole.HIGH} for hit in hits)

    def _corrected(self, hits: Sequence[Hit]) -> Match:
        """Say whose the number is, and what is on file for what was asked."""
        question = self._question
        own = self._ordered(hit.claim for hit in hits)
        asked = self._current(self._passing()) if question.claimants or question.sides else ()
        if not asked and question.claimants:
            asked = self._current(
                claim
                for claim in self._without(Slot.MEASURE, Slot.SIDE, Slot.CATEGORY)
                if self._same_count(claim, own)
            )
        shown = self._ordered({claim.id: claim for claim in (*own, *asked)}.values())
        return Match(
            question=question,
            claims=shown,
            hits=tuple(hits),
            false_premise=True,
            others=self._others_counting(shown) if not asked else (),
            missing=tuple(
                ref
                for ref in question.claimants
                if not any(self._voiced(claim, ref) for claim in self._store.claims)
            ),
            considered=self._considered(shown),
        )

    def _same_count(self, claim: Claim, like: Sequence[Claim]) -> bool:
        return any(
            claim.population == other.population and claim.event == other.event for other in like
        )

    def _others_counting(self, shown: Sequence[Claim]) -> tuple[Claim, ...]:
        ids = {claim.id for claim in shown}
        claimants = {claim.claimant for claim in shown}
        counts = {(claim.event, claim.population, claim.measure) for claim in shown}
        return self._current(
            [
                claim
                for claim in self._store.claims
                if claim.id not in ids
                and claim.claimant not in claimants
                and (claim.event, claim.population, claim.measure) in counts
                and Slot.KNOWN not in self._left[claim.id]
            ]
        )

    def _number_not_on_file(self) -> Match | Abstention:
        """A number that nobody gave: correct it where its claimant gave another."""
        question = self._question
        passing = (
            self._passing() if question.claimants and question.wanted is not Wanted.SPEAKER else []
        )
        if not passing:
            return self._abstain(Reason.NUMBER, offers=self._without(*Slot))
        shown = self._current(passing)
        return Match(
            question=question,
            claims=shown,
            false_premise=True,
            others=self._others(shown),
            considered=self._considered(shown),
        )

    # silences

    def _unexplained(self) -> Abstention:
        question = self._question
        words = ", ".join(unknown.words for unknown in question.unknown)
        if not question.about_casualties and question.wanted is not Wanted.COVERAGE:
            return self._abstain(Reason.NOT_CASUALTIES, words=words)
        reasons = {
            Role.SIDE: Reason.UNKNOWN_SIDE,
            Role.CLAIMANT: Reason.UNKNOWN_CLAIMANT,
            Role.PLACE: Reason.UNKNOWN_PLACE,
            Role.AGENT: Reason.AGENT,
        }
        reason = reasons.get(question.unknown[0].role, Reason.UNKNOWN)
        return self._abstain(reason, words=words, offers=self._passing())

    def _diagnose(self, doubts_of: tuple[Ref, ...] = ()) -> Abstention:
        """Name the slot that is to blame: the one without which something would be on file."""
        asked = [slot for slot in Slot if any(slot in left for left in self._left.values())]
        for slot in (s for s in asked if not self._ever(s)):
            offers = self._without(slot) or self._without(*asked)
            return self._abstain(self._reason(slot), offers=offers, doubts_of=doubts_of)
        for slot in asked:
            offers = self._without(slot)
            if offers:
                return self._abstain(self._reason(slot), offers=offers, doubts_of=doubts_of)
        for slot in asked:
            for second in asked:
                offers = self._without(slot, second)
                if offers:
                    return self._abstain(Reason.COMBINATION, offers=offers, doubts_of=doubts_of)
        return self._abstain(Reason.COMBINATION, offers=(), doubts_of=doubts_of)

    def _ever(self, slot: Slot) -> bool:
        return any(slot not in left for left in self._left.values())

    def _reason(self, slot: Slot) -> Reason:
        if slot is Slot.KNOWN:
            return Reason.BEFORE_FIRST
        if slot is Slot.WHEN:
            period = self._question.when
            others = self._without(Slot.WHEN)
            firsts = [claim.described_on.first for claim in others if claim.described_on]
            if period and period.last and firsts and period.last < min(firsts):
                return Reason.BEFORE_FIRST
        return Reason(slot.value)

    def _abstain(
        self,
        reason: Reason,
        *,
        offers: Sequence[Claim] = (),
        words: str = "",
        doubts_of: tuple[Ref, ...] = (),
    ) -> Abstention:
        nearest = self._current(offers)
        if reason in {Reason.BEFORE_FIRST}:
            nearest = tuple(reversed(self._ordered(offers)))[:1]
        return Abstention(
            question=self._question,
            reason=reason,
            words=words,
            offers=nearest[:_OFFERS],
            doubts_of=doubts_of,
            considered=self._considered(()),
        )

    def _considered(self, kept: Sequence[Claim]) -> tuple[Considered, ...]:
        ids = {claim.id for claim in kept}
        return tuple(
            Considered(
                claim=claim.id,
                left=()
                if claim.id in ids
                else tuple(slot.value for slot in self._left[claim.id]) or ("replaced",),
            )
            for claim in self._store.claims
        )

    # what was asked

    def _asks_something(self) -> bool:
        question = self._question
        return bool(
            question.about_casualties
            or question.sides
            or question.places
            or question.relation
            or (question.when and question.said_so)
            or question.said_so
        )

    def _asks_for_words(self) -> bool:
        """Whether what somebody said in words answers, too: a doubt without a figure."""
        question = self._question
        if question.wanted in {Wanted.DISPUTE, Wanted.VERIFICATION}:
            return True
        return question.said_so and not (question.explicit and question.wanted is Wanted.FIGURE)

    def _passing(self) -> list[Claim]:
        return self._without()

    def _without(self, *slots: Slot) -> list[Claim]:
        """List the claims that agree with every slot but these."""
        return [
            claim
            for claim in self._store.claims
            if all(slot in slots for slot in self._left[claim.id])
        ]

    def _doubts(self) -> tuple[Claim, ...]:
        """Find the claims that those asked about have doubted in words, without a figure."""
        if not self._question.claimants:
            return ()
        return self._current(
            [
                claim
                for claim in self._without(Slot.CLAIMANT)
                if any(self._doubted(claim, ref) for ref in self._question.claimants)
            ]
        )

    def _doubted(self, claim: Claim, ref: Ref) -> bool:
        said = [*claim.verification.said_by, *(s for c in claim.caveats for s in c.said_by)]
        said += [s for dispute in claim.disputed_by for s in dispute.said_by]
        return any(self.speaks(voice, ref) for voice in said)

    # the slots

    def _side(self, claim: Claim) -> bool:
        sides = self._question.sides
        return not sides or any(self._counts(claim, ref) for ref in sides)

    def _counts(self, claim: Claim, ref: Ref) -> bool:
        population = self._store.populations[claim.population]
        if ref.kind is Name.PARTY:
            return population.side == ref.id
        if ref.kind is not Name.POPULATION:
            return False
        while population.id != ref.id and population.part_of:
            population = self._store.populations[population.part_of]
        return population.id == ref.id

    def _category(self, claim: Claim) -> bool:
        asked = self._question.category
        category = self._store.populations[claim.population].category
        context = self._measures.family(claim.measure) == "context"
        return asked is None or category is asked or (context and category is Category.UNKNOWN)

    def _place(self, claim: Claim) -> bool:
        places = self._question.places
        return not places or any(self._within(claim, ref) for ref in places)

    def _within(self, claim: Claim, ref: Ref) -> bool:
        if ref.kind is Name.EVENT:
            event = self._store.events[claim.event]
            while event.id != ref.id and event.part_of:
                event = self._store.events[event.part_of]
            return event.id == ref.id
        if ref.kind is not Name.PLACE:
            return False
        place = claim.scope.place or self._store.events[claim.event].place
        while place and place != ref.id:
            place = self._store.places[place].part_of
        return place == ref.id

    def _claimant(self, claim: Claim) -> bool:
        claimants = self._question.claimants
        return not claimants or any(self._voiced(claim, ref) for ref in claimants)

    def _voiced(self, claim: Claim, ref: Ref) -> bool:
        if ref.kind is Name.PERSON:
            return claim.speaker == ref.id or claim.claimant == ref.id
        return self.speaks(claim.claimant, ref)

    def speaks(self, voice: str, ref: Ref) -> bool:
        """Tell whether a claimant or person is, belongs to, or speaks for what was named."""
        if voice == ref.id and ref.kind in {Name.CLAIMANT, Name.PERSON}:
            return True
        person = self._store.people.get(voice)
        if person:
            return person.belongs_to is not None and self.speaks(person.belongs_to, ref)
        claimant = self._store.claimants.get(voice)
        while claimant:
            if (ref.kind is Name.PARTY and claimant.speaks_for == ref.id) or (
                ref.kind is Name.CLAIMANT and claimant.id == ref.id
            ):
                return True
            claimant = self._store.claimants.get(claimant.part_of or "")
        return False

    def _relation(self, claim: Claim) -> bool:
        return self._question.relation in {None, claim.relation}

    def _measure(self, claim: Claim) -> bool:
        asked = self._question.outcomes
        if asked:
            return self._outcomes(claim) <= asked
        context = self._measures.family(claim.measure) not in {"death", "harm"}
        return (
            not context
            or bool(self._question.claimants)
            or self._question.wanted in {Wanted.COVERAGE}
        )

    def _outcomes(self, claim: Claim) -> frozenset[str]:
        return self._measures.outcomes(claim.measure)

    def _when(self, claim: Claim) -> bool:
        period = self._question.when
        if period is None:
            return True
        first, last = period.first, period.last
        if period.opening:
            start = self._store.events[claim.event].start
            if start is None:
                return False
            first = start.first + dt.timedelta(days=period.opening[0])
            last = start.first + dt.timedelta(days=period.opening[1])
        if last is None:
            return True
        if period.clock is Clock.KNOWN:
            return _by(claim.known_on, last)
        if period.clock is Clock.AS_OF:
            return _by(claim.described_on, last)
        described = claim.described_on
        inside = (
            described is not None
            and first is not None
            and (first <= described.first and described.last <= last)
        )
        return inside or (first is not None and _covers(claim, first, last))

    def _known(self, claim: Claim) -> bool:
        return self._known_on is None or _by(claim.known_on, self._known_on)


def role_of(number: int, claim: Claim) -> NumberRole | None:
    """Tell what a number is to a claim: its point, an end of its range, a rounding, or nothing."""
    figure = claim.figure
    if number == figure.point:
        return NumberRole.EXACT
    if number == figure.low == figure.high:
        return NumberRole.ABOUT
    if number in figure.numbers:
        if figure.low is None or figure.high is None:
            return NumberRole.BOUND
        return NumberRole.LOW if number == figure.low else NumberRole.HIGH
    if number in claim.numbers:
        return NumberRole.WORDING
    return NumberRole.NEAR if any(_near(number, stated) for stated in claim.numbers) else None


# --- private ---

_CLOSE = 0.05
"""A rounding counts as near only within this share of the figure."""


def _near(number: int, stated: int) -> bool:
    """Tell whether a number is a figure rounded to some of its digits, or within a hundredth."""
    if not stated or abs(number - stated) > _CLOSE * stated:
        return False
    digits = len(str(stated))
    return abs(number - stated) * 100 <= stated or any(
        number == round(stated, -place) for place in range(1, digits)
    )


def _dated(claim: Claim) -> dt.date:
    return claim.described_on.last if claim.described_on else dt.date.min


def _by(date: PartialDate | None, last: dt.date) -> bool:
    return date is not None and date.last <= last


def _covers(claim: Claim, first: dt.date, last: dt.date) -> bool:
    scope = claim.scope
    if scope.kind is not ScopeKind.PERIOD or scope.start is None or scope.end is None:
        return False
    return first <= scope.start.first and scope.end.last <= last
