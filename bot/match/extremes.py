"""Claims come in; for each count the one with the highest or the lowest number goes out.

Sizes are compared within one count only: one measure of one population in one event.
"""

from collections.abc import Sequence

from bot.claim import Claim
from bot.match.shelf import Shelf, count
from bot.question import Extreme


def of(extreme: Extreme, claims: Sequence[Claim], shelf: Shelf) -> tuple[Claim, ...]:
    """Put the highest or the lowest of each count first, then what replaced it in the end."""
    counts: dict[object, list[Claim]] = {}
    for claim in claims:
        if claim.figure.numbers:
            counts.setdefault(count(claim), []).append(claim)
    choose, end = (max, max) if extreme is Extreme.HIGHEST else (min, min)
    found = [choose(group, key=lambda c: end(c.figure.numbers)) for group in counts.values()]
    return tuple({claim.id: claim for claim in (*found, *shelf.chain(found))}.values())
