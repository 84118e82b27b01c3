"""A question and a store come in; the claims that answer go out, or the reason why none does.

A claim answers only if every slot that the question filled agrees with it. Nothing is ranked by
likeness: a slot agrees or it does not, and what disagreed is kept for whoever asks why.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from bot.agreement import Agreement, Slot
from bot.claim import Claim, ScopeKind
from bot.names import Frozen
from bot.premise import Hit, NumberRole, role_of
from bot.question import Question, Ref, Unknown, Wanted
from bot.roles import Role
from bot.store import Store
from bot.vocabulary import Measures


class Reason(StrEnum):
    """Why nothing answers. Each has its own sentence in the language file."""

    USAGE = "usage"
    UNCLEAR = "unclear"
    AMBIGUOUS = "ambiguous"
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


class Considered(Frozen):
    """One claim that was looked at: kept, or left because of the slots named."""

    claim: str
    left: tuple[str, ...] = ()


class Match(Frozen):
    """What answers a question.

    ``claims`` answer it; ``others`` are other claimants' current figures for the same counts.
    ``hits`` say what the asker's numbers are, ``false_premise`` whether the asker's statement has
    to be corrected. ``doubts_of`` names who is on file with a doubt in words only, ``missing``
    what was asked for besides and is not on file.
    """

    question: Question
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = ()
    false_premise: bool = False
    doubts_of: tuple[Ref, ...] = ()
    missing: tuple[Ref, ...] = ()
    missing_measures: tuple[str, ...] = ()
    missing_categories: tuple[str, ...] = ()
    missing_words: tuple[Unknown, ...] = ()
    considered: tuple[Considered, ...] = ()


class Abstention(Frozen):
    """Why no claim answers, and the nearest claims, which a reply names without their figures."""

    question: Question
    reason: Reason
    offers: tuple[Claim, ...] = ()
    doubts_of: tuple[Ref, ...] = ()
    considered: tuple[Considered, ...] = ()


def find(
    question: Question, store: Store, measures: Measures, known_on: dt.date | None = None
) -> Match | Abstention:
    """Find the claims that answer a question, by its slots.

    ``known_on`` leaves out whatever had not been said by the end of that UTC day.
    """
    return _Search(question, store, measures, known_on).find()


_OFFERS = 4
"""The most claims that an abstention names as the nearest."""
_EVENTS = 3
"""The most events that one general question is answered for; past that it is asked back."""
_UNKNOWN = {
    Role.SIDE: Reason.UNKNOWN_SIDE,
    Role.CLAIMANT: Reason.UNKNOWN_CLAIMANT,
    Role.PLACE: Reason.UNKNOWN_PLACE,
    Role.AGENT: Reason.AGENT,
}


class _Search:
    def __init__(
        self, question: Question, store: Store, measures: Measures, known_on: dt.date | None
    ) -> None:
        self._question = question
        self._store = store
        self._measures = measures
        self._agreement = Agreement(question, store, measures, known_on)
        self._left = {claim.id: self._agreement.disagreeing(claim) for claim in store.claims}

    def find(self) -> Match | Abstention:
        silence = self._refusal() or self._unexplained()
        if silence:
            return silence
        if self._question.numbers:
            return self._by_number()
        passing = self._without()
        if passing:
            return self._match(passing)
        doubted = self._doubted()
        doubts_of = self._question.claimants if doubted else ()
        if doubted and self._asks_for_words():
            return Match(
                question=self._question,
                claims=doubted,
                doubts_of=doubts_of,
                considered=self._considered(doubted),
            )
        return self._diagnosis(doubts_of)

    # claims that answer

    def _match(self, passing: Sequence[Claim]) -> Match | Abstention:
        question = self._question
        if question.wanted is Wanted.HISTORY:
            shown = self._ordered(passing)
        else:
            shown = self._current_by_period(passing)
        if self._open_to_many(shown):
            return self._abstain(Reason.AMBIGUOUS, offers=shown)
        return Match(
            question=question,
            claims=shown,
            others=self._others(shown) if self._asks_one_voice() else (),
            missing=self._missing(shown),
            missing_measures=self._missing_measures(shown),
            missing_categories=self._missing_categories(shown),
            missing_words=question.unknown,
            considered=self._considered(shown),
        )

    def _open_to_many(self, shown: Sequence[Claim]) -> bool:
        """Tell whether a question that names no event, side or claimant meets too many events."""
        question = self._question
        if (
            question.sides
            or question.places
            or question.claimants
            or (question.wanted is Wanted.COVERAGE)
        ):
            return False
        return len({claim.event for claim in shown}) > _EVENTS

    def _current_by_period(self, passing: Sequence[Claim]) -> tuple[Claim, ...]:
        """Keep each claimant's latest figure for each count, for each period asked about."""
        periods = self._question.when
        if not periods:
            return self._current(passing)
        found = [
            claim
            for period in periods
            for claim in self._current(
                [claim for claim in passing if self._agreement.within(claim, period)]
            )
        ]
        return self._ordered({claim.id: claim for claim in found}.values())

    def _current(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Keep each claimant's latest figure for each count."""
        listed = tuple(claims)
        replaced = {claim.supersedes.claim for claim in listed if claim.supersedes}
        latest: dict[tuple[object, ...], Claim] = {}
        for claim in listed:
            bounded = claim.scope.kind in {ScopeKind.PERIOD, ScopeKind.INCIDENT}
            span = claim.scope if bounded else None
            key = (claim.claimant, *_count(claim), span)
            if claim.id not in replaced and (
                key not in latest or _dated(claim) > _dated(latest[key])
            ):
                latest[key] = claim
        return self._ordered(latest.values())

    def _ordered(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Order by the published rule: newest as-of date first, then the claimant's name."""
        by_name = sorted(claims, key=lambda claim: self._store.claimants[claim.claimant].name)
        return tuple(sorted(by_name, key=_dated, reverse=True))

    def _others(self, shown: Sequence[Claim]) -> tuple[Claim, ...]:
        """Find what other claimants say on the same counts."""
        counts = {_count(claim) for claim in shown}
        claimants = {claim.claimant for claim in shown}
        relaxed = self._without(Slot.CLAIMANT, Slot.RELATION, Slot.MEASURE)
        return self._current(
            claim
            for claim in relaxed
            if claim.claimant not in claimants and _count(claim) in counts
        )

    def _asks_one_voice(self) -> bool:
        question = self._question
        return question.wanted is Wanted.FIGURE and bool(question.claimants or question.relation)

    # what was asked for besides and is not on file

    def _missing(self, shown: Sequence[Claim]) -> tuple[Ref, ...]:
        agreement, question = self._agreement, self._question
        silent = [
            ref
            for ref in question.claimants
            if not any(agreement.voiced(claim, ref) for claim in shown)
        ]
        uncounted = [
            ref
            for ref in question.sides
            if not any(agreement.counts(claim, ref) for claim in shown)
        ]
        return (*silent, *uncounted)

    def _missing_measures(self, shown: Sequence[Claim]) -> tuple[str, ...]:
        asked = self._question.measures
        counted = {o for claim in shown for o in self._measures.outcomes(claim.measure)}
        return tuple(m for m in asked if m not in counted) if len(asked) > 1 else ()

    def _missing_categories(self, shown: Sequence[Claim]) -> tuple[str, ...]:
        asked = self._question.categories
        counted = {self._store.populations[claim.population].category for claim in shown}
        return tuple(c.value for c in asked if c not in counted) if len(asked) > 1 else ()

    # numbers

    def _hits(self) -> tuple[Hit, ...]:
        """Find the claims that state all of the asker's numbers; near ones only if none does."""
        hits = []
        numbers = [number.value for number in self._question.numbers]
        for claim in self._store.claims:
            roles = [role_of(number, claim) for number in numbers]
            if Slot.KNOWN in self._left[claim.id] or not all(roles):
                continue
            wrong = tuple(slot.value for slot in self._left[claim.id])
            hits += [
                Hit(claim=claim, number=number, role=role, wrong=wrong)
                for number, role in zip(numbers, roles, strict=True)
                if role
            ]
        exact = [hit for hit in hits if hit.role is not NumberRole.NEAR]
        return tuple(exact or hits)

    def _by_number(self) -> Match | Abstention:
        question, hits = self._question, self._hits()
        if not hits:
            return self._number_not_on_file()
        agreeing = [hit for hit in hits if not hit.wrong]
        if question.unknown or not agreeing:
            fewest = min(len(hit.wrong) for hit in hits)
            return self._corrected([hit for hit in hits if len(hit.wrong) == fewest])
        if self._collapses(agreeing):
            return self._corrected(agreeing)
        chain = self._chain([hit.claim for hit in agreeing])
        history = question.wanted is Wanted.HISTORY
        return Match(
            question=question,
            claims=chain,
            others=self._others(chain) if self._asks_one_voice() else (),
            hits=() if history else tuple(agreeing),
            considered=self._considered(chain),
        )

    def _chain(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Add what replaced a figure, so that an old one never stands as the last word.

        Asked for the history, add what it replaced, too.
        """
        chain = {claim.id: claim for claim in claims}
        for claim in claims:
            later = self._store.superseded_by.get(claim.id)
            while later and later.id not in chain:
                chain[later.id] = later
                later = self._store.superseded_by.get(later.id)
            link = claim.supersedes if self._question.wanted is Wanted.HISTORY else None
            while link and link.claim not in chain:
                earlier = self._store.by_id[link.claim]
                chain[earlier.id] = earlier
                link = earlier.supersedes
        return self._ordered(chain.values())

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
        question, agreement = self._question, self._agreement
        own = self._chain([hit.claim for hit in hits])
        asked: tuple[Claim, ...] = ()
        if question.claimants or question.sides:
            asked = self._current(self._without())
        if not asked and question.claimants:
            people = {(claim.event, claim.population) for claim in own}
            relaxed = self._without(Slot.MEASURE, Slot.SIDE, Slot.CATEGORY)
            asked = self._current(c for c in relaxed if (c.event, c.population) in people)
        shown = self._ordered({claim.id: claim for claim in (*own, *asked)}.values())
        return Match(
            question=question,
            claims=shown,
            others=() if asked else self._others(shown),
            hits=tuple(hits),
            false_premise=True,
            missing=tuple(
                ref
                for ref in question.claimants
                if not any(agreement.voiced(claim, ref) for claim in self._store.claims)
            ),
            considered=self._considered(shown),
        )

    def _number_not_on_file(self) -> Match | Abstention:
        """Correct a number that nobody gave if the claimant named gave another one."""
        question = self._question
        passing = self._without() if question.claimants else []
        if not passing or question.wanted is Wanted.SPEAKER:
            return self._abstain(Reason.NUMBER, offers=self._without(*Slot))
        shown = self._current(passing)
        return Match(
            question=question,
            claims=shown,
            others=self._others(shown),
            false_premise=True,
            considered=self._considered(shown),
        )

    # silences

    def _refusal(self) -> Abstention | None:
        question = self._question
        if question.wanted is Wanted.HELP or question.empty:
            return self._abstain(Reason.USAGE)
        if question.refused:
            return self._abstain(Reason(question.refused), offers=self._without())
        asks = question.about_casualties or question.sides or question.places or question.relation
        if not (asks or question.unknown or question.said_so or question.wanted is Wanted.COVERAGE):
            return self._abstain(Reason.UNCLEAR)
        return None

    def _unexplained(self) -> Abstention | None:
        """Abstain for words that nothing explains, unless something else accounts for them.

        A number on file outranks an unknown claimant: whose it is can be said. An unknown name in
        a list with a known one is said to be missing from the answer.
        """
        question = self._question
        if not question.unknown or all(unknown.joined for unknown in question.unknown):
            return None
        roles = {unknown.role for unknown in question.unknown}
        if question.numbers and roles == {Role.CLAIMANT} and self._hits():
            return None
        if not question.about_casualties and question.wanted is not Wanted.COVERAGE:
            return self._abstain(Reason.NOT_CASUALTIES)
        reason = _UNKNOWN.get(question.unknown[0].role, Reason.UNKNOWN)
        return self._abstain(reason, offers=self._without())

    def _diagnosis(self, doubts_of: tuple[Ref, ...]) -> Abstention:
        """Name the slot to blame: one that nothing on file fits, else one that alone disagrees."""
        blamed = [slot for slot in Slot if any(slot in left for left in self._left.values())]
        never = [s for s in blamed if all(s in left for left in self._left.values())]
        for slot in (*never, *blamed):
            offers = self._without(slot) or (self._without(*blamed) if slot in never else [])
            if offers:
                return self._abstain(self._reason(slot), offers=offers, doubts_of=doubts_of)
        pairs = (self._without(one, two) for one in blamed for two in blamed)
        nearest: list[Claim] = next(filter(None, pairs), [])
        return self._abstain(Reason.COMBINATION, offers=nearest, doubts_of=doubts_of)

    def _reason(self, slot: Slot) -> Reason:
        if slot is Slot.KNOWN:
            return Reason.BEFORE_FIRST
        if slot is Slot.WHEN:
            lasts = [period.last for period in self._question.when if period.last]
            dated = [c.described_on.first for c in self._without(slot) if c.described_on]
            if lasts and dated and max(lasts) < min(dated):
                return Reason.BEFORE_FIRST
        return Reason(slot.value)

    def _abstain(
        self, reason: Reason, *, offers: Sequence[Claim] = (), doubts_of: tuple[Ref, ...] = ()
    ) -> Abstention:
        if reason is Reason.BEFORE_FIRST:
            dated = [claim for claim in offers if claim.described_on]
            nearest = tuple(reversed(self._ordered(dated)))[:1]
        elif reason is Reason.AMBIGUOUS:
            nearest = tuple({claim.event: claim for claim in offers}.values())
        else:
            nearest = self._current(offers)[:_OFFERS]
        return Abstention(
            question=self._question,
            reason=reason,
            offers=nearest,
            doubts_of=doubts_of,
            considered=self._considered(()),
        )

    def _asks_for_words(self) -> bool:
        """Tell whether a doubt in words would answer, where its sayer gave no figure."""
        question = self._question
        if question.when:
            return False
        if question.wanted in {Wanted.DISPUTE, Wanted.VERIFICATION}:
            return True
        return question.said_so and not (question.explicit and question.wanted is Wanted.FIGURE)

    def _doubted(self) -> tuple[Claim, ...]:
        """Find the claims that those asked about have doubted in words."""
        claimants = self._question.claimants
        return self._current(
            claim
            for claim in self._without(Slot.CLAIMANT)
            if any(
                self._agreement.speaks(voice, ref)
                for voice in _doubters(claim)
                for ref in claimants
            )
        )

    def _without(self, *slots: Slot) -> list[Claim]:
        """List the claims that agree with every slot but these."""
        return [
            claim
            for claim in self._store.claims
            if all(slot in slots for slot in self._left[claim.id])
        ]

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


# --- private ---


def _count(claim: Claim) -> tuple[str, str, str]:
    """Say what a claim counts: one measure of one population in one event."""
    return claim.event, claim.population, claim.measure


def _dated(claim: Claim) -> dt.date:
    return claim.described_on.last if claim.described_on else dt.date.min


def _doubters(claim: Claim) -> set[str]:
    said = [*claim.verification.said_by]
    said += [speaker for caveat in claim.caveats for speaker in caveat.said_by]
    said += [speaker for dispute in claim.disputed_by for speaker in dispute.said_by]
    return set(said)
