"""What the word before a name tells about the part that the name plays."""

from typing import NamedTuple

from bot.lexicon import Mention
from bot.phrases import Name
from bot.roles.part import Role
from bot.roles.walk import (
    VOICES,
    Walk,
    any_of,
    grammar,
    only,
    only_voice,
    own,
    plain_filler,
    voice,
)
from bot.vocabulary import COUNTED, Kind

_SETTLED_BY = {"victims": Role.AGENT, "according_to": Role.CLAIMANT}
"""Cues that settle the part of whatever stands after them."""


def decides(walk: Walk, index: int) -> Role | None:
    """Tell a name's part by the word before it; None where that tells nothing."""
    at = walk.skip(index - 1, -1, plain_filler)
    before, earlier = walk.at(at), walk.at(walk.skip(at - 1, -1, plain_filler))
    if before is None:
        return None
    for cue, role in _SETTLED_BY.items():
        if before.has(Kind.CUE, cue) and not only(walk.mentions[index], Name.EVENT):
            return role
    spot = _Spot(walk, index, walk.mentions[index], at, before, earlier)
    decided = (rule(spot) for rule in _RULES)
    return next((role for role in decided if role is not None), None)


# --- private ---


class _Spot(NamedTuple):
    """A name with the word at ``led_by`` that may decide its part, and the one before that."""

    walk: Walk
    at: int
    mention: Mention
    led_by: int
    before: Mention
    earlier: Mention | None

    @property
    def counts_before(self) -> bool:
        return any_of(self.earlier, *COUNTED)

    def is_before(self, *kinds: Kind) -> bool:
        return self.walk.next_is(self.at, *kinds)


def _anchor(spot: _Spot) -> Role | None:
    """Tell that "since X's estimate" dates something; "since the war" means all of it.

    In "since X claimed 40 dead" the word gives a reason: X speaks.
    """
    dated = spot.before.has(Kind.CUE, "anchor") and not spot.walk.states_a_number(spot.at)
    dated = dated and not spot.walk.parted(spot.led_by, spot.at)
    if dated and spot.before.has(Kind.CUE, "aftermath") and spot.mention.values(Name.EVENT):
        return Role.EVENT  # "missing after the (place) quake"
    return Role.ANCHOR if dated and not only(spot.mention, Name.EVENT) else None


def _event(spot: _Spot) -> Role | None:
    """Leave the names in "the war between X and Y" to the event that they tell."""
    event = spot.before if spot.before.has(Kind.CUE, "event") else spot.earlier
    if event is None or not event.has(Kind.CUE, "event") or spot.mention.values(Name.EVENT):
        return None
    link = spot.walk.at(spot.walk.skip(spot.at - 1, -1, grammar))
    tied = link is not None and link.has(Kind.CUE, "of_event") and not _took(spot, event)
    return Role.EVENT if tied and link is not event else None


def _took(spot: _Spot, event: Mention) -> bool:
    """Tell "the toll that the war has taken on (people)": it is theirs."""
    before = (mention for mention in spot.walk.mentions[: spot.at] if mention.start >= event.end)
    return any(mention.has(Kind.CUE, "take") for mention in before)


def _origin(spot: _Spot) -> Role | None:
    if not spot.before.has(Kind.CUE, "origin") or only(spot.mention, Name.PLACE):
        return None
    if spot.mention.values(Name.EVENT) and not any_of(spot.mention, Name.PARTY, *VOICES):
        return Role.EVENT
    figure = spot.walk.at(spot.led_by - 1)
    given = figure is not None and any(figure.has(Kind.CUE, cue) for cue in ("figure", "pronoun"))
    told = given or spot.walk.says(spot.at) or _only_speaks(spot.mention)
    if told or not spot.counts_before:
        return Role.CLAIMANT  # "the figure from X" is what X said, whoever is counted
    if spot.mention.values(Name.EVENT) and not spot.mention.values(Name.PARTY):
        return Role.EVENT
    # "soldiers from Lindel" come from there; "soldiers from Orvana" are Orvana's
    namesake = set(spot.mention.values(Name.PLACE)) <= set(spot.mention.values(Name.PARTY))
    return Role.SIDE if namesake else Role.PLACE


def _only_speaks(mention: Mention) -> bool:
    """Tell a body without people of its own: "the toll from (hospital)"."""
    return only_voice(mention) and not any_of(mention, Name.POPULATION, Name.PLACE, Name.EVENT)


def _in_doubt(spot: _Spot) -> Role | None:
    """Tell "who disputes X's 65 dead": a number after it is what X said."""
    doubts = ("dispute", "verification")
    doubted = any(spot.before.has(Kind.WANTED, doubt) for doubt in doubts)
    states = spot.walk.parted(spot.at, spot.at + 1)
    return Role.CLAIMANT if doubted and states else None


def _place(spot: _Spot) -> Role | None:
    speaks = voice(spot.mention) and not any_of(spot.mention, Name.PLACE, Name.EVENT, Name.PARTY)
    if not spot.before.has(Kind.CUE, "place") or speaks:
        return None
    told = spot.earlier is not None and spot.earlier.has(Kind.CUE, "according_to")
    if told and spot.mention.values(Name.PARTY):
        return Role.CLAIMANT  # "according to the people in (capital)"
    if spot.is_before(Kind.CATEGORY):
        return Role.SIDE
    return Role.EVENT if spot.mention.values(Name.EVENT) else Role.PLACE


def _goal(spot: _Spot) -> Role | None:
    """Tell "deployed to (town)" where something happened in the town."""
    led = spot.counts_before and spot.before.has(Kind.CUE, "with")
    happened = spot.mention.values(Name.EVENT) and not any_of(spot.mention, Name.PARTY, *VOICES)
    return Role.EVENT if led and happened else None


def _by(spot: _Spot) -> Role | None:
    if not spot.before.has(Kind.CUE, "by") or only(spot.mention, Name.EVENT):
        return None
    figure = spot.walk.at(spot.walk.skip(spot.at + 1, 1, own))
    speaks = figure is not None and figure.has(Kind.CUE, "figure")
    helped = spot.earlier is not None and spot.earlier.has(Kind.CUE, "help_given")
    return Role.AGENT if spot.counts_before and not (speaks or helped) else Role.CLAIMANT


def _of(spot: _Spot) -> Role | None:
    if not spot.before.has(Kind.CUE, "of") or spot.earlier is None:
        return None
    if spot.counts_before or spot.earlier.has(Kind.CUE, "how_many"):
        happened = spot.mention.values(Name.EVENT) or only(spot.mention, Name.PLACE)
        if _only_speaks(spot.mention) and _figures_before(spot):
            return Role.CLAIMANT  # "the figure of civilians killed of (body)"
        return None if happened else Role.SIDE
    speaks = voice(spot.mention) and not spot.is_before(*COUNTED)
    return Role.CLAIMANT if spot.earlier.has(Kind.CUE, "figure") and speaks else None


def _figures_before(spot: _Spot) -> bool:
    return any(mention.has(Kind.CUE, "figure") for mention in spot.walk.mentions[: spot.at])


def _how_many(spot: _Spot) -> Role | None:
    """Tell "how many of (president)'s soldiers", which are those of whom he speaks for.

    So are (people) in "how many (people) were reported killed".
    """
    if not spot.before.has(Kind.CUE, "how_many"):
        return None
    led = spot.is_before(Kind.CATEGORY) and only(spot.mention, Name.PERSON)
    reported = spot.mention.values(Name.PARTY) and spot.walk.is_reported(spot.at)
    return Role.SIDE if led or reported else None


_RULES = (_anchor, _event, _in_doubt, _origin, _place, _goal, _by, _of, _how_many)
