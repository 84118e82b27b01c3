"""Mentions come in; the part that each named or unknown thing plays in the question goes out.

"Orvanan" in "Orvanan dead" is a side, in "the Orvanan count" a claimant, "in Orvana" a place. The
rules read the words beside a name; coordination ("X and Y") then lends a part to a name that its
own neighbours leave open. Words come from the language file, so the rules know no language.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from bot.lexicon import Mention
from bot.phrases import Name
from bot.vocabulary import Kind


class Role(StrEnum):
    """The part that a name plays.

    An agent did something to those counted, an anchor dates or measures something ("since X's
    report"), and what is excluded was named to be left out. None of them is asked about.
    """

    SIDE = "side"
    CLAIMANT = "claimant"
    PLACE = "place"
    EVENT = "event"
    AGENT = "agent"
    ANCHOR = "anchor"
    EXCLUDED = "excluded"
    OPEN = "open"


_COUNTED = (Kind.MEASURE, Kind.UMBRELLA, Kind.CATEGORY)
_VOICES = (Name.CLAIMANT, Name.PERSON)
_SETTLED_BY = {"victims": Role.AGENT, "according_to": Role.CLAIMANT}
"""Cues that settle the part of whatever stands after them."""
_NEUTRAL = {
    "ask",
    "pronoun",
    "do",
    "unreal",
    "personal",
    "asks_whole",
    "article",
    "indefinite",
    "take",
}
"""Cues of words that stand between a name and what decides its part without deciding it.

Any other cue ends the walk; so do the words that a language file lists under ``clause``.
"""
_ORDERS = {"next_one", "indefinite", "highest", "lowest", "first", "previous"}
"""Cues of words that tell one figure of somebody from his others."""


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
    sentence = _Sentence(mentions)
    actors = [i for i, mention in enumerate(mentions) if mention.named or not mention.senses]
    actors += [i for i in range(len(mentions)) if i not in actors and sentence.acts(i)]
    roles = {i: sentence.role(i) for i in actors}
    beside = {i: [j for j in sentence.beside(i) if j in roles] for i in actors}
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


class _Spot(NamedTuple):
    """A name with the word before it that may decide its part, and the one before that."""

    at: int
    mention: Mention
    before: Mention
    earlier: Mention | None

    @property
    def counts_before(self) -> bool:
        return self.earlier is not None and _is(self.earlier, *_COUNTED)


class _Sentence:
    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._counts = any(mention.has(Kind.CUE, "how_many") for mention in mentions)
        self._compares = any(mention.has(Kind.WANTED, "comparison") for mention in mentions)
        self._links = ("also", "joint", "with") if self._compares else ("also", "joint", "versus")

    def role(self, index: int) -> Role:
        mention = self._mentions[index]
        if self._is_excluded(index):
            return Role.EXCLUDED
        if self.acts(index):
            return Role.AGENT
        for rule in (self._by_word_before, self._by_word_after, self._by_kind):
            role = rule(index, mention)
            if role is not None:
                return role
        return Role.OPEN

    def acts(self, index: int) -> bool:
        """Tell whether a name or a pronoun does to others what is counted: "did X kill"."""
        mention = self._mentions[index]
        at = self._skip(index + 1, 1, _people)
        after = self._at(at)
        if after is None or not (mention.named or mention.has(Kind.CUE, "pronoun")):
            return False
        described = self._at(at + 1)
        if described is not None and described.has(Kind.CUE, "figure"):
            return False  # "has X's wounded figure been updated"
        start = self._skip(index - 1, -1, _plain_filler)
        asked = any(before.has(Kind.CUE, "do") for before in self._mentions[start + 1 : index])
        if after.has(Kind.CUE, "take"):
            return any(m.has(Kind.CUE, "captives") for m in self._mentions[:index])
        return after.has(Kind.CUE, "inflict_now") or (asked and after.has(Kind.CUE, "inflict"))

    def _is_excluded(self, index: int) -> bool:
        at = self._skip(index - 1, -1, _plain_filler)
        before = self._at(at)
        if before is None or not before.has(Kind.CUE, "exclude"):
            return False
        return at > 0 or before.end - before.start == 1

    def beside(self, index: int) -> list[int]:
        """List the names beside this one in a list or a comparison, each maybe with its people."""
        found = []
        for step in (1, -1):
            at = self._skip(index + step, step, _plain_filler if step < 0 else _beside_a_name)
            link = self._at(at)
            other = self._skip(at + step, step, _plain_filler if step > 0 else _beside_a_name)
            if link and any(link.has(Kind.CUE, cue) for cue in self._links) and self._at(other):
                found.append(other)
        return found

    def _by_word_before(self, index: int, mention: Mention) -> Role | None:
        at = self._skip(index - 1, -1, _plain_filler)
        before, earlier = self._at(at), self._at(self._skip(at - 1, -1, _plain_filler))
        if before is None:
            return None
        for cue, role in _SETTLED_BY.items():
            if before.has(Kind.CUE, cue):
                return role
        for rule in (
            self._after_anchor,
            self._after_event,
            self._after_origin,
            self._after_place,
            self._after_by,
            self._after_than,
            self._after_of,
            self._after_how_many,
        ):
            decided = rule(_Spot(index, mention, before, earlier))
            if decided is not None:
                return decided
        return None

    def _after_anchor(self, spot: _Spot) -> Role | None:
        """Tell that "since X's estimate" dates something; "since the war" means all of it."""
        dated = spot.before.has(Kind.CUE, "anchor")
        return Role.ANCHOR if dated and not _only(spot.mention, Name.EVENT) else None

    def _after_event(self, spot: _Spot) -> Role | None:
        """Leave the names in "the war between X and Y" to the event that they tell."""
        event = spot.before if spot.before.has(Kind.CUE, "event") else spot.earlier
        if event is None or not event.has(Kind.CUE, "event") or spot.mention.values(Name.EVENT):
            return None
        link = self._at(self._skip(spot.at - 1, -1, _grammar))
        tied = link is not None and link.has(Kind.CUE, "of_event")
        return Role.EVENT if tied and link is not event else None

    def _after_origin(self, spot: _Spot) -> Role | None:
        if not spot.before.has(Kind.CUE, "origin") or _only(spot.mention, Name.PLACE):
            return None
        if not spot.counts_before or self._speaks(spot.at):
            return Role.CLAIMANT
        # "soldiers from Lindel" come from there; "soldiers from Orvana" are Orvana's
        namesake = set(spot.mention.values(Name.PLACE)) <= set(spot.mention.values(Name.PARTY))
        return Role.SIDE if namesake else Role.PLACE

    def _after_place(self, spot: _Spot) -> Role | None:
        lies = any(spot.mention.values(kind) for kind in (Name.PLACE, Name.EVENT, Name.PARTY))
        speaks = self._voice(spot.mention) and not lies
        if not spot.before.has(Kind.CUE, "place") or speaks:
            return None
        if self._next_is(spot.at, Kind.CATEGORY):
            return Role.SIDE
        return Role.EVENT if spot.mention.values(Name.EVENT) else Role.PLACE

    def _after_by(self, spot: _Spot) -> Role | None:
        if not spot.before.has(Kind.CUE, "by") or _only(spot.mention, Name.EVENT):
            return None
        return Role.AGENT if spot.counts_before else Role.CLAIMANT

    def _after_than(self, spot: _Spot) -> Role | None:
        """Tell "(body)'s number is higher than (party)'s": what is compared are two claims."""
        compared = self._compares and spot.before.has(Kind.CUE, "with")
        if not compared or not spot.mention.values(Name.PARTY) or self._next_is(spot.at, *_COUNTED):
            return None
        voices = (i for i in range(spot.at) if self._mentions[i].named)
        said = any(self.role(i) is Role.CLAIMANT for i in voices)
        return Role.CLAIMANT if said else None

    def _after_of(self, spot: _Spot) -> Role | None:
        if not spot.before.has(Kind.CUE, "of") or spot.earlier is None:
            return None
        if spot.counts_before or spot.earlier.has(Kind.CUE, "how_many"):
            return None if spot.mention.values(Name.EVENT) else Role.SIDE
        speaks = self._voice(spot.mention) and not self._next_is(spot.at, *_COUNTED)
        return Role.CLAIMANT if spot.earlier.has(Kind.CUE, "figure") and speaks else None

    def _after_how_many(self, spot: _Spot) -> Role | None:
        """Tell "how many of (president)'s soldiers", which are those of whom he speaks for."""
        counts = spot.before.has(Kind.CUE, "how_many") and self._next_is(spot.at, Kind.CATEGORY)
        return Role.SIDE if counts and _only(spot.mention, Name.PERSON) else None

    def _by_word_after(self, index: int, mention: Mention) -> Role | None:
        at = self._skip(index + 1, 1, _own)
        after = self._at(at)
        if after is None:
            return None
        if self._speaks_of_others(index, mention):
            return Role.CLAIMANT
        if mention.values(Name.EVENT) and not mention.values(Name.PARTY):
            return Role.EVENT
        if _is(after, *_COUNTED):
            led = self._at(self._skip(index - 1, -1, _plain_filler))
            counted = led is not None and led.has(Kind.CUE, "of")
            tells = not (self._counts or counted or _is(after, Kind.CATEGORY))
            if self._only_speaks(mention) and (tells or self._parted(index, at)):
                return Role.CLAIMANT  # the number between them is what it says of others
            if self._only_speaks(mention) and after.has(Kind.CATEGORY, "civilian"):
                return Role.CLAIMANT  # a body has soldiers of its own, but no civilians
            follower = self._at(self._skip(at + 1, 1, _own))
            says = follower is not None and follower.has(Kind.CUE, "say")
            figures = follower is not None and follower.has(Kind.CUE, "figure")
            if figures and (self._only_speaks(mention) or self._beside_a_voice(index)):
                return Role.CLAIMANT
            if (
                says
                and _is(after, Kind.CATEGORY)
                and not _is(follower, Kind.MEASURE, Kind.UMBRELLA)
            ):
                return Role.CLAIMANT
            if _only(mention, Name.PLACE):
                return Role.PLACE
            if _only(mention, Name.PERSON) and at == index + 1 and not (says or figures):
                return Role.SIDE if _is(after, Kind.CATEGORY) else None
            unarmed = mention.values(Name.POPULATION) or mention.values(Name.PERSON)
            return None if unarmed and not mention.values(Name.PARTY) else Role.SIDE
        speaks = after.has(Kind.CUE, "say") or after.has(Kind.CUE, "figure")
        speakers = (*_VOICES, Name.PARTY)
        silent = mention.named and not any(mention.values(kind) for kind in speakers)
        return Role.CLAIMANT if speaks and not silent else None

    def _speaks_of_others(self, index: int, mention: Mention) -> bool:
        """Tell "(side) on (other side)'s losses": the one before the word speaks."""
        about = self._at(index + 1)
        if about is None or not about.has(Kind.CUE, "on") or not mention.named:
            return False
        whom = self._at(self._skip(index + 2, 1, _grammar))
        tied = about.start == mention.end and whom is not None and whom.start == about.end
        speaks = mention.values(Name.PARTY) or self._voice(mention)
        return bool(tied and speaks and _is(whom, Name.PARTY, Name.POPULATION))

    def _by_kind(self, index: int, mention: Mention) -> Role | None:
        if self._voice(mention):
            return Role.CLAIMANT
        if mention.values(Name.POPULATION):
            return Role.SIDE
        if mention.values(Name.EVENT):
            return Role.EVENT
        if mention.values(Name.PLACE) and not mention.values(Name.PARTY):
            return Role.PLACE
        before = self._at(self._skip(index - 1, -1, _plain_filler))
        if before is not None and _is(before, *_COUNTED):
            if mention.values(Name.PLACE) and self._side_stands_before(index):
                return Role.PLACE
            return Role.SIDE
        stated = before is not None and before.has(Kind.CUE, "stated_by")
        return Role.CLAIMANT if stated else None

    def _side_stands_before(self, index: int) -> bool:
        return any(
            (earlier.values(Name.POPULATION) or earlier.values(Name.PARTY))
            and self._next_is(i, *_COUNTED)
            for i, earlier in enumerate(self._mentions[: index - 1])
        )

    def _parted(self, index: int, other: int) -> bool:
        """Tell whether a number or a date stands between two mentions."""
        between = self._mentions[index : other + 1]
        return any(one.end != following.start for one, following in pairwise(between))

    def _only_speaks(self, mention: Mention) -> bool:
        return self._voice(mention) and not mention.values(Name.PARTY)

    def _beside_a_voice(self, index: int) -> bool:
        return any(self._only_speaks(self._mentions[other]) for other in self.beside(index))

    def _voice(self, mention: Mention) -> bool:
        return any(mention.values(kind) for kind in _VOICES)

    def _speaks(self, index: int) -> bool:
        after = self._at(self._skip(index + 1, 1, _own))
        return after is not None and after.has(Kind.CUE, "say")

    def _next_is(self, index: int, *kinds: Kind) -> bool:
        after = self._at(self._skip(index + 1, 1, _plain_filler))
        return after is not None and _is(after, *kinds)

    def _at(self, index: int) -> Mention | None:
        return self._mentions[index] if 0 <= index < len(self._mentions) else None

    def _skip(self, index: int, step: int, passes: Callable[[Mention], bool]) -> int:
        """Walk over words that neither name nor cue anything."""
        while 0 <= index < len(self._mentions) and passes(self._mentions[index]):
            index += step
        return index


def _is(mention: Mention | None, *kinds: Kind | Name) -> bool:
    return mention is not None and any(mention.values(kind) for kind in kinds)


def _only(mention: Mention, kind: Name) -> bool:
    return bool(mention.senses) and all(sense.kind is kind for sense in mention.senses)


def _beside_a_name(mention: Mention) -> bool:
    """Tell words that only say what is counted of a side: "(side) soldiers killed and ..."."""
    counted = _is(mention, Kind.CATEGORY, Kind.MEASURE, Kind.UMBRELLA) and not mention.named
    return counted or _plain_filler(mention)


def _plain_filler(mention: Mention) -> bool:
    return bool(mention.senses) and all(
        sense.kind is Kind.FILLER or (sense.kind is Kind.CUE and sense.value in _NEUTRAL)
        for sense in mention.senses
    )


def _people(mention: Mention) -> bool:
    return bool(mention.values(Kind.CATEGORY))


def _grammar(mention: Mention) -> bool:
    return bool(mention.senses) and all(sense.kind is Kind.FILLER for sense in mention.senses)


def _own(mention: Mention) -> bool:
    """Tell words between somebody and his figure: "its own", "latest", "first", "highest"."""
    asks = bool(mention.senses) and all(
        sense.kind is Kind.WANTED or (sense.kind is Kind.CUE and sense.value in _ORDERS)
        for sense in mention.senses
    )
    return asks or _plain_filler(mention) or bool(mention.values(Kind.RELATION))
