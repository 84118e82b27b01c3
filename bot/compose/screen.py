"""Claims come in; those that fit a phone screen go out, in the order in which their lines stand.

The rule is published in docs/data.md: nobody's figure comes before another's for its size.
"""

import datetime as dt
from collections.abc import Sequence

from bot.claim import Claim, Relation
from bot.match import Match
from bot.question import Wanted
from bot.wording import Wording

MOST_LINES = 8
"""Claims that fill a phone screen; how many are left out is said."""
SPARED = 4
"""Claims more that are printed rather than left out."""
MOST_STEPS = 16
"""Claims that a history prints."""
MOST_LISTED = 40
"""Claims that are printed where all of them are asked for."""
FULL = 4
"""Lines up to which all small print is given; under more it is shortened."""
_LONG = dt.timedelta(days=365)
"""How much older than the newest a figure is that has not been updated for long."""
_RELATIONS = (*Relation, None)


def fitting(match: Match, wording: Wording) -> tuple[Claim, ...]:
    """Choose the claims that an answer prints, newest first."""
    if match.question.everything:
        return match.claims[:MOST_LISTED]
    if match.question.wanted is Wanted.HISTORY and not match.hits:
        return _ends(match.claims)
    stated = [claim for claim in match.claims if claim.id in {hit.claim.id for hit in match.hits}]
    return _balanced(match.claims, stated, wording)


def arranged(claims: Sequence[Claim], wording: Wording) -> tuple[Claim, ...]:
    """Order lines: by what is counted, those not updated for long below, each side's own first.

    Among equals the order stays: newest first, then by the claimant's name.
    """
    newest = max(map(described, claims), default=dt.date.min)
    measures = sorted({claim.measure for claim in claims}, key=wording.measure_rank)

    def place(claim: Claim) -> tuple[int, bool, int]:
        old = newest - described(claim) > _LONG
        return measures.index(claim.measure), old, _RELATIONS.index(claim.relation)

    return tuple(sorted(claims, key=place))


def described(claim: Claim) -> dt.date:
    """Tell the last day that a figure may describe; the first of all days where none is known."""
    return claim.described_on.last if claim.described_on else dt.date.min


# --- private ---


def _ends(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Keep the newest claims and the oldest one where there are too many to print."""
    if len(claims) <= MOST_STEPS:
        return claims
    return (*claims[: MOST_STEPS - 1], claims[-1])


def _balanced(
    claims: Sequence[Claim], first: Sequence[Claim], wording: Wording
) -> tuple[Claim, ...]:
    """Keep as many as fit: the newest of each relation to those counted, then the newest.

    ``first`` are kept before any other. Parts of a population and events kept for comparison come
    after the whole.
    """
    if len(claims) <= MOST_LINES + SPARED:
        return tuple(claims)
    ranked = sorted(claims, key=lambda c: (wording.is_background(c), wording.is_part(c)))
    speakers: dict[object, Claim] = {}
    for claim in sorted(ranked, key=lambda c: wording.measure_rank(c.measure)):
        if not wording.is_part(claim):
            speakers.setdefault((claim.event, claim.population, claim.relation), claim)
    chosen = dict.fromkeys(claim.id for claim in (*first, *speakers.values(), *ranked))
    kept = set(list(chosen)[:MOST_LINES])
    return tuple(claim for claim in claims if claim.id in kept)
