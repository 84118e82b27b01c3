"""A question with a number comes in; whose number it is goes out, and whether it was misquoted."""

from collections.abc import Sequence

from bot.agreement import Slot
from bot.claim import Claim
from bot.match import silence
from bot.match.result import Abstention, Match, Reason
from bot.match.shelf import Shelf
from bot.premise import Hit, NumberRole, role_of
from bot.question import Question, Wanted


def hits(shelf: Shelf) -> tuple[Hit, ...]:
    """Find the claims that state all of the asker's numbers; near ones only if none does."""
    found = []
    asked = [number.value for number in shelf.question.numbers]
    for claim in shelf.store.claims if asked else ():
        roles = [role_of(number, claim) for number in asked]
        left = shelf.left[claim.id]
        if Slot.KNOWN not in left and all(roles):
            wrong = tuple(slot.value for slot in left)
            found += [
                Hit(claim=claim, number=number, role=role, wrong=wrong)
                for number, role in zip(asked, roles, strict=True)
                if role
            ]
    exact = [hit for hit in found if hit.role is not NumberRole.NEAR]
    return tuple(exact or found)


def answer(shelf: Shelf, found: Sequence[Hit]) -> Match | Abstention:
    """Say whose the numbers are; correct the asker where a slot or the number is wrong."""
    question = shelf.question
    if not found:
        return _not_on_file(shelf)
    agreeing = [hit for hit in found if not hit.wrong]
    if question.unknown or not agreeing:
        fewest = min(len(hit.wrong) for hit in found)
        return _corrected(shelf, [hit for hit in found if len(hit.wrong) == fewest])
    if _collapses(question, agreeing):
        return _corrected(shelf, agreeing)
    chain = _chain(shelf, agreeing)
    one_voice = question.wanted is Wanted.FIGURE and question.claimants
    return Match(
        question=question,
        claims=chain,
        others=shelf.others(chain) if one_voice else (),
        hits=() if question.wanted is Wanted.HISTORY else tuple(agreeing),
        considered=shelf.considered(chain),
    )


# --- private ---


def _chain(shelf: Shelf, found: Sequence[Hit]) -> tuple[Claim, ...]:
    """Add what replaced a figure, so that an old one never stands as the last word.

    Asked for the history, add what it replaced, too.
    """
    chain = {hit.claim.id: hit.claim for hit in found}
    for claim in tuple(chain.values()):
        later = shelf.store.superseded_by.get(claim.id)
        while later and later.id not in chain and Slot.KNOWN not in shelf.left[later.id]:
            chain[later.id] = later
            later = shelf.store.superseded_by.get(later.id)
        link = claim.supersedes if shelf.question.wanted is Wanted.HISTORY else None
        while link and link.claim not in chain:
            chain[link.claim] = shelf.store.by_id[link.claim]
            link = chain[link.claim].supersedes
    return shelf.ordered(chain.values())


def _collapses(question: Question, found: Sequence[Hit]) -> bool:
    """Tell whether one end of a range was stated as if it were the figure."""
    stated = question.claimants or question.outcomes
    if question.wanted is Wanted.SPEAKER or not stated or len(question.numbers) > 1:
        return False
    if question.numbers[0].hedge == "up_to":
        return False
    return all(hit.role in {NumberRole.LOW, NumberRole.HIGH} for hit in found)


def _corrected(shelf: Shelf, found: Sequence[Hit]) -> Match:
    """Say whose the number is, and what is on file for what was asked."""
    question, agreement = shelf.question, shelf.agreement
    own = _chain(shelf, found)
    asked: tuple[Claim, ...] = ()
    if question.claimants or question.sides:
        agreeing = shelf.current(shelf.agreeing())
        alike = tuple(claim for claim in agreeing if claim.event in {c.event for c in own})
        asked = alike or agreeing
    if not asked and question.claimants:
        people = {(claim.event, claim.population) for claim in own}
        relaxed = shelf.agreeing(but=(Slot.MEASURE, Slot.SIDE, Slot.CATEGORY))
        asked = shelf.current(c for c in relaxed if (c.event, c.population) in people)
    shown = shelf.ordered({claim.id: claim for claim in (*own, *asked)}.values())
    return Match(
        question=question,
        claims=shown,
        others=() if asked else shelf.others(shown),
        hits=tuple(found),
        false_premise=True,
        missing=tuple(
            ref
            for ref in question.claimants
            if not any(agreement.voiced(claim, ref) for claim in shelf.store.claims)
        ),
        considered=shelf.considered(shown),
    )


def _not_on_file(shelf: Shelf) -> Match | Abstention:
    """Correct a number that nobody gave if the claimant named gave another one."""
    question = shelf.question
    passing = shelf.agreeing() if question.claimants else []
    if not passing or question.wanted is Wanted.SPEAKER:
        return silence.abstain(shelf, Reason.NUMBER, offers=shelf.agreeing(but=Slot))
    shown = shelf.current(passing)
    return Match(
        question=question,
        claims=shown,
        others=shelf.others(shown),
        false_premise=True,
        considered=shelf.considered(shown),
    )
