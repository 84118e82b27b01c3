"""Claims come in; remarks on them go out, each once and with whose figure it is about."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from bot.claim import Claim
from bot.wording import Wording

_MOST_FIGURES = 4
"""Figures of one claimant that a remark names."""
_Aspect = Callable[[Claim], str]


class Remark(NamedTuple):
    """What is to be said about a figure: a reply wording, with the names and words in it."""

    key: str
    names: str = ""
    text: str = ""


class Remarks:
    """What is remarked on the claims of one answer, in the order of its lines."""

    def __init__(
        self, claims: Sequence[Claim], find: Callable[[Claim], Iterable[Remark]], wording: Wording
    ) -> None:
        self._claims = claims
        self._wording = wording
        self._about: dict[tuple[str, Remark], list[Claim]] = {}
        for claim in claims:
            for remark in find(claim):
                self._about.setdefault((claim.claimant, remark), []).append(claim)

    def sentences(self) -> tuple[str, ...]:
        """Say every remark."""
        return self.weightiest(len(self._about))

    def weightiest(self, most: int, order: Sequence[str] = ()) -> tuple[str, ...]:
        """Say so many remarks at most: those whose wording stands earliest in an order."""
        ranked = sorted(self._about, key=lambda one: order.index(one[1].key) if order else 0)
        kept = set(ranked[:most])
        said = (self._sentence(*one) for one in self._about if one in kept)
        return tuple(dict.fromkeys(said))

    def __len__(self) -> int:
        """Count the remarks."""
        return len(self._about)

    def _sentence(self, claimant: str, remark: Remark) -> str:
        about = _label(self._about[claimant, remark], self._claims, self._wording)
        return self._wording.say(remark.key, about=about, names=remark.names, text=remark.text)


# --- private ---


def _label(about: Sequence[Claim], claims: Iterable[Claim], wording: Wording) -> str:
    """Name a claimant, and which of its figures are meant if these are not all."""
    name = wording.claimant(about[0])
    rest = [c for c in claims if c.claimant == about[0].claimant and c not in about]
    if not rest:
        return name
    chosen = _telling_apart(about, rest, wording)
    comma = wording.say("comma")
    figures = list(dict.fromkeys(comma.join(aspect(claim) for aspect in chosen) for claim in about))
    if len(figures) > _MOST_FIGURES:
        more = wording.say("more_names", n=len(figures) - _MOST_FIGURES)
        figures = [*figures[:_MOST_FIGURES], more]
    return wording.say("about", claimant=name, figures="; ".join(figures))


def _telling_apart(
    about: Sequence[Claim], rest: Sequence[Claim], wording: Wording
) -> Sequence[_Aspect]:
    """Choose as few aspects as tell some figures from the rest, a date only with all."""
    every = (*about, *rest)
    varied = [a for a in _aspects(wording) if len({a(claim) for claim in every}) > 1]
    for size in range(1, len(varied) + 1):
        for chosen in combinations(varied, size):
            if not _labels(about, chosen) & _labels(rest, chosen):
                return chosen
    return (*varied, lambda claim: _day(claim, wording))


def _aspects(wording: Wording) -> tuple[_Aspect, ...]:
    """List what may tell the figures of one claimant apart, the plainest first."""
    return (
        lambda claim: wording.measure(claim.measure),
        wording.population,
        wording.event,
        lambda claim: wording.scope(claim) or wording.say("whole"),
    )


def _labels(claims: Iterable[Claim], aspects: Sequence[_Aspect]) -> set[tuple[str, ...]]:
    return {tuple(aspect(claim) for aspect in aspects) for claim in claims}


def _day(claim: Claim, wording: Wording) -> str:
    return wording.date(claim.described_on) if claim.described_on else wording.say("no_date")
