"""Walking over a sentence's mentions: what stands before and after a name, and what it names."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.lexicon import Mention
from bot.phrases import Name
from bot.vocabulary import COUNTED, Kind

VOICES = (Name.CLAIMANT, Name.PERSON)
_NEUTRAL = frozenset(
    (
        "ask",
        "pronoun",
        "do",
        "unreal",
        "personal",
        "asks_whole",
        "article",
        "indefinite",
        "take",
        "anybody",
    )
)
"""Cues of words that stand between a name and what decides its part without deciding it.

Any other cue ends the walk; so do the words that a language file lists under ``clause``.
"""
_ORDERS = {"next_one", "indefinite", "highest", "lowest", "first", "previous"}
"""Cues of words that tell one figure of somebody from his others."""


class Walk:
    """A sentence's mentions, for a walk from one to those that decide its part."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.counts = any(mention.has(Kind.CUE, "how_many") for mention in mentions)
        self.compares = any(mention.has(Kind.WANTED, "comparison") for mention in mentions)

    def at(self, index: int) -> Mention | None:
        """Give a mention, or None outside the sentence."""
        return self.mentions[index] if 0 <= index < len(self.mentions) else None

    def skip(self, index: int, step: int, passes: Callable[[Mention], bool]) -> int:
        """Walk over words that neither name nor cue anything."""
        while 0 <= index < len(self.mentions) and passes(self.mentions[index]):
            index += step
        return index

    def next_is(self, index: int, *kinds: Kind) -> bool:
        """Tell what stands after a name."""
        return any_of(self.at(self.skip(index + 1, 1, plain_filler)), *kinds)

    def says(self, index: int) -> bool:
        """Tell whether a name is followed by "says"."""
        after = self.at(self.skip(index + 1, 1, own))
        return after is not None and after.has(Kind.CUE, "say")

    def states_a_number(self, index: int) -> bool:
        """Tell whether a name says something that begins with a number or a date."""
        at = self.skip(index + 1, 1, own)
        verb, following = self.at(at), self.at(at + 1)
        says = verb is not None and verb.has(Kind.CUE, "say")
        return says and following is not None and self.parted(at, at + 1)

    def is_reported(self, index: int) -> bool:
        """Tell whether a name is what others speak of: "(people) were reported killed"."""
        verb = self.at(index + 1)
        passive = verb is not None and verb.has(Kind.CUE, "ask") and not verb.has(Kind.CUE, "do")
        return passive and self.says(index)

    def parted(self, index: int, other: int) -> bool:
        """Tell whether a number or a date stands between two mentions."""
        between = self.mentions[index : other + 1]
        return any(one.end != following.start for one, following in pairwise(between))

    def joins_dates(self, index: int) -> bool:
        """Tell whether a mention stands between two dates or numbers that it joins."""
        link = self.at(index)
        joins = link is not None and link.has(Kind.CUE, "joint")
        return joins and self.parted(index - 1, index) and self.parted(index, index + 1)

    def beside(self, index: int) -> list[int]:
        """List the names beside this one in a list or a comparison, each maybe with its people."""
        links = ("also", "joint", "with" if self.compares else "versus")
        found = []
        for step in (1, -1):
            at = self.skip(index + step, step, _of_whom if step < 0 else _beside_a_name)
            link = self.at(at)
            other = self.skip(at + step, step, _of_whom if step > 0 else _beside_a_name)
            if link and any(link.has(Kind.CUE, cue) for cue in links) and self.at(other):
                found.append(other)
        return found


def any_of(mention: Mention | None, *kinds: Kind | Name) -> bool:
    """Tell whether a mention can mean something of these kinds."""
    return mention is not None and mention.means(*kinds)


def only(mention: Mention, kind: Name) -> bool:
    """Tell whether a mention means names of one kind and nothing else."""
    return bool(mention.senses) and all(sense.kind is kind for sense in mention.senses)


def voice(mention: Mention) -> bool:
    """Tell whether a mention can mean somebody who makes claims."""
    return any_of(mention, *VOICES)


def only_voice(mention: Mention) -> bool:
    """Tell a voice that is no party with people of its own."""
    return voice(mention) and not mention.values(Name.PARTY)


def plain_filler(mention: Mention) -> bool:
    """Tell words that decide no name's part."""
    return bool(mention.senses) and all(
        sense.kind is Kind.FILLER or (sense.kind is Kind.CUE and sense.value in _NEUTRAL)
        for sense in mention.senses
    )


def grammar(mention: Mention) -> bool:
    """Tell words that only hold a sentence together."""
    return bool(mention.senses) and all(sense.kind is Kind.FILLER for sense in mention.senses)


def own(mention: Mention) -> bool:
    """Tell words between somebody and his figure: "its own", "latest", "first", "highest"."""
    asks = bool(mention.senses) and all(
        sense.kind is Kind.WANTED or (sense.kind is Kind.CUE and sense.value in _ORDERS)
        for sense in mention.senses
    )
    return asks or plain_filler(mention) or bool(mention.values(Kind.RELATION))


# --- private ---


def _of_whom(mention: Mention) -> bool:
    """Tell words before a name of a list: "and for the (people)"."""
    return plain_filler(mention) or mention.has(Kind.CUE, "of")


def _beside_a_name(mention: Mention) -> bool:
    """Tell words that only say what is counted of a side: "(side) soldiers killed and ..."."""
    return (any_of(mention, *COUNTED) and not mention.named) or plain_filler(mention)
