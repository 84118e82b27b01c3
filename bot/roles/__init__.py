"""Mentions come in; the part that each named or unknown thing plays in the question goes out.

"Orvanan" in "Orvanan dead" is a side, in "the Orvanan count" a claimant, "in Orvana" a place. The
rules read the words beside a name; coordination ("X and Y") then lends a part to a name that its
own neighbours leave open. Words come from the language file, so the rules know no language.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.lexicon import Mention
from bot.phrases import Name
from bot.roles import after, before
from bot.roles.part import Role
from bot.roles.walk import Walk, any_of, only, plain_filler, voice
from bot.vocabulary import COUNTED, Kind

__all__ = ["Role", "Roles", "assign"]


class Roles(NamedTuple):
    """The role of each named or unknown mention, by index.

    ``joined`` lists those that stand in a list, ``joined_to_known`` the unknown ones that stand in
    one with a name that is on file.
    """

    of: dict[int, Role]
    joined: frozenset[int]
    joined_to_known: frozenset[int]


def assign(mentions: Sequence[Mention]) -> Roles:
    """Tell what part every named or unknown mention plays; OPEN where nothing tells."""
    walk = Walk(mentions)
    actors = [i for i, mention in enumerate(mentions) if mention.named or not mention.senses]
    actors += [i for i in range(len(mentions)) if i not in actors and _acts(walk, i)]
    roles: dict[int, Role] = {}
    for i in actors:  # in order: what compares two claims looks back at who has spoken
        roles[i] = _after_than(walk, i, roles) or _role(walk, i)
    beside = {i: [j for j in walk.beside(i) if j in roles] for i in actors}
    for i in (*actors, *reversed(actors)):
        if roles[i] is Role.OPEN:
            lent = (roles[j] for j in beside[i] if roles[j] is not Role.OPEN)
            roles[i] = next(lent, Role.OPEN)
    settled = {i: _settled(i, roles, mentions) for i in actors}
    return Roles(
        of=settled,
        joined=frozenset(i for i in actors if beside[i]),
        joined_to_known=frozenset(
            i
            for i in actors
            if not mentions[i].senses and _stands_with_known(i, settled, beside[i], mentions)
        ),
    )


# --- private ---

_KEEPING = ("keeping", "hold")


def _role(walk: Walk, index: int) -> Role:
    if _is_excluded(walk, index):
        return Role.EXCLUDED
    if _acts(walk, index):
        return Role.EVENT if only(walk.mentions[index], Name.EVENT) else Role.AGENT
    if _keeps(walk, index):
        return Role.AGENT
    for rule in (before.decides, after.decides, _by_kind):
        role = rule(walk, index)
        if role is not None:
            return role
    return Role.OPEN


def _acts(walk: Walk, index: int) -> bool:
    """Tell whether a name or a pronoun does to others what is counted: "did X kill".

    Prisoners are taken by others, casualties are one's own.
    """
    mention = walk.mentions[index]
    at = walk.skip(index + 1, 1, lambda people: bool(people.values(Kind.CATEGORY)))
    verb = walk.at(at)
    points = mention.has(Kind.CUE, "pronoun") and mention.end == mention.start + 1
    if verb is None or not (mention.named or points):
        return False  # "has the number killed been ..." counts them
    described = walk.at(at + 1)
    if described is not None and described.has(Kind.CUE, "figure"):
        return False  # "has X's wounded figure been updated"
    start = walk.skip(index - 1, -1, plain_filler)
    asked = any(
        walk.mentions[i].has(Kind.CUE, "do") and not walk.parted(i, index)
        for i in range(start + 1, index)
    )
    if verb.has(Kind.CUE, "take"):
        return any(taken.has(Kind.CUE, "captives") for taken in walk.mentions[:index])
    return verb.has(Kind.CUE, "inflict_now") or (asked and verb.has(Kind.CUE, "inflict"))


def _keeps(walk: Walk, index: int) -> bool:
    """Tell "in (party) captivity" and "does (party) hold": those counted are whom it took."""
    following = walk.at(index + 1)
    keeps = following is not None and any(following.has(Kind.CUE, cue) for cue in _KEEPING)
    return keeps and bool(walk.mentions[index].values(Name.PARTY))


def _is_excluded(walk: Walk, index: int) -> bool:
    at = walk.skip(index - 1, -1, plain_filler)
    excluding = walk.at(at)
    if excluding is None or not excluding.has(Kind.CUE, "exclude"):
        return False
    return at > 0 or excluding.end - excluding.start == 1


def _after_than(walk: Walk, index: int, roles: dict[int, Role]) -> Role | None:
    """Tell "(body)'s number is higher than (party)'s": what is compared are two claims."""
    than = walk.at(walk.skip(index - 1, -1, plain_filler))
    if than is None or not (walk.compares and than.has(Kind.CUE, "with")):
        return None
    if not walk.mentions[index].values(Name.PARTY) or walk.next_is(index, *COUNTED):
        return None
    spoke = any(role is Role.CLAIMANT for i, role in roles.items() if i < index)
    return Role.CLAIMANT if spoke else None


def _by_kind(walk: Walk, index: int) -> Role | None:
    mention = walk.mentions[index]
    if voice(mention):
        return Role.CLAIMANT
    if mention.values(Name.POPULATION):
        return Role.SIDE
    if mention.values(Name.EVENT):
        return Role.EVENT
    if mention.values(Name.PLACE) and not mention.values(Name.PARTY):
        return Role.PLACE
    led_by = walk.at(walk.skip(index - 1, -1, plain_filler))
    if any_of(led_by, *COUNTED):
        in_place = mention.values(Name.PLACE) and _side_stands_before(walk, index)
        return Role.PLACE if in_place else Role.SIDE
    stated = led_by is not None and led_by.has(Kind.CUE, "stated_by")
    return Role.CLAIMANT if stated else None


def _side_stands_before(walk: Walk, index: int) -> bool:
    return any(
        any_of(earlier, Name.POPULATION, Name.PARTY) and walk.next_is(i, *COUNTED)
        for i, earlier in enumerate(walk.mentions[: index - 1])
    )


def _settled(index: int, roles: dict[int, Role], mentions: Sequence[Mention]) -> Role:
    """Give an open name the part that the question still lacks."""
    mention, role = mentions[index], roles[index]
    if role is not Role.OPEN or not mention.named:
        return role
    taken = set(roles.values())
    if Role.SIDE in taken and mention.values(Name.PLACE):
        return Role.PLACE
    if Role.SIDE in taken or any(other.has(Kind.CUE, "say") for other in mentions[index:]):
        return Role.CLAIMANT
    return Role.OPEN


def _stands_with_known(
    index: int, roles: dict[int, Role], beside: Sequence[int], mentions: Sequence[Mention]
) -> bool:
    """Tell whether an unknown name stands in a list with a known one that plays the same part."""
    alike = (other for other in beside if roles[other] is roles[index] is not Role.OPEN)
    return any(mentions[other].named for other in alike)
