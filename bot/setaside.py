"""A parted sentence comes in; the mentions that are not asked for go out.

Some were named to be left out ("not civilians"), some are asked about as a part of a figure ("does
X's figure include civilians"). Neither fills a slot.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.accounting import Accounts
from bot.lexicon import Mention
from bot.parting import Parted
from bot.phrases import Name
from bot.roles import Role, Roles
from bot.vocabulary import COUNTED, MEASURED, Kind

_PARTS = (Name.PLACE, Name.EVENT, Name.POPULATION)
"""Names of what a count is a part of: the count without it is another figure."""

_LED = 3
"""Mentions after "in" among which the figure's claimant stands."""


class SetAside(NamedTuple):
    """Indexes of mentions: those left out, each with the word that does it, and the parts."""

    excluded: dict[int, int]
    included: frozenset[int]


def find(parted: Parted, roles: Roles, accounts: Accounts) -> SetAside:
    """Find what is not asked for, and account for the words of it."""
    included = _included(parted, roles)
    for index in included:
        accounts.use(index)
    return SetAside(_excluded(parted, roles, accounts, included), included)


def let_go(
    aside: SetAside, parted: Parted, accounts: Accounts, *, sides: bool, claimants: bool
) -> None:
    """Leave out what was named to be left out if something of its kind is still asked for."""
    for index, cue in aside.excluded.items():
        mention = parted.mentions[index]
        voice = mention.values(Name.CLAIMANT) or mention.values(Name.PERSON)
        people = any(
            i != index and other.values(Name.POPULATION) for i, other in enumerate(parted.mentions)
        )
        part = mention.means(*_PARTS) and not mention.values(Name.PARTY)
        part = part and not (people and mention.values(Name.POPULATION))
        of_a_kind = claimants if voice or not mention.senses else sides and mention.named
        if (of_a_kind and not part) or others_like(index, aside, parted):
            accounts.use(index)
        else:
            accounts.waste(cue)
            accounts.waste(index)


def others_like(index: int, aside: SetAside, parted: Parted) -> bool:
    """Tell whether other people or measures than these are asked for, too."""
    mention = parted.mentions[index]
    kinds: tuple[Kind | Name, ...] = tuple(kind for kind in COUNTED if mention.values(kind))
    if Kind.CATEGORY in kinds:
        kinds = (*kinds, Name.POPULATION)
    elif kinds:
        kinds = MEASURED
    return any(
        other.means(*kinds)
        for i, other in enumerate(parted.mentions)
        if i != index and i not in aside.excluded
    )


# --- private ---


def _included(parted: Parted, roles: Roles) -> frozenset[int]:
    """Find what a figure may or may not count.

    Of the two stretches beside the word, the figure is the one with a claimant, a number or a
    pronoun; else the one that the word's form tells.
    """
    mentions = parted.mentions
    word = next((i for i, m in enumerate(mentions) if m.has(Kind.CUE, "include")), None)
    if word is None:
        within = _within_a_figure(parted, roles)
        return within | _alternatives(parted) if within else within
    if word == 0 and mentions[0].end > 1:  # "does it count (people)"
        return _until_the_figure(mentions, range(1, len(mentions)))
    return _beside_a_word(word, parted, roles) | _alternatives(parted)


def _beside_a_word(word: int, parted: Parted, roles: Roles) -> frozenset[int]:
    mentions = parted.mentions
    before, after = range(word), range(word + 1, len(mentions))
    told = [part for part in (before, after) if _tells_a_figure(part, parted, roles)]
    passive = mentions[word].has(Kind.CUE, "included")
    figure = told[0] if len(told) == 1 else after if passive else before
    if not told and not any(_counts(mentions[i]) for i in figure):
        return frozenset()
    return _until_the_figure(mentions, after) if figure is before else frozenset(before)


def _within_a_figure(parted: Parted, roles: Roles) -> frozenset[int]:
    """Find what is asked about in "are (people) in (body)'s figure" and "... in the 40"."""
    mentions = parted.mentions
    asks = bool(mentions) and mentions[0].has(Kind.CUE, "asks_whole")
    asks = asks and not mentions[0].has(Kind.CUE, "wh")
    for at, word in enumerate(mentions if asks else ()):
        if not word.has(Kind.CUE, "place"):
            continue
        whole = range(at + 1, len(mentions))
        figured = any(mentions[i].has(Kind.CUE, "figure") for i in whole)
        numbered = any(number.start >= word.end for number in parted.numbers)
        voiced = any(roles.of.get(i) is Role.CLAIMANT and mentions[i].named for i in whole[:_LED])
        ends = [mentions[i].end for i in whole[:_LED]]
        beside = any(number.start in (word.end, *ends) for number in parted.numbers)
        part = any(_counts(mention) or not mention.senses for mention in mentions[:at])
        people = any(m.means(*COUNTED) or not m.senses for m in mentions[:at])
        if (part and voiced and (figured or numbered)) or (people and beside):
            return frozenset(range(at))
    return frozenset()


def _alternatives(parted: Parted) -> frozenset[int]:
    """Find "or is it (people) only" after a number: it is asked what the number counts."""
    if not parted.numbers:
        return frozenset()
    end = parted.numbers[-1].end
    after = [i for i, mention in enumerate(parted.mentions) if mention.start >= end]
    breaks = (
        i
        for i in after
        if parted.mentions[i].has(Kind.CUE, "joint")
        or parted.stretch(parted.mentions[i].start) > parted.stretch(end - 1)
    )
    start = next(breaks, len(parted.mentions))
    return frozenset(i for i in after if i >= start and parted.mentions[i].means(*COUNTED))


def _until_the_figure(mentions: Sequence[Mention], part: range) -> frozenset[int]:
    """Leave out of "include (people) in its figure" what says which figure."""
    for at in part:
        figured = any(mentions[i].has(Kind.CUE, "figure") for i in range(at, part.stop))
        if mentions[at].has(Kind.CUE, "place") and figured:
            return frozenset(range(part.start, at))
    return frozenset(part)


def _tells_a_figure(part: range, parted: Parted, roles: Roles) -> bool:
    mentions = [parted.mentions[i] for i in part]
    if not mentions:
        return False
    voiced = any(roles.of.get(i) is Role.CLAIMANT and parted.mentions[i].named for i in part)
    points = any(mention.has(Kind.CUE, "pronoun") for mention in mentions)
    span = range(mentions[0].start, mentions[-1].end + 1)
    return voiced or points or any(number.start in span for number in parted.numbers)


def _counts(mention: Mention) -> bool:
    counted = mention.means(*COUNTED)
    return counted or mention.named or mention.has(Kind.CUE, "figure")


def _excluded(
    parted: Parted, roles: Roles, accounts: Accounts, included: frozenset[int]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for at, cue in enumerate(parted.mentions):
        opens = at == 0 and cue.end - cue.start > 1  # "isn't it true" leaves nothing out
        if opens or at in included or not cue.has(Kind.CUE, "exclude"):
            continue
        index = _next_to_leave_out(at, parted, roles)
        if index is not None:
            found[index] = at
        elif at and not (_denies_a_check(at, parted) or _leaves_out_nothing(at, parted)):
            accounts.waste(at)
    return found


def _next_to_leave_out(at: int, parted: Parted, roles: Roles) -> int | None:
    """Find the name, the people or the measure after a word that leaves something out."""
    for index in range(at + 1, len(parted.mentions)):
        mention = parted.mentions[index]
        if "," in parted.words[mention.start].glue:
            return None
        voice = not mention.senses and roles.of.get(index) is Role.CLAIMANT
        if mention.named or voice or mention.means(*COUNTED):
            return index
        if not mention.has(Kind.FILLER, "words"):
            return None
    return None


def _denies_a_check(at: int, parted: Parted) -> bool:
    """Tell "not verified" and an answer's "no," from words that leave something out."""
    following = parted.mentions[at + 1 : at + 2]
    apart = any("," in parted.words[m.start].glue for m in following)
    asks = any(
        m.values(Kind.WANTED) or m.has(Kind.CUE, "say") or m.has(Kind.CUE, "pronoun")
        for m in following
    )
    return not following or apart or asks


def _leaves_out_nothing(at: int, parted: Parted) -> bool:
    """Tell "rather than quoting somebody": words of saying, and nobody and nothing named."""
    beyond = parted.mentions[at + 1 :]
    known = all(m.senses and not (m.named or m.means(*COUNTED)) for m in beyond)
    points = any(m.has(Kind.CUE, "pronoun") for m in beyond)
    says = any(m.has(Kind.CUE, "say") or m.has(Kind.CUE, "according_to") for m in beyond)
    return known and says and not points
