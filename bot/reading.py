"""A message comes in; the questions it asks go out, each sentence read on its own."""

import datetime as dt
from collections.abc import Sequence

from bot import clauses, quantity, sentence
from bot.following import carry, lend, within
from bot.lexicon import Lexicon, Mention
from bot.question import BREAKDOWN, Question, Unknown, Wanted
from bot.roles import Role
from bot.vocabulary import COUNTED, Kind
from bot.words import Word, plain, sentences, split


def read(text: str, lexicon: Lexicon, today: dt.date) -> tuple[Question, ...]:
    """Read the questions that a message asks, in order; never none.

    A sentence that only tells gives its slots to an incomplete question after it, as a message
    above it in the thread would. Where no sentence asks, the last one that tells is the question.
    """
    message = plain(text)
    words = lexicon.part(split(message))
    parts = clauses.part(words, lexicon, last_asks=message.rstrip().endswith("?"))
    told: Question | None = None
    label: Question | None = None
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
            whole = question if asked else _introduced(question, told, label)
            whole = _after(before, whole) if before else whole
            asked += _legs(whole, part.words, lexicon, today) or [whole]
        elif asked and (amended := _amended(asked[-1], question, lexicon.find(part.words))):
            asked[-1] = amended
        else:
            label = _label(question, lexicon.find(part.words))
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


_PART = Unknown(words="", role=Role.OPEN)
"""What became of some of those counted, which no figure on file tells."""


def _of_what_was_told(question: Question) -> Question:
    """Read "(people). What have we got?" as of them, not as what is on file of everybody."""
    named = question.sides or question.claimants or question.places
    if question.wanted is not Wanted.COVERAGE or named:
        return question
    if question.outcomes:
        return question.model_copy(update={"wanted": Wanted.FIGURE, "explicit": False})
    return question.model_copy(update={"leans": True})


_NARROWING = (
    "place",
    "by",
    "origin",
    "exclude",
    "meanwhile",
    "according_to",
    "correction",
    "restriction",
)
"""Cues of words by which an afterthought narrows the question before it."""
_AFTERTHOUGHT = 7
"""Words of the longest sentence without a question in it that narrows the one before."""


def _amended(asked: Question, after: Question, mentions: Sequence[Mention]) -> Question | None:
    """Read an afterthought: "... In (town).", "... I need it by rank", "... The previous one"."""
    begun = next((m for m in mentions if not m.has(Kind.FILLER, "interjection")), mentions[0])
    narrows = any(begun.has(Kind.CUE, cue) for cue in _NARROWING) or _is_a_label(after, mentions)
    if narrows and len(mentions) <= _AFTERTHOUGHT and not (after.said_so or after.numbers):
        whole = carry(asked, after)
        unknown = (*asked.unknown, *after.unknown)
        refused = after.refused if after.refused == BREAKDOWN else asked.refused
        return whole.model_copy(update={"unknown": unknown, "refused": refused})
    if after.refused == BREAKDOWN:
        return asked.model_copy(update={"refused": BREAKDOWN})
    picks = after.pick or after.relation or (after.outcomes and not asked.outcomes)
    tells = after.unknown or after.numbers or after.claimants or after.sides
    if picks and not tells:
        return carry(asked, after)
    return None


_LABEL = 3
"""Words of the longest label, words of grammar aside."""


def _is_a_label(question: Question, mentions: Sequence[Mention]) -> bool:
    """Tell a sentence that is but a name or a word for people: "(country).", "Pilots."."""
    words = [m for m in mentions if not m.values(Kind.FILLER)]
    others = (m for m in mentions if not m.has(Kind.FILLER, "interjection"))
    personal = any(m.has(Kind.CUE, "personal") or m.has(Kind.CUE, "say") for m in others)
    named = question.slots_filled or question.refused == BREAKDOWN
    return named and len(words) <= _LABEL and not (personal or question.numbers)


def _label(question: Question, mentions: Sequence[Mention]) -> Question | None:
    return question if _is_a_label(question, mentions) and not question.unknown else None


def _introduced(question: Question, told: Question | None, label: Question | None) -> Question:
    """Read the first question of a message after what was told, and after a label right before."""
    asked = _of_what_was_told(question) if told else question
    return within(label, asked) if label else asked


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
