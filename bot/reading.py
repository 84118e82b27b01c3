"""A message comes in; the questions it asks go out, each sentence read on its own."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot import quantity, sentence
from bot.following import carry, lend
from bot.lexicon import Lexicon, Mention
from bot.question import BREAKDOWN, Question, Unknown, Wanted
from bot.roles import Role
from bot.vocabulary import COUNTED, MEASURED, Kind
from bot.words import ITEM, Word, plain, sentences, split


def read(text: str, lexicon: Lexicon, today: dt.date) -> tuple[Question, ...]:
    """Read the questions that a message asks, in order; never none.

    A sentence that only tells gives its slots to an incomplete question after it, as a message
    above it in the thread would. Where no sentence asks, the last one that tells is the question.
    """
    message = plain(text)
    words = lexicon.part(split(message))
    parts = _parts(words, lexicon, last_asks=message.rstrip().endswith("?"))
    told: Question | None = None
    asked: list[Question] = []
    whole_of: frozenset[str] = frozenset()
    for part in parts:
        question = sentence.read(part.words, lexicon, today)
        if question.empty or ((asked or told) and _only_leaves_out(part.words, question, lexicon)):
            continue
        if whole_of and not question.outcomes <= whole_of:  # "of the wounded, how many died"
            question = question.model_copy(update={"unknown": (*question.unknown, _PART)})
        whole_of = question.outcomes if part.of_which else frozenset()
        if part.asks or (part.listed and not question.numbers):
            if part.joined and asked:
                asked[-1] = lend(question, asked[-1])
            before = asked[-1] if asked else told
            if told and not asked:
                question = _of_what_was_told(question)
            whole = _after(before, question) if before else question
            asked += _legs(whole, part.words, lexicon, today) or [whole]
        elif asked and (amended := _amended(asked[-1], question)):
            asked[-1] = amended
        else:
            told = _scenery(carry(told, question) if told else question)
    if told and not asked:
        asked += _legs(told, parts[-1].words, lexicon, today) or [told]
    elif told and len(asked) == 1 and not asked[0].slots_filled:
        asked = [carry(told, asked[0])]  # "True? They said 40 had died."
    return tuple(asked) or (Question(text=text.strip()),)


def stating(text: str, lexicon: Lexicon, today: dt.date) -> tuple[Question, ...]:
    """Read the sentences of a text that state a number of people, each on its own."""
    words = lexicon.part(split(plain(text)))
    parts = sentences(words, lexicon.vocabulary.date.month_names)
    numbered = (part for part in parts if quantity.find(part, lexicon.vocabulary.number))
    read = (sentence.read(part, lexicon, today) for part in numbered)
    return tuple(question for question in read if question.numbers)


def premises(
    text: str, asked: Sequence[Question], lexicon: Lexicon, today: dt.date
) -> tuple[Question, ...]:
    """List what a message states with a number beside what it asks: it may be false."""
    checked = {number.value for question in asked for number in question.numbers}
    return tuple(
        carry(None, one)
        for one in stating(text, lexicon, today)
        if (one.claimants or one.sides) and checked.isdisjoint(n.value for n in one.numbers)
    )


def unnamed(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """List the words of a message, folded, that are no numbers and in no name of the store."""
    words = split(plain(text))
    return tuple(
        word.fold
        for mention in lexicon.find(words, names_only=True)
        if not mention.senses
        for word in words[mention.start : mention.end]
        if word.fold.isalpha()
    )


# --- private ---


class _Part(NamedTuple):
    """A stretch of a message that is read on its own, and whether it asks.

    ``listed`` tells an item of a list, ``joined`` that the sentence began before it, ``of_which``
    that a part of what it names is asked about after it.
    """

    words: tuple[Word, ...]
    asks: bool
    listed: bool
    joined: bool
    of_which: bool


_PART = Unknown(words="", role=Role.OPEN)
"""What became of some of those counted, which no figure on file tells."""


def _parts(words: tuple[Word, ...], lexicon: Lexicon, *, last_asks: bool) -> tuple[_Part, ...]:
    """Part a message into sentences, and a sentence where a second question is joined to it."""
    parts: list[_Part] = []
    for whole in sentences(words, lexicon.vocabulary.date.month_names):
        following = next((word for word in words if word.start >= whole[-1].end), None)
        marked = "?" in following.glue if following else last_asks
        parts += [
            _Part(
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


def _of_what_was_told(question: Question) -> Question:
    """Read "(people). What have we got?" as of them, not as what is on file of everybody."""
    named = question.sides or question.claimants or question.places
    if question.wanted is not Wanted.COVERAGE or named:
        return question
    if question.outcomes:
        return question.model_copy(update={"wanted": Wanted.FIGURE, "explicit": False})
    return question.model_copy(update={"leans": True})


def _amended(asked: Question, after: Question) -> Question | None:
    """Read an afterthought: "... I need it by rank", "... The previous one, please"."""
    if after.refused == BREAKDOWN:
        return asked.model_copy(update={"refused": BREAKDOWN})
    picks = after.pick or after.relation
    if picks and not (after.unknown or after.numbers or after.claimants):
        return carry(asked, after)
    return None


def _scenery(told: Question) -> Question:
    """Let go of a stretch of time in a sentence of other things: "the trucks stood for a week"."""
    when = tuple(p for p in told.when if not p.opening) if told.unknown else told.when
    return told.model_copy(update={"when": when})


def _only_leaves_out(words: Sequence[Word], question: Question, lexicon: Lexicon) -> bool:
    """Tell an afterthought: "(people) killed? Not (others), I have those"."""
    return lexicon.find(words)[0].has(Kind.CUE, "exclude") and not question.slots_filled


def _after(before: Question, question: Question) -> Question:
    """Read a question after a sentence of the same message.

    A bare "how many?" asks for all that the sentence named, so for what nothing explained, too.
    """
    bare = question.wanted is Wanted.FIGURE and not question.slots_filled and not before.numbers
    whole = carry(before, question)
    return whole.model_copy(update={"unknown": before.unknown}) if bare else whole


def _legs(
    whole: Question, words: Sequence[Word], lexicon: Lexicon, today: dt.date
) -> list[Question]:
    """Part a comparison of two things that differ in more than one slot into a question for each.

    "X's count of its dead in one war against Y's losses in another": what narrows one of them
    narrows only that one. Empty where both can be answered together.
    """
    if whole.wanted is not Wanted.COMPARISON or whole.numbers:
        return []
    mentions = lexicon.find(words)
    for at, link in enumerate(mentions):
        compares = link.has(Kind.WANTED, "comparison") or any(
            link.has(Kind.CUE, cue) for cue in ("with", "joint", "also")
        )
        legs = (mentions[:at], mentions[at + 1 :]) if compares else ()
        read = [sentence.read(_said(leg, words), lexicon, today) for leg in legs if leg]
        if len(read) == len(legs) == 2 and _stand_apart(*read):  # noqa: PLR2004
            return [one.model_copy(update={"wanted": Wanted.COMPARISON}) for one in read]
    return []


def _said(leg: Sequence[Mention], words: Sequence[Word]) -> Sequence[Word]:
    """Leave out the words that ask around the names and measures of a leg."""
    start = next((m.start for m in leg if not m.has(Kind.FILLER, "words")), leg[0].start)
    told = [m.end for m in leg if m.named or not m.senses or m.means(*COUNTED)]
    return words[start : max(told, default=leg[-1].end)]


def _stand_apart(one: Question, other: Question) -> bool:
    """Tell whether two questions are whole by themselves, of two sides, and narrowed apart."""
    if any(leg.unknown or leg.refused or not leg.complete or not leg.sides for leg in (one, other)):
        return False
    narrowed = one.places != other.places or bool(one.claimants) != bool(other.claimants)
    return one.sides != other.sides and narrowed


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
    return numbered and {"wh", "say"} <= cues  # "who gave 146, and how many ..."


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
