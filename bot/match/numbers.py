"""A question with a number comes in; whose number it is goes out, and whether it was misquoted."""

from collections.abc import Mapping, Sequence

from bot.agreement import Slot
from bot.claim import Claim
from bot.match import silence
from bot.match.result import Abstention, Match, Reason
from bot.match.shelf import Shelf
from bot.premise import HEDGE, Hit, NumberRole, hedge_fits, role_of, rounds
from bot.question import Number, Pick, Question, Wanted


def hits(shelf: Shelf) -> tuple[Hit, ...]:
    """Find the claims that state the asker's numbers.

    Claims that state all of them come first: a range. Otherwise each number is looked up on its
    own, with the measure it was said to count. Near figures count only where none is exact.
    """
    asked = shelf.question.numbers
    together = _stating(shelf, asked, shelf.left) if len(asked) > 1 else ()
    if together:
        return together
    found: list[Hit] = []
    for number in asked:
        apart = len(asked) > 1 and number.outcomes
        left = shelf.left_counting(number.outcomes) if apart else shelf.left
        found += _stating(shelf, (number,), left)
    return tuple(found)


def answer(shelf: Shelf, found: Sequence[Hit]) -> Match | Abstention:
    """Say whose the numbers are; correct the asker where a slot or the number is wrong."""
    question = shelf.question
    if not found:
        return _not_on_file(shelf)
    values = {number.value: None for number in question.numbers}
    by_number = {value: [hit for hit in found if hit.number == value] for value in values}
    missing = tuple(value for value, hits_ in by_number.items() if not hits_)
    right = [hit for hit in found if not hit.wrong]
    wrong = [hit for value in values for hit in _least_wrong(by_number[value])]
    asks_who = question.wanted is Wanted.SPEAKER
    if wrong or question.unknown or (missing and not asks_who) or _collapses(question, right):
        return _corrected(shelf, [hit for hit in found if hit in right or hit in wrong], missing)
    told = question.wanted is Wanted.HISTORY
    stating = {hit.claim.id: hit.claim for hit in right}
    chain = (shelf.steps if told else shelf.chain)(stating.values())
    if question.pick is Pick.PREVIOUS:
        chain = shelf.before(stating.values()) or chain
    elif question.wanted in _OF_ONE_STATEMENT:
        chain = shelf.ordered(stating.values())
    one_voice = question.wanted is Wanted.FIGURE and question.claimants and not question.pick
    return Match(
        question=question,
        claims=chain,
        others=shelf.others(chain) if one_voice else (),
        hits=() if told else tuple(right),
        missing_numbers=missing,
        considered=shelf.considered(chain),
    )


# --- private ---

_OF_ONE_STATEMENT = {Wanted.SPEAKER, Wanted.STATED, Wanted.SOURCE, Wanted.BASIS}
"""What is asked about the claim that states a number, not about what replaced it."""


def _stating(
    shelf: Shelf, numbers: Sequence[Number], left: Mapping[str, Sequence[Slot]]
) -> tuple[Hit, ...]:
    """List the claims that state all of some numbers, each with the slots that disagree."""
    found = []
    current = {claim.id for claim in shelf.current(shelf.agreeing())}
    for claim in shelf.claims.values():
        roles = [role_of(number.value, claim) for number in numbers]
        if Slot.KNOWN in left[claim.id] or not all(roles):
            continue
        wrong = [slot.value for slot in left[claim.id]]
        outdated = shelf.question.when and claim.id not in current
        wrong += [Slot.WHEN.value] if outdated and not wrong else []
        for number, role in zip(numbers, roles, strict=True):
            hedged = [] if len(numbers) > 1 or hedge_fits(number, claim) else [HEDGE]
            if role:
                hit = Hit(claim=claim, number=number.value, role=role, wrong=(*wrong, *hedged))
                found.append(hit)
    exact = [hit for hit in found if hit.role is not NumberRole.NEAR]
    rounded = [hit for hit in found if not hit.wrong and rounds(hit.number, hit.claim)]
    if shelf.question.claimants and rounded and all(hit.wrong for hit in exact):
        return tuple(rounded)  # what who was named gave, before others' equal number
    return tuple(exact or found)


def _least_wrong(found: Sequence[Hit]) -> list[Hit]:
    """Keep the claims nearest to what was said, if none is right."""
    fewest = min((len(hit.wrong) for hit in found), default=0)
    return [hit for hit in found if fewest and len(hit.wrong) == fewest]


def _collapses(question: Question, found: Sequence[Hit]) -> bool:
    """Tell whether one end of a range was stated as if it were the figure."""
    stated = question.claimants or question.outcomes
    if question.wanted is Wanted.SPEAKER or not stated or len(question.numbers) > 1:
        return False
    if question.numbers[0].hedge == "up_to":
        return False
    ends = {NumberRole.LOW, NumberRole.HIGH}
    return bool(found) and all(hit.role in ends for hit in found)


def _corrected(shelf: Shelf, found: Sequence[Hit], missing_numbers: tuple[int, ...]) -> Match:
    """Say whose the number is, and what is on file for what was asked."""
    question, agreement = shelf.question, shelf.agreement
    own = shelf.chain(hit.claim for hit in found)
    asked: tuple[Claim, ...] = ()
    if question.claimants or question.sides:
        agreeing = shelf.current(shelf.agreeing())
        alike = tuple(claim for claim in agreeing if claim.event in {c.event for c in own})
        asked = alike or agreeing
    mismeasured = any(Slot.MEASURE in hit.wrong for hit in found)
    if not asked and question.claimants and mismeasured:
        people = {(claim.event, claim.population) for claim in own}
        relaxed = shelf.agreeing(but=(Slot.MEASURE, Slot.SIDE, Slot.CATEGORY))
        asked = shelf.current(c for c in relaxed if (c.event, c.population) in people)
    shown = shelf.ordered({claim.id: claim for claim in (*own, *asked)}.values())
    return Match(
        question=question,
        claims=shown,
        others=() if asked or question.claimants else shelf.others(shown),
        hits=tuple(found),
        missing_numbers=missing_numbers,
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
        missing_numbers=tuple(number.value for number in question.numbers),
        false_premise=True,
        considered=shelf.considered(shown),
    )
