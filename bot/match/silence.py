"""A question that nothing answers comes in; the reason goes out, with the nearest on file."""

from collections.abc import Iterable, Sequence

from bot.agreement import Slot
from bot.claim import Claim
from bot.match.result import Abstention, Reason
from bot.match.shelf import Shelf
from bot.phrases import Name
from bot.premise import Hit
from bot.question import Ref, Wanted
from bot.roles import Role

_OFFERS = 4
"""The most claims that an abstention names as the nearest."""
_UNKNOWN = {
    Role.SIDE: Reason.UNKNOWN_SIDE,
    Role.CLAIMANT: Reason.UNKNOWN_CLAIMANT,
    Role.PLACE: Reason.UNKNOWN_PLACE,
    Role.AGENT: Reason.AGENT,
}


def refusal(shelf: Shelf) -> Abstention | None:
    """Abstain from what is no question, or none that claims answer."""
    question = shelf.question
    if question.wanted is Wanted.HELP or question.empty:
        return abstain(shelf, Reason.USAGE)
    if question.refused:
        return abstain(shelf, Reason(question.refused), offers=shelf.agreeing())
    asks = question.about_casualties or question.sides or question.places or question.relation
    if not (asks or question.unknown or question.said_so or question.wanted is Wanted.COVERAGE):
        return abstain(shelf, Reason.USAGE if question.greets else Reason.UNCLEAR)
    counts = question.explicit and question.wanted is Wanted.FIGURE and not question.unknown
    spoken = question.claimants and not (question.categories and _only_parties(question.claimants))
    if counts and not (question.outcomes or spoken or question.numbers):
        return abstain(shelf, Reason.NO_MEASURE, offers=shelf.agreeing(but=[Slot.MEASURE]))
    return None


def _only_parties(voices: Iterable[Ref]) -> bool:
    """Tell voices that may be those counted: "how many (side's) soldiers were released"."""
    return all(ref.kind is Name.PARTY for ref in voices)


def unexplained(shelf: Shelf, hits: Sequence[Hit]) -> Abstention | None:
    """Abstain for words that nothing explains, unless something else accounts for them.

    A number on file outranks an unknown claimant: whose it is can be said. An unknown name in a
    list with a known one is said to be missing from the answer.
    """
    question = shelf.question
    listed = all(unknown.joined for unknown in question.unknown)
    if listed and (question.about_casualties or not question.unknown):
        return None
    if hits and {unknown.role for unknown in question.unknown} == {Role.CLAIMANT}:
        return None
    named = question.places or question.sides or question.unknown[0].role is Role.CLAIMANT
    asked = question.said_so or question.explicit
    about = question.about_casualties or (asked and named)
    if not about and question.wanted is not Wanted.COVERAGE:
        return abstain(shelf, Reason.NOT_CASUALTIES)
    reason = _UNKNOWN.get(question.unknown[0].role, Reason.UNKNOWN)
    return abstain(shelf, reason, offers=shelf.agreeing())


def diagnosis(shelf: Shelf, doubts_of: tuple[Ref, ...] = ()) -> Abstention:
    """Name the slot to blame: one that nothing on file fits, else one that alone disagrees."""
    lefts = shelf.left.values()
    blamed = [slot for slot in Slot if any(slot in left for left in lefts)]
    never = [slot for slot in blamed if all(slot in left for left in lefts)]
    for slot in (*never, *blamed):
        offers = shelf.agreeing(but=[slot])
        if offers:
            return abstain(shelf, _reason(shelf, slot), offers=offers, doubts_of=doubts_of)
    for slot in never:
        offers = shelf.agreeing(but=blamed)
        if offers:
            return abstain(shelf, _reason(shelf, slot), offers=offers, doubts_of=doubts_of)
    pairs = (shelf.agreeing(but=(one, two)) for one in blamed for two in blamed)
    nearest: list[Claim] = next(filter(None, pairs), [])
    return abstain(shelf, Reason.COMBINATION, offers=nearest, doubts_of=doubts_of)


def abstain(
    shelf: Shelf,
    reason: Reason,
    *,
    offers: Iterable[Claim] = (),
    doubts_of: tuple[Ref, ...] = (),
) -> Abstention:
    """Answer nothing, for one reason; of the claims offered the nearest are named."""
    nearest = shelf.current(offers)[:_OFFERS]
    if reason is Reason.BEFORE_FIRST:
        dated = (claim for claim in offers if claim.described_on)
        nearest = shelf.ordered(dated)[-1:]
    elif reason is Reason.AMBIGUOUS:
        nearest = tuple({claim.event: claim for claim in offers}.values())
    return Abstention(
        question=shelf.question,
        reason=reason,
        offers=nearest,
        doubts_of=doubts_of,
        considered=shelf.considered(),
    )


# --- private ---


def _reason(shelf: Shelf, slot: Slot) -> Reason:
    """Tell a date before the first claim from another one without a claim."""
    if slot is Slot.KNOWN:
        return Reason.BEFORE_FIRST
    if slot is Slot.WHEN:
        lasts = [period.last for period in shelf.question.when if period.last]
        offered = shelf.agreeing(but=[slot])
        firsts = [claim.described_on.first for claim in offered if claim.described_on]
        if lasts and firsts and max(lasts) < min(firsts):
            return Reason.BEFORE_FIRST
    return Reason(slot.value)
