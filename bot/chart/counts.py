"""Matches come in; the counts and the claimants that fit one picture go out, and what does not.

The rule is published under the picture, and never looks at the size of a figure.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.claim import Claim, Relation
from bot.compose import screen
from bot.match import Match
from bot.phrases import Name
from bot.wording import Wording

MOST_CLAIMANTS = 8
"""Claimants in one picture: colours that people who are colour-blind still tell apart."""
MOST_COUNTS = 4
"""Panels in one picture."""

Count = tuple[Claim, ...]
"""Claims that count the same: one measure of one population in one event, place or period."""


class Counts(NamedTuple):
    """What is drawn, and what is not.

    ``shown`` are the panels, each with the newest claim first, ``claimants`` the ids of those who
    are drawn, in order; ``voices`` is how many there are. ``unshown`` are counts past the last
    panel. ``parts`` and ``unplaced`` are how many claims count only a part of what was asked about,
    or have no date or no number.
    """

    shown: tuple[Count, ...]
    unshown: tuple[Count, ...]
    claimants: tuple[str, ...]
    voices: int
    parts: int
    unplaced: int


def of(matches: Sequence[Match], wording: Wording) -> Counts:
    """Choose what is drawn of the claims that answer."""
    claims = list({claim.id: claim for match in matches for claim in match.claims}.values())
    beside = {claim.id for match in matches for claim in match.partial}
    parts = set(_parts(claims, _named(matches), wording))
    kept = [claim for claim in claims if claim.id not in parts]
    placed = [claim for claim in kept if claim.described_on and claim.figure.numbers]
    groups: dict[object, list[Claim]] = {}
    for claim in sorted(placed, key=screen.described, reverse=True):
        key = (claim.event, claim.population, claim.measure, wording.scope(claim))
        groups.setdefault(key, []).append(claim)
    asked = {measure for match in matches for measure in match.question.measures}
    fullest = sorted(
        groups.values(), key=lambda group: (group[0].measure not in asked, -len(group))
    )
    shown, unshown = (
        tuple(tuple(group) for group in sorted(some, key=lambda group: _rank(group[0], wording)))
        for some in (fullest[:MOST_COUNTS], fullest[MOST_COUNTS:])
    )
    claimants = _claimants(shown, wording)
    voices = len({claim.claimant for count in shown for claim in count})
    drawn = {claim.id for claim in claims}
    return Counts(
        shown=tuple(
            tuple(claim for claim in count if claim.claimant in claimants) for count in shown
        ),
        unshown=unshown,
        claimants=claimants,
        voices=voices,
        parts=len(parts | (beside - drawn)),
        unplaced=len(kept) - len(placed),
    )


# --- private ---


def _named(matches: Iterable[Match]) -> set[str]:
    """List the populations that the questions name, whatever larger one they are part of."""
    refs = (ref for match in matches for ref in match.question.sides)
    return {one.id for ref in refs if ref.kind is Name.POPULATION for one in ref.each}


def _parts(claims: Sequence[Claim], named: set[str], wording: Wording) -> Iterator[str]:
    """Find the claims about a part of a population, where others count its side whole."""
    side = {one.id: one.side for one in wording.store.populations.values()}
    whole = {(c.event, side[c.population]) for c in claims if not wording.is_part(c)}
    for claim in claims:
        part = wording.is_part(claim) and claim.population not in named
        if part and (claim.event, side[claim.population]) in whole:
            yield claim.id


def _rank(claim: Claim, wording: Wording) -> tuple[object, ...]:
    """Order panels: comparisons last, then by the people counted, then by measure."""
    return (
        wording.is_background(claim),
        wording.population(claim),
        wording.measure_rank(claim.measure),
        wording.scope(claim) or "",
    )


def _claimants(shown: Sequence[Count], wording: Wording) -> tuple[str, ...]:
    """Choose who is drawn: the newest of each panel, each side's own, then the newest.

    They stand in the order of their newest as-of date, then of their names.
    """
    claims = [claim for count in shown for claim in count]
    newest = sorted(claims, key=lambda c: (-screen.described(c).toordinal(), wording.claimant(c)))
    own = (claim for claim in newest if claim.relation is Relation.OWN)
    first = (count[0] for count in shown)
    kept = list(dict.fromkeys(claim.claimant for claim in (*first, *own, *newest)))
    order = list(dict.fromkeys(claim.claimant for claim in newest))
    return tuple(sorted(kept[:MOST_CLAIMANTS], key=order.index))
