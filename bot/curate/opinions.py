"""What people thought of answers comes in; those that were of no help go out, with the reasons.

An answer is known by the claims it cited. Who gave an opinion is told to nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.ledger.feedback import Objection, Opinion
from bot.wording import Wording

_WHY = {
    Objection.WRONG_FIGURE: "a figure is wrong",
    Objection.MISSING: "something is missing",
    Objection.MISREAD: "the question was misread",
    Objection.OTHER: "something else",
}
"""What was wrong, for a curator."""
_CLAIMS_SHOWN = 3


class Unhelpful(NamedTuple):
    """Opinions of one workspace about answers that cited the same claims, oldest first."""

    team: str
    claims: tuple[str, ...]
    opinions: tuple[Opinion, ...]

    @property
    def against(self) -> tuple[Opinion, ...]:
        """The opinions of those whom the answer did not help."""
        return tuple(opinion for opinion in self.opinions if not opinion.helpful)

    @property
    def reasons(self) -> Mapping[Objection, int]:
        """How many gave each reason, the one that most gave first."""
        given = Counter(opinion.objection for opinion in self.against if opinion.objection)
        return dict(given.most_common())

    @property
    def words(self) -> tuple[str, ...]:
        """What people wrote about it, where that is kept."""
        return tuple(dict.fromkeys(one.words for one in self.against if one.words))


def unhelpful(found: Iterable[Opinion]) -> tuple[Unhelpful, ...]:
    """Put opinions together, the answers that were of no help to most people first."""
    same: dict[tuple[str, tuple[str, ...]], list[Opinion]] = {}
    for opinion in found:
        same.setdefault((opinion.team, opinion.claims), []).append(opinion)
    made = [Unhelpful(*key, tuple(opinions)) for key, opinions in same.items()]
    kept = [one for one in made if one.against]
    return tuple(sorted(kept, key=lambda one: (-len(one.against), one.claims)))


def line(one: Unhelpful, wording: Wording) -> str:
    """Tell a curator how many an answer did not help, and why."""
    count = len(one.against)
    who = "1 person was" if count == 1 else f"{count} people were"
    reasons = [f"{_WHY[why]} ({times})" for why, times in one.reasons.items()]
    why = f": {', '.join(reasons)}" if reasons else ", and gave no reason"
    liked = len(one.opinions) - count
    others = f"; it helped {liked}" if liked else ""
    last = wording.date(one.against[-1].given_on)
    return (
        f"{who} not helped by the answer from {_cited(one, wording)}{why}{others} (last on {last})"
    )


def as_json(one: Unhelpful) -> Mapping[str, object]:
    """Tell all of it but who said so."""
    return {
        "kind": "unhelpful",
        "workspace": one.team,
        "claims": list(one.claims),
        "people": len(one.against),
        "helped": len(one.opinions) - len(one.against),
        "reasons": {why.value: times for why, times in one.reasons.items()},
        "last": one.against[-1].given_on.isoformat(),
        "words": list(one.words),
    }


# --- private ---


def _cited(one: Unhelpful, wording: Wording) -> str:
    left = len(one.claims) - _CLAIMS_SHOWN
    more = [f"{left} more"] if left > 0 else []
    return wording.listed([*one.claims[:_CLAIMS_SHOWN], *more])
