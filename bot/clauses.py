"""The words of a message come in; the clauses that are read each on its own go out.

A sentence is a clause, or several where a second question is joined to it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot import quantity
from bot.lexicon import Lexicon, Mention
from bot.question import Wanted
from bot.vocabulary import COUNTED, MEASURED, Kind
from bot.words import ITEM, Word, sentences


class Clause(NamedTuple):
    """Words of a message that are read on their own, and whether it asks.

    ``listed`` tells an item of a list, ``joined`` that the sentence began before it, ``of_which``
    that a part of what it names is asked about after it.
    """

    words: tuple[Word, ...]
    asks: bool
    listed: bool
    joined: bool
    of_which: bool


def part(words: tuple[Word, ...], lexicon: Lexicon, *, last_asks: bool) -> tuple[Clause, ...]:
    """Part a message into sentences, and a sentence where a second question is joined to it."""
    parts: list[Clause] = []
    for whole in sentences(words, lexicon.vocabulary.date.month_names):
        following = next((word for word in words if word.start >= whole[-1].end), None)
        marked = "?" in following.glue if following else last_asks
        parts += [
            Clause(
                words=stretch,
                asks=not of_which and (marked or _opens_a_question(stretch, lexicon)),
                listed=ITEM in whole[0].glue,
                joined=stretch[0] is not whole[0],
                of_which=of_which,
            )
            for stretch in _joined_questions(whole, lexicon)
            for of_which in [stretch[-1] is not whole[-1] and _tells_of_which(stretch, lexicon)]
        ]
    return tuple(parts)


# --- private ---


def _joined_questions(whole: tuple[Word, ...], lexicon: Lexicon) -> Iterator[tuple[Word, ...]]:
    start, first, compared = 0, 0, False
    mentions = lexicon.find(whole)
    for at, (before, mention) in enumerate(pairwise(mentions), start=1):
        if _begins_anew(whole, mention):
            yield whole[start : mention.start]
            start, first = mention.start, at
            continue
        link = [m for m in mentions[max(at - _LINK, first) : at] if _links(m)]
        compared = compared or before.has(Kind.WANTED, "comparison")
        counts_more = bool(link) and any(m.means(*MEASURED) for m in mentions[at:])
        named = mention.has(Kind.CUE, "how_many") or any(m.named for m in mentions[at:])
        apart = "," in whole[mention.start].glue and not _only_voices(mentions[first:at])
        apart = apart or _links(before)
        if apart and _asks_another(
            mention,
            mentions[first:at],
            whole,
            lexicon,
            compared=compared,
            counts_more=counts_more and named,
        ):
            yield whole[start : link[0].start if _links(before) else before.end]
            start, first = mention.start, at
    yield whole[start:]


_LINK = 2
"""Words that lead to a second question: "and also"."""


def _only_voices(told: Sequence[Mention]) -> bool:
    """Tell "what X said," before a question: it is X whom the question is about."""
    asks = any(m.means(*COUNTED, Kind.WANTED) or m.text[0].isdigit() for m in told)
    return not asks and any(m.has(Kind.CUE, "say") for m in told)


def _links(mention: Mention) -> bool:
    return mention.has(Kind.CUE, "joint") or mention.has(Kind.CUE, "also")


def _asks_another(
    mention: Mention,
    told: Sequence[Mention],
    whole: Sequence[Word],
    lexicon: Lexicon,
    *,
    compared: bool,
    counts_more: bool,
) -> bool:
    """Tell whether a second question begins with a mention, after what was told before it.

    ``counts_more`` tells that it names a measure, so that "how many" is not the end of the first.
    """
    if not _is_about_something(told) or any(m.has(Kind.CUE, "include") for m in told):
        return False  # "are (people) inside the 40, or is it ..." asks for one thing
    if mention.has(Kind.CUE, "also") and mention.end - mention.start > 1:
        return True  # "..., what about X?"
    counts = mention.has(Kind.CUE, "how_many")
    if counts and _states_a_count(told, whole, lexicon):
        return True
    asks = counts or (mention.has(Kind.CUE, "asks_whole") and not compared)
    counted = counts_more and any(m.means(*MEASURED) for m in told)
    return asks and (counted or _opens(told) or any(m.has(Kind.CUE, "how_many") for m in told))


def _begins_anew(whole: tuple[Word, ...], mention: Mention) -> bool:
    """Tell a question that began without a stop before it: "... want it now How many died"."""
    asks = mention.has(Kind.CUE, "asks_whole") or mention.has(Kind.CUE, "how_many")
    before, word = whole[mention.start - 1], whole[mention.start]
    return asks and word.text.istitle() and before.text.islower()


def _states_a_count(told: Sequence[Mention], whole: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell a premise before a question: "given 3,825 were killed, how many were wounded"."""
    counted = any(m.means(*MEASURED) for m in told)
    if not counted:
        return False
    words = whole[max(told[0].start, told[-1].end - _LONGEST_PREMISE) : told[-1].end]
    numbers = quantity.find(words, lexicon.vocabulary.number)
    return any(number.value in lexicon.counts for number in numbers)


_LONGEST_PREMISE = 60
"""Words before a question in which a number is looked for."""


def _is_about_something(told: Sequence[Mention]) -> bool:
    """Tell a question from a date or a call for attention before one: "as of May, how many ..."."""
    if any(m.named or m.means(*COUNTED) for m in told):
        return True
    cues = {value for mention in told for value in mention.values(Kind.CUE)}
    numbered = any(mention.text[0].isdigit() for mention in told)
    asks = any(m.has(Kind.WANTED, Wanted.SPEAKER) for m in told)
    return numbered and (asks or {"wh", "say"} <= cues)  # "who gave 146, and how many ..."


def _opens_a_question(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return _opens(lexicon.find(words))


def _tells_of_which(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell "of the 3,825 wounded," before a question about a part of them."""
    first, *others = lexicon.find(words)
    led = next((m for m in others if not m.has(Kind.CUE, "article")), None)
    number = quantity.at(words, led.start, lexicon.vocabulary.number) if led else None
    return first.has(Kind.CUE, "of") and number is not None


def _tells(before: Sequence[Mention], verb: Mention) -> bool:
    """Tell "(people) have held" from "have (people) held": who does it stands before the verb."""
    subject = any(m.named or not m.senses or m.means(*COUNTED) for m in before)
    return subject and verb.has(Kind.CUE, "do")


def _opens(mentions: Sequence[Mention]) -> bool:
    at = next((i for i, m in enumerate(mentions) if not m.has(Kind.CUE, "joint")), 0)
    opening = mentions[at : at + 3]
    asks = any(
        m.has(Kind.CUE, "how_many") or (m.has(Kind.CUE, "ask") and not _tells(opening[:at], m))
        for at, m in enumerate(opening)
    )
    speaks = any(m.has(Kind.WANTED, Wanted.SPEAKER) for m in opening[:1])
    return asks or speaks or any(m.has(Kind.CUE, "request") for m in mentions)
