"""A number and a claim come in; what the number is to the claim goes out."""

from enum import StrEnum

from bot.claim import Claim
from bot.names import Frozen
from bot.question import Number


class NumberRole(StrEnum):
    """What a number is to a claim."""

    EXACT = "exact"
    ABOUT = "about"
    LOW = "low"
    HIGH = "high"
    BOUND = "bound"
    WORDING = "wording"
    NEAR = "near"


class Hit(Frozen):
    """A claim that states the asker's number, what it is in it, and the slots that disagree."""

    claim: Claim
    number: int
    role: NumberRole
    wrong: tuple[str, ...] = ()


def role_of(number: int, claim: Claim) -> NumberRole | None:
    """Tell what a number of persons is to a claim; None if the claim does not come near it."""
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


def rounds(number: int, claim: Claim) -> bool:
    """Tell whether a number of persons is a figure of a claim with its last digits rounded off."""
    return any(number in _roundings(stated) for stated in claim.numbers)


HEDGE = "hedge"
"""What disagrees where the asker's hedge says more, or less, than the claim does."""


def hedge_fits(number: Number, claim: Claim) -> bool:
    """Tell whether the asker's hedge says what the claim says: "up to" only of an upper bound."""
    figures = [f for f in (claim.figure, *claim.other_wordings) if number.value in f.numbers]
    if number.hedge not in {"at_least", "up_to"} or not figures:
        return True
    open_end = "high" if number.hedge == "at_least" else "low"
    bound = "low" if number.hedge == "at_least" else "high"
    return any(
        getattr(f, bound) == number.value and f.low != f.high
        for f in figures
        if f.point is None or getattr(f, open_end) is None
    )


# --- private ---

_CLOSE = 0.05
"""A rounding counts as near only within this share of the figure."""


def _near(number: int, stated: int) -> bool:
    """Tell whether a number is a figure rounded to some of its digits, or within a hundredth."""
    if not stated or abs(number - stated) > _CLOSE * stated:
        return False
    return abs(number - stated) * 100 <= stated or number in _roundings(stated)


def _roundings(stated: int) -> set[int]:
    return {round(stated, -place) for place in range(1, len(str(stated)))}
