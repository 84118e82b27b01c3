"""A message comes in; the questions it asks go out. Reads sentences into slots, word by word."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot import dates, quantity
from bot.claim import Relation
from bot.dates import When
from bot.lexicon import Lexicon, Mention, Name
from bot.names import Category
from bot.quantity import Quantity
from bot.question import Evidence, Number, Period, Question, Ref, Unknown, Wanted, carry
from bot.roles import Role, Roles, assign
from bot.vocabulary import Kind
from bot.words import Word, plain, sentences, split

_LEAST_COUNT = 10
"""Smaller numbers are read as counts of persons only if a claim on file states them."""
_SIDES = (Name.PARTY, Name.POPULATION, Name.CLAIMANT, Name.PLACE)
_CLAIMANTS = (Name.CLAIMANT, Name.PERSON, Name.PARTY)
_PLACES = (Name.PLACE, Name.EVENT, Name.PARTY)


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
    for part in parts:
        question = _Sentence(part.words, lexicon, today).question()
        if question.empty:
            continue
        if part.asks:
            before = asked[-1] if asked else told
            asked.append(carry(before, question) if before else question)
        else:
            told = carry(told, question) if told else question
    if not asked and told:
        asked.append(told)
    return tuple(asked) or (Question(text=text.strip()),)


# --- private ---


class _Part(NamedTuple):
    """A stretch of a message that is read on its own, and whether it asks."""

    words: tuple[Word, ...]
    asks: bool


def _parts(words: tuple[Word, ...], lexicon: Lexicon, *, last_asks: bool) -> tuple[_Part, ...]:
    """Part a message into sentences, and a sentence where a second question is joined to it."""
    parts: list[_Part] = []
    for sentence in sentences(words):
        following = next((word for word in words if word.start >= sentence[-1].end), None)
        marked = "?" in following.glue if following else last_asks
        parts += [
            _Part(stretch, marked or _opens_a_question(stretch, lexicon))
            for stretch in _joined_questions(sentence, lexicon)
        ]
    return tuple(parts)


def _joined_questions(sentence: tuple[Word, ...], lexicon: Lexicon) -> Iterator[tuple[Word, ...]]:
    start = 0
    mentions = lexicon.find(sentence)
    for before, mention in pairwise(mentions):
        joint = before.has(Kind.CUE, "joint") or "," in sentence[mention.start].glue
        asks = mention.has(Kind.CUE, "asks_whole") or mention.has(Kind.CUE, "how_many")
        if joint and asks and _opens_a_question(sentence[start : mention.start], lexicon):
            yield sentence[start : before.start if before.has(Kind.CUE, "joint") else before.end]
            start = mention.start
    yield sentence[start:]


def _opens_a_question(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return any(
        mention.has(Kind.CUE, "ask") or mention.has(Kind.CUE, "how_many")
        for mention in lexicon.find(words)[:3]
    )


class _Taken(NamedTuple):
    """A sentence parted into names and words, dates, and numbers."""

    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]
    numbers: tuple[Quantity, ...]


class _Sentence:
    """Reads one sentence into slots, and notes which words filled them."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> None:
        self._words = words
        self._lexicon = lexicon
        self._taken = _take(words, lexicon, today)
        self._roles: Roles = assign(self._taken.mentions)
        self._evidence: list[Evidence] = []
        self._accounted: set[int] = set()

    def question(self) -> Question:
        """Read the sentence."""
        mentions = self._taken.mentions
        numbers = self._numbers()
        wanted, explicit = self._wanted(numbers)
        claimants = self._refs(Role.CLAIMANT, _CLAIMANTS)
        sides = self._refs(Role.SIDE, _SIDES)
        places = self._refs(Role.PLACE, _PLACES) + self._refs(Role.EVENT, (Name.EVENT,))
        open_parties = self._refs(Role.OPEN, (Name.PARTY,))
        outcomes, measures, measure_words = self._outcomes()
        return Question(
            text=" ".join(word.text for word in self._words),
            wanted=wanted,
            explicit=explicit,
            sides=sides,
            sides_joined=self._joined(Role.SIDE, wanted),
            categories=self._categories(),
            outcomes=outcomes,
            measures=measures,
            measure_words=measure_words,
            claimants=claimants,
            relation=self._relation(claimants),
            when=self._when(),
            places=places,
            places_joined=self._joined(Role.PLACE, wanted),
            numbers=numbers,
            open_party=next(iter(open_parties), None),
            said_so=any(m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure") for m in mentions),
            leans=any(m.has(Kind.CUE, "pronoun") for m in mentions),
            refused=self._refused(),
            unknown=tuple(self._unknown()),
            evidence=tuple(self._evidence),
        )

    def _note(self, slot: str, value: str, mention: Mention) -> None:
        self._evidence.append(
            Evidence(slot=slot, value=value, words=mention.text, repaired=mention.repaired)
        )

    def _refs(self, role: Role, kinds: Sequence[Name]) -> tuple[Ref, ...]:
        """List who plays a role; of a name's meanings the first kind that may play it."""
        found: dict[Ref, None] = {}
        for index, mention in enumerate(self._taken.mentions):
            meanings = [(kind, mention.values(kind)) for kind in kinds]
            kind, ids = next((m for m in meanings if m[1]), (None, ()))
            if kind and self._roles.of.get(index) is role:
                found |= {Ref(kind=kind, id=id_): None for id_ in ids}
                self._accounted.add(index)
                self._note(role.value, ", ".join(ids), mention)
        return tuple(found)

    def _joined(self, role: Role, wanted: Wanted) -> bool:
        """Tell a list of names, any of which will do, from names that narrow each other."""
        indexes = [index for index, played in self._roles.of.items() if played is role]
        listed = all(index in self._roles.joined for index in indexes)
        return listed or wanted is Wanted.COMPARISON

    def _relation(self, claimants: tuple[Ref, ...]) -> Relation | None:
        for mention in self._taken.mentions:
            values = mention.values(Kind.RELATION)
            if values and not mention.values(Kind.REFUSAL):
                self._note("relation", values[0], mention)
                return None if claimants else Relation(values[0])
        return None

    def _categories(self) -> tuple[Category, ...]:
        found: dict[Category, None] = {}
        for mention in self._taken.mentions:
            for value in mention.values(Kind.CATEGORY)[:1]:
                self._note("category", value, mention)
                found[Category(value)] = None
        return tuple(found)

    def _outcomes(self) -> tuple[frozenset[str], tuple[str, ...], str]:
        outcomes: frozenset[str] = frozenset()
        named: dict[str, None] = {}
        words: list[str] = []
        for mention in self._taken.mentions:
            measures, umbrellas = mention.values(Kind.MEASURE), mention.values(Kind.UMBRELLA)
            for measure in measures:
                outcomes |= self._lexicon.measures.outcomes(measure)
                named |= dict.fromkeys(self._lexicon.measures.outcomes(measure))
            for umbrella in () if measures else umbrellas:
                outcomes |= self._lexicon.measures.umbrella(umbrella)
            if measures or umbrellas:
                words.append(mention.text)
                self._note("measure", ", ".join((*measures, *umbrellas)), mention)
        return outcomes, tuple(named), " ".join(words)

    def _when(self) -> tuple[Period, ...]:
        periods = []
        for when in self._taken.whens:
            words = " ".join(word.text for word in self._words[when.start : when.end])
            days = "days of the event" if when.opening else f"{when.first} to {when.last}"
            self._evidence.append(Evidence(slot="when", value=f"{when.clock} {days}", words=words))
            periods.append(
                Period(clock=when.clock, first=when.first, last=when.last, opening=when.opening)
            )
        return tuple(periods)

    def _numbers(self) -> tuple[Number, ...]:
        found = []
        for number in self._taken.numbers:
            words = " ".join(word.text for word in self._words[number.start : number.end])
            self._evidence.append(Evidence(slot="number", value=str(number.value), words=words))
            before = (m.values(Kind.HEDGE) for m in self._taken.mentions if m.end == number.start)
            hedge = next((values[0] for values in before if values), None)
            found.append(Number(value=number.value, hedge=hedge))
        return tuple(found)

    def _refused(self) -> str | None:
        for mention in self._taken.mentions:
            for value in mention.values(Kind.REFUSAL)[:1]:
                self._note("refused", value, mention)
                return value
        return None

    def _wanted(self, numbers: tuple[Number, ...]) -> tuple[Wanted, bool]:
        found: dict[Wanted, Mention] = {}
        for mention in self._taken.mentions:
            for value in mention.values(Kind.WANTED):
                found.setdefault(Wanted(value), mention)
        how_many = any(m.has(Kind.CUE, "how_many") for m in self._taken.mentions)
        if any(number.hedge == "before" for number in numbers):
            return Wanted.HISTORY, True
        for wanted in (Wanted.COMPARISON, Wanted.HISTORY) if how_many else tuple(Wanted):
            if wanted in found:
                self._note("wanted", wanted.value, found[wanted])
                return wanted, True
        return Wanted.FIGURE, how_many

    def _unknown(self) -> Iterator[Unknown]:
        """Join words that filled no slot and stand side by side; chatter is let go.

        Names of the store are among them where they play a part that no claim tells of.
        """
        mentions, roles = self._taken.mentions, self._roles.of
        stray = [
            index
            for index, mention in enumerate(mentions)
            if index in roles and index not in self._accounted and not self._chatter(mention)
        ]
        groups: list[list[int]] = []
        for index in stray:
            if groups and index == groups[-1][-1] + 1:
                groups[-1].append(index)
            else:
                groups.append([index])
        for group in groups:
            told = (roles[index] for index in group if roles[index] is not Role.OPEN)
            yield Unknown(
                words=" ".join(mentions[index].text for index in group),
                role=next(told, Role.OPEN),
                joined=any(index in self._roles.joined_to_known for index in group),
            )

    def _chatter(self, mention: Mention) -> bool:
        """Tell a word in a stretch between commas that greets, or speaks of whoever asks."""
        stretches = {self._stretch(other) for other in self._taken.mentions}
        own = [m for m in self._taken.mentions if self._stretch(m) == self._stretch(mention)]
        tells = any(m.named or m.values(Kind.MEASURE) or m.values(Kind.UMBRELLA) for m in own)
        personal = any(m.has(Kind.CUE, "personal") for m in own)
        return len(stretches) > 1 and personal and not tells

    def _stretch(self, mention: Mention) -> int:
        """Count the commas, colons and dashes before a mention: which stretch it stands in."""
        glues = [word.glue for word in self._words[1 : mention.start + 1]]
        return sum(any(mark in glue for mark in (",", ":", "(", " -", "—", "–")) for glue in glues)


def _take(words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> _Taken:
    """Part a sentence: long names first, then dates, then numbers, then everything else."""
    named = lexicon.find(words, names_only=True)
    long_names = {
        i for m in named if m.senses and m.end - m.start > 1 for i in range(m.start, m.end)
    }
    taken: set[int] = set()
    whens = []
    for when in dates.find(words, lexicon.vocabulary, today, lexicon.year(today)):
        span = set(range(when.start, when.end))
        on_file = len(span) == 1 and words[when.start].text in lexicon.written_counts
        if not on_file and not span & long_names:
            whens.append(when)
            taken |= span
    numbers = []
    for number in quantity.find(words, lexicon.vocabulary.number):
        span = set(range(number.start, number.end))
        if not span & (long_names | taken):
            taken |= span
            if number.value >= _LEAST_COUNT or number.value in lexicon.counts:
                numbers.append(number)
    mentions: list[Mention] = []
    start = 0
    for end in (*sorted(taken), len(words)):
        run = lexicon.find(words[start:end])
        mentions += [m._replace(start=m.start + start, end=m.end + start) for m in run]
        start = end + 1
    return _Taken(tuple(mentions), tuple(whens), tuple(numbers))
