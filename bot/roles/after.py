"""What the words after a name tell about the part that the name plays."""

from typing import NamedTuple

from bot.lexicon import Mention
from bot.phrases import Name
from bot.roles.part import Role
from bot.roles.walk import (
    Walk,
    any_of,
    grammar,
    only,
    only_voice,
    own,
    plain_filler,
    voice,
)
from bot.vocabulary import COUNTED, MEASURED, Kind


def decides(walk: Walk, index: int) -> Role | None:
    """Tell a name's part by the words after it; None where they tell nothing."""
    at = walk.skip(index + 1, 1, own)
    if walk.joins_dates(at):
        at = walk.skip(at + 1, 1, own)  # "X's 2 March and 25 March figures"
    after, mention = walk.at(at), walk.mentions[index]
    if after is None:
        return None
    if _speaks_of_others(walk, index):
        return Role.CLAIMANT
    if mention.values(Name.PARTY) and _counted_by_another(walk, index):
        return Role.SIDE
    if mention.values(Name.PARTY) and _tells_whose(walk, index):
        return Role.SIDE
    if mention.values(Name.EVENT) and not mention.values(Name.PARTY):
        return Role.SIDE if _leads_an_army(walk, index) else Role.EVENT
    if any_of(after, *COUNTED):
        return _before_people(_Spot(walk, index, mention, after, at))
    speaks = after.has(Kind.CUE, "say") or after.has(Kind.CUE, "figure")
    if walk.parted(index, at) and any_of(walk.at(index - 1), *COUNTED):
        return None  # "dead (people) by 15 March, say"
    silent = mention.named and not (voice(mention) or mention.values(Name.PARTY))
    return Role.CLAIMANT if speaks and not silent else None


# --- private ---


class _Spot(NamedTuple):
    """A name with the people or the measure after it, which stands at ``end``."""

    walk: Walk
    at: int
    mention: Mention
    after: Mention
    end: int

    def then(self, cue: str) -> bool:
        """Tell what stands after the people or the measure."""
        at = self.walk.skip(self.end + 1, 1, own)
        follower = self.walk.at(at)
        asker = any(m.has(Kind.CUE, "personal") for m in self.walk.mentions[self.end + 1 : at])
        return follower is not None and follower.has(Kind.CUE, cue) and not asker


def _before_people(spot: _Spot) -> Role | None:
    mention = spot.mention
    if _speaks(spot):
        return Role.CLAIMANT
    if only(mention, Name.PLACE):
        return Role.PLACE
    if only(mention, Name.PERSON) and spot.end == spot.at + 1 and not _tells(spot):
        return Role.SIDE if any_of(spot.after, Kind.CATEGORY) else None
    unarmed = any_of(mention, Name.POPULATION, Name.PERSON)
    return None if unarmed and not mention.values(Name.PARTY) else Role.SIDE


def _speaks(spot: _Spot) -> bool:
    """Tell a voice before the people of others: "(body) dead count", "(paper): 40 dead"."""
    walk = spot.walk
    counted = any_of(walk.at(walk.skip(spot.at - 1, -1, plain_filler)), *COUNTED)
    says = any_of(spot.after, Kind.CATEGORY) and spot.then("say") and not _measure_follows(spot)
    if says and not counted:  # not so "dead (people) soldiers, verified"
        return True
    if spot.then("figure") and any(only_voice(walk.mentions[i]) for i in walk.beside(spot.at)):
        return True
    if not only_voice(spot.mention):
        return False
    before = walk.at(walk.skip(spot.at - 1, -1, plain_filler))
    counted = walk.counts or (before is not None and before.has(Kind.CUE, "of"))
    tells = not (counted or any_of(spot.after, Kind.CATEGORY))
    if tells or walk.parted(spot.at, spot.end) or spot.then("figure"):
        return True  # a number between them is what it says of others
    return spot.after.has(Kind.CATEGORY, "civilian")  # a body has soldiers, but no civilians


def _tells(spot: _Spot) -> bool:
    return spot.then("say") or spot.then("figure")


def _measure_follows(spot: _Spot) -> bool:
    """Tell "soldiers killed" and "soldiers got killed"."""
    at = spot.walk.skip(spot.end + 1, 1, own)
    follower = spot.walk.at(at)
    got = follower is not None and follower.has(Kind.FILLER, "words")
    return any_of(follower, *MEASURED) or (got and any_of(spot.walk.at(at + 1), *MEASURED))


def _leads_an_army(walk: Walk, index: int) -> bool:
    """Tell "(adjective) troops", which are those of a country and not those of a war there."""
    mention, army = walk.mentions[index], walk.at(index + 1)
    armed = army is not None and army.has(Kind.CATEGORY, "military")
    adjective = mention.end - mention.start == 1 and mention.text[0].isupper()
    return armed and adjective and not mention.values(Name.PLACE)


def _speaks_of_others(walk: Walk, index: int) -> bool:
    """Tell "(side) on (other side)'s losses": the one before the word speaks."""
    mention, about = walk.mentions[index], walk.at(index + 1)
    if about is None or not about.has(Kind.CUE, "on") or not mention.named:
        return False
    whom = walk.at(walk.skip(index + 2, 1, grammar))
    if whom is None or about.start != mention.end or whom.start != about.end:
        return False
    speaks = mention.values(Name.PARTY) or voice(mention)
    return bool(speaks and any_of(whom, Name.PARTY, Name.POPULATION))


def _tells_whose(walk: Walk, index: int) -> bool:
    """Tell "(adjective) sailors", also where those on file are another side's."""
    mention, people = walk.mentions[index], walk.at(index + 1)
    beside = people is not None and people.start == mention.end
    return beside and only(people, Name.POPULATION) if people else False


def _counted_by_another(walk: Walk, index: int) -> bool:
    """Tell "dead (of side) counted (body)", in languages whose verb may come before who speaks."""
    counted = walk.at(walk.skip(index - 1, -1, plain_filler))
    at = walk.skip(index + 1, 1, lambda people: any_of(people, Kind.CATEGORY))
    verb, speaker = walk.at(at), walk.at(walk.skip(at + 1, 1, plain_filler))
    if verb is None or speaker is None or not verb.has(Kind.CUE, "stated_by"):
        return False
    return any_of(counted, *COUNTED) and only_voice(speaker)
