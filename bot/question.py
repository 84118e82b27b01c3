"""Text comes in; the questions it asks go out, each read into slots with the words that filled them.

A slot is empty when the message did not ask for it, never because a word was not understood: such
words stand in ``unknown``, and whoever answers has to account for them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic import field_serializer

from bot import dates, quantity
from bot.claim import Relation
from bot.dates import Clock, When
from bot.lexicon import Lexicon, Mention, Name
from bot.names import Category, Frozen
from bot.quantity import Quantity
from bot.roles import Role, assign
from bot.vocabulary import Kind
from bot.words import Word, plain, sentences, split


class Wanted(StrEnum):
    """What an asker wants to know; earlier ones win where a question could want several."""

    HELP = "help"
    COVERAGE = "coverage"
    COMPARISON = "comparison"
    HISTORY = "history"
    DISPUTE = "dispute"
    SOURCE = "source"
    STATED = "stated"
    VERIFICATION = "verification"
    BASIS = "basis"
    SPEAKER = "speaker"
    FIGURE = "figure"


class Ref(Frozen):
    """An entry of the store, by kind and id."""

    kind: Name
    id: str


class Period(Frozen):
    """The UTC days asked about, and by which clock; ``opening`` counts days of the event."""

    clock: Clock
    first: dt.date | None = None
    last: dt.date | None = None
    opening: tuple[int, int] | None = None


class Number(Frozen):
    """A number of persons that the asker gave, and the hedge before it."""

    value: int
    hedge: str | None = None


class Unknown(Frozen):
    """Words that could narrow a slot and that neither the vocabulary nor the store explains."""

    words: str
    role: Role


class Evidence(Frozen):
    """Which words filled a slot; ``repaired`` is the spelling they were read as."""

    slot: str
    value: str
    words: str
    repaired: str | None = None


class Question(Frozen):
    """One question in slots. An empty slot was not asked for."""

    text: str
    wanted: Wanted = Wanted.FIGURE
    sides: tuple[Ref, ...] = ()
    category: Category | None = None
    outcomes: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()
    measure_words: str = ""
    claimants: tuple[Ref, ...] = ()
    relation: Relation | None = None
    when: Period | None = None
    places: tuple[Ref, ...] = ()
    numbers: tuple[Number, ...] = ()
    refused: str | None = None
    unknown: tuple[Unknown, ...] = ()
    open_party: Ref | None = None
    said_so: bool = False
    explicit: bool = False
    leans: bool = False
    evidence: tuple[Evidence, ...] = ()

    @field_serializer("outcomes")
    def _in_order(self, outcomes: frozenset[str]) -> list[str]:
        return sorted(outcomes)

    @property
    def about_casualties(self) -> bool:
        """Whether any word asks about people counted or about somebody's claim."""
        return bool(self.outcomes or self.category or self.numbers or self.claimants)

    @property
    def empty(self) -> bool:
        """Whether no slot was filled and nothing was left unexplained."""
        slots = (self.sides, self.category, self.outcomes, self.claimants, self.when, self.places)
        rest = (self.numbers, self.unknown, self.refused, self.open_party, self.relation)
        return not any((*slots, *rest)) and not self.explicit

    @property
    def complete(self) -> bool:
        """Whether the question stands on its own, whatever was said before it."""
        if self.wanted in {Wanted.HELP, Wanted.COVERAGE} or self.refused:
            return True
        if self.leans and not self.sides:
            return False
        who = self.sides or self.places
        return bool(
            (self.outcomes and who)
            or (self.numbers and self.explicit)
            or (self.numbers and (self.claimants or self.outcomes))
        )


def read(text: str, lexicon: Lexicon, today: dt.date) -> tuple[Question, ...]:
    """Read the questions that a message asks, in order; never none.

    Sentences that only tell give their slots to an incomplete question after them, as a message
    above it in the thread would.
    """
    words = split(plain(text))
    told: Question | None = None
    asked: list[Question] = []
    parts = sentences(words)
    asking = [_asks(part, lexicon, _mark_after(part, words)) for part in parts]
    for part, asks in zip(parts, asking, strict=True):
        question = _Reading(part, lexicon, today).question()
        if question.empty or not (asks or not any(asking)):
            if not question.empty:
                told = question
            continue
        if told and not any(asking):
            asked = []
        before = asked[-1] if asked else told
        asked.append(carry(before, question) if before else question)
        told = question if not any(asking) else told
    return tuple(asked) or (Question(text=text.strip()),)


def carry(previous: Question, question: Question) -> Question:
    """Fill the empty slots of a follow-up from the question it follows.

    A question that stands on its own takes nothing. A slot that the follow-up names replaces the
    former one, and with it what belonged to that: a new side its category of people stays, a new
    kind of people lets the side go, a new claimant lets the relation and the number go.
    """
    if question.complete or question.empty:
        return question
    changes: dict[str, object] = {}
    sides, claimants = question.sides, question.claimants
    if question.open_party:
        ref = (question.open_party,)
        claimants = ref if previous.claimants else claimants
        sides = sides if previous.claimants else ref
    named = bool(
        sides
        or question.category
        or claimants
        or question.outcomes
        or question.places
        or question.when
        or question.relation
        or question.numbers
    )
    if not sides and not question.category:
        sides = previous.sides
    changes["category"] = question.category or (previous.category if sides else None)
    changes["sides"] = sides
    changes["open_party"] = None
    if not question.outcomes:
        changes["outcomes"] = previous.outcomes
        changes["measures"] = previous.measures
        changes["measure_words"] = previous.measure_words
    if not claimants and not question.relation:
        claimants = previous.claimants
        changes["relation"] = previous.relation
    changes["claimants"] = claimants
    changes["when"] = question.when or previous.when
    changes["places"] = question.places or previous.places
    if not named:
        changes["numbers"] = previous.numbers
        if not question.explicit:
            changes["wanted"] = previous.wanted
    carried = [e for e in previous.evidence if e.slot not in {x.slot for x in question.evidence}]
    changes["evidence"] = (*question.evidence, *carried)
    return question.model_copy(update=changes)


# --- private ---


def _mark_after(part: Sequence[Word], words: Sequence[Word]) -> str:
    following = next((word for word in words if word.start >= part[-1].end), None)
    return following.glue if following else ""


def _asks(part: Sequence[Word], lexicon: Lexicon, after: str) -> bool:
    if "?" in after:
        return True
    first = lexicon.find(part)[:3]
    return any(
        mention.has(Kind.CUE, "ask") or mention.has(Kind.CUE, "how_many") for mention in first
    )


class _Taken(NamedTuple):
    """A sentence parted into names and words, dates, and numbers."""

    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]
    numbers: tuple[Quantity, ...]


_LEAST_COUNT = 10
"""Smaller numbers are read as counts of persons only if a claim on file states them."""


class _Reading:
    """Reads one sentence into slots."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> None:
        self._words = words
        self._lexicon = lexicon
        self._taken = _take(words, lexicon, today)
        self._roles = assign(self._taken.mentions)
        self._evidence: list[Evidence] = []

    def question(self) -> Question:
        """Read the sentence."""
        text = " ".join(word.text for word in self._words)
        mentions = self._taken.mentions
        sides = self._refs(Role.SIDE, (Name.PARTY, Name.POPULATION, Name.CLAIMANT, Name.PLACE))
        claimants = self._refs(Role.CLAIMANT, (Name.CLAIMANT, Name.PERSON, Name.PARTY))
        places = self._refs(Role.PLACE, (Name.PLACE, Name.EVENT, Name.PARTY))
        places += self._refs(Role.EVENT, (Name.EVENT,))
        unknown = tuple(self._unknown())
        relation = self._relation(claimants)
        outcomes, measures, measure_words = self._outcomes()
        wanted, explicit = self._wanted()
        return Question(
            text=text,
            wanted=wanted,
            explicit=explicit,
            sides=sides,
            category=self._category(),
            outcomes=outcomes,
            measures=measures,
            measure_words=measure_words,
            claimants=claimants,
            relation=relation,
            when=self._when(),
            places=places,
            numbers=self._numbers(),
            refused=self._refused(),
            unknown=unknown,
            open_party=next(iter(self._refs(Role.OPEN, (Name.PARTY,))), None),
            said_so=any(m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure") for m in mentions),
            leans=any(m.has(Kind.CUE, "pronoun") for m in mentions),
            evidence=tuple(self._evidence),
        )

    def _note(self, slot: str, value: str, mention: Mention) -> None:
        self._evidence.append(
            Evidence(slot=slot, value=value, words=mention.text, repaired=mention.repaired)
        )

    def _refs(self, role: Role, kinds: Sequence[Name]) -> tuple[Ref, ...]:
        found: list[Ref] = []
        for index, mention in enumerate(self._taken.mentions):
            if self._roles.get(index) is not role:
                continue
            for kind in kinds:
                refs = [Ref(kind=kind, id=value) for value in mention.values(kind)]
                if refs:
                    found += [ref for ref in refs if ref not in found]
                    self._note(role.value, ", ".join(ref.id for ref in refs), mention)
                    break
        return tuple(found)

    def _relation(self, claimants: tuple[Ref, ...]) -> Relation | None:
        for mention in self._taken.mentions:
            values = mention.values(Kind.RELATION)
            if values and not mention.values(Kind.REFUSAL):
                self._note("relation", values[0], mention)
                return None if claimants else Relation(values[0])
        return None

    def _category(self) -> Category | None:
        found: list[Category] = []
        for mention in self._taken.mentions:
            for value in mention.values(Kind.CATEGORY)[:1]:
                self._note("category", value, mention)
                found.append(Category(value))
        return found[0] if len(set(found)) == 1 else None

    def _outcomes(self) -> tuple[frozenset[str], tuple[str, ...], str]:
        outcomes: frozenset[str] = frozenset()
        named: list[str] = []
        said: list[str] = []
        for mention in self._taken.mentions:
            measures, umbrellas = mention.values(Kind.MEASURE), mention.values(Kind.UMBRELLA)
            if not (measures or umbrellas):
                continue
            for measure in measures:
                outcomes |= self._lexicon.measures.outcomes(measure)
                named += [measure] if measure not in named else []
            for umbrella in () if measures else umbrellas:
                outcomes |= self._lexicon.measures.umbrella(umbrella)
            said.append(mention.text)
            self._note("measure", ", ".join((*measures, *umbrellas)), mention)
        return outcomes, tuple(named), " ".join(said)

    def _when(self) -> Period | None:
        if not self._taken.whens:
            return None
        when = self._taken.whens[0]
        words = " ".join(word.text for word in self._words[when.start : when.end])
        day = "the event's opening" if when.opening else f"{when.first} to {when.last}"
        self._evidence.append(Evidence(slot="when", value=f"{when.clock}: {day}", words=words))
        return Period(clock=when.clock, first=when.first, last=when.last, opening=when.opening)

    def _numbers(self) -> tuple[Number, ...]:
        found = []
        for number in self._taken.numbers:
            words = " ".join(word.text for word in self._words[number.start : number.end])
            self._evidence.append(Evidence(slot="number", value=f"{number.value}", words=words))
            hedges = [m.values(Kind.HEDGE) for m in self._taken.mentions if m.end == number.start]
            hedge = next((values[0] for values in hedges if values), None)
            found.append(Number(value=number.value, hedge=hedge))
        return tuple(found)

    def _refused(self) -> str | None:
        for mention in self._taken.mentions:
            values = mention.values(Kind.REFUSAL)
            if values:
                self._note("refused", values[0], mention)
                return values[0]
        return None

    def _wanted(self) -> tuple[Wanted, bool]:
        found: dict[Wanted, Mention] = {}
        for mention in self._taken.mentions:
            for value in mention.values(Kind.WANTED):
                found.setdefault(Wanted(value), mention)
        how_many = any(m.has(Kind.CUE, "how_many") for m in self._taken.mentions)
        if how_many:
            found = {w: m for w, m in found.items() if w in {Wanted.COMPARISON, Wanted.HISTORY}}
        for wanted in Wanted:
            if wanted in found:
                self._note("wanted", wanted.value, found[wanted])
                return wanted, True
        return Wanted.FIGURE, how_many

    def _unknown(self) -> Iterator[Unknown]:
        """Join unexplained words that stand together; chatter addressed to somebody is let go."""
        mentions = self._taken.mentions
        group: list[Mention] = []
        for index, mention in enumerate((*mentions, None)):
            stray = mention is not None and not mention.senses and not self._chatter(mention)
            agent = mention is not None and self._roles.get(index) is Role.AGENT
            if mention is not None and (stray or agent):
                if not group or group[-1].end == mention.start:
                    group.append(mention)
                    continue
            if group:
                yield self._grouped(group)
            group = [mention] if mention is not None and (stray or agent) else []

    def _grouped(self, group: list[Mention]) -> Unknown:
        roles = [self._roles[self._taken.mentions.index(mention)] for mention in group]
        role = next((role for role in roles if role is not Role.OPEN), Role.OPEN)
        return Unknown(words=" ".join(mention.text for mention in group), role=role)

    def _chatter(self, mention: Mention) -> bool:
        """Tell a word in a stretch between commas that greets or speaks of the asker."""
        stretch = [m for m in self._taken.mentions if self._stretch(m) == self._stretch(mention)]
        if len({self._stretch(m) for m in self._taken.mentions}) == 1:
            return False
        personal = any(m.has(Kind.CUE, "personal") for m in stretch)
        return personal and not any(
            m.named or m.values(Kind.MEASURE) or m.values(Kind.UMBRELLA) for m in stretch
        )

    def _stretch(self, mention: Mention) -> int:
        upto = self._words[1 : mention.start + 1]
        return sum(1 for word in upto if any(mark in word.glue for mark in ",:\u2014\u2013("))


def _take(words: Sequence[Word], lexicon: Lexicon, today: dt.date) -> _Taken:
    """Part a sentence: long names first, then dates, then numbers, then everything else."""
    names = [m for m in lexicon.find(words, names_only=True) if m.senses and m.end - m.start > 1]
    taken = {i for name in names for i in range(name.start, name.end)}
    whens = []
    for when in dates.find(words, lexicon.vocabulary, today, lexicon.year(today)):
        span = range(when.start, when.end)
        bare_count = len(span) == 1 and _count(words[when.start]) in lexicon.counts
        if not bare_count and taken.isdisjoint(span):
            whens.append(when)
            taken.update(span)
    numbers = []
    for number in quantity.find(words, lexicon.vocabulary.number):
        span = range(number.start, number.end)
        if taken.isdisjoint(span):
            taken.update(span)
            if number.value >= _LEAST_COUNT or number.value in lexicon.counts:
                numbers.append(number)
    taken -= {i for name in names for i in range(name.start, name.end)}
    mentions: list[Mention] = []
    start = 0
    for end in (*sorted(taken), len(words)):
        run = lexicon.find(words[start:end])
        mentions += [m._replace(start=m.start + start, end=m.end + start) for m in run]
        start = end + 1
    return _Taken(tuple(mentions), tuple(whens), tuple(numbers))


def _count(word: Word) -> int | None:
    return int(word.text) if word.text.isdecimal() and word.text.isascii() else None
