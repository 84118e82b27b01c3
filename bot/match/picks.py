"""Claims come in; of each series of them the one that was asked for goes out.

Sizes are compared within one count only: one measure of one population in one event. The first
figure is the first that those asked about gave, or the first that anybody did.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.claim import Claim
from bot.match.shelf import Shelf, count, dated
from bot.question import Pick


def of(pick: Pick, claims: Sequence[Claim], shelf: Shelf) -> tuple[Claim, ...]:
    """Choose from each series; that a figure was replaced since is left to the notes."""
    if pick is Pick.PREVIOUS:
        return shelf.ordered(shelf.claims[id_] for id_ in _previous(claims))
    if pick is Pick.FIRST:
        listed = claims if shelf.question.sides else _of_the_largest(claims, shelf)
        series = _series(listed, each_voice=bool(shelf.question.claimants))
        known = ([claim for claim in one if claim.described_on] for one in series)
        return shelf.ordered(min(one, key=dated) for one in known if one)
    numbered = (claim for claim in claims if claim.figure.numbers)
    choose: Callable[..., Claim] = max if pick is Pick.HIGHEST else min
    end: Callable[..., int] = max if pick is Pick.HIGHEST else min
    found = [choose(one, key=lambda c: end(c.figure.numbers)) for one in _series(numbered)]
    return tuple({claim.id: claim for claim in found}.values())


# --- private ---


def _of_the_largest(claims: Sequence[Claim], shelf: Shelf) -> list[Claim]:
    """Leave out parts of the people counted, if none are named: "the first toll" is that of all."""
    most: dict[object, Counter[str]] = {}
    for claim in claims:
        key = claim.claimant, shelf.store.root(claim.event), claim.measure
        most.setdefault(key, Counter())[claim.population] += 1
    whole = {key: counted.most_common(1)[0] for key, counted in most.items()}
    kept = []
    for claim in claims:
        population, often = whole[claim.claimant, shelf.store.root(claim.event), claim.measure]
        if claim.population == population or often == 1:
            kept.append(claim)
    return kept


def _series(claims: Iterable[Claim], *, each_voice: bool = False) -> list[list[Claim]]:
    series: dict[object, list[Claim]] = {}
    for claim in claims:
        series.setdefault((count(claim), each_voice and claim.claimant), []).append(claim)
    return list(series.values())


def _previous(claims: Sequence[Claim]) -> Iterator[str]:
    """Find for each series what its newest figure replaced, or else the newest one before it."""
    for one in _series(claims, each_voice=True):
        newest, *earlier = sorted(one, key=dated, reverse=True)
        if newest.supersedes:
            yield newest.supersedes.claim
        elif earlier:
            yield earlier[0].id
