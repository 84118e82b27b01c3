"""Text comes in; the questions it asks go out, each in slots, with the words that filled them.

A slot is empty when the message did not ask for it, never because a word was not understood: such
words stand in ``unknown``, and whoever answers has to account for them.
"""

import datetime as dt
from enum import StrEnum

from pydantic import Field, field_serializer

from bot.claim import Relation
from bot.dates import Clock
from bot.names import Category, Frozen
from bot.phrases import Name
from bot.roles import Role

BREAKDOWN = "breakdown"
"""The refusal of people, or parts of them, that no claim counts by themselves."""


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


class Pick(StrEnum):
    """Which of somebody's figures is asked for: by its size, or by its turn. None is the best."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    FIRST = "first"
    PREVIOUS = "previous"


class Ref(Frozen):
    """An entry of the store by kind and id.

    ``others`` are entries of its kind that the same words may mean as well, ``also`` those of
    other kinds.
    """

    kind: Name
    id: str
    others: tuple[str, ...] = Field(default=(), exclude_if=lambda others: not others)
    also: tuple["Ref", ...] = Field(default=(), exclude_if=lambda also: not also)

    @property
    def each(self) -> tuple["Ref", ...]:
        """Every entry that the words may mean, one by one."""
        own = (Ref(kind=self.kind, id=id_) for id_ in (self.id, *self.others))
        return (*own, *(one for ref in self.also for one in ref.each))


class Period(Frozen):
    """The UTC days asked about, and by which clock; ``opening`` counts days of the event."""

    clock: Clock
    first: dt.date | None = None
    last: dt.date | None = None
    opening: tuple[int, int] | None = None


class Number(Frozen):
    """A number of persons that the asker gave, its hedge, and what it was said to count."""

    value: int
    hedge: str | None = None
    outcomes: frozenset[str] = frozenset()

    @field_serializer("outcomes")
    def _in_order(self, outcomes: frozenset[str]) -> list[str]:
        return sorted(outcomes)


class Unknown(Frozen):
    """Words that could narrow a slot and that neither the vocabulary nor the store explains.

    ``joined`` tells that they stand in a list with a name that is on file. No words: those of a
    question before it in the thread, which are not kept.
    """

    words: str
    role: Role
    joined: bool = False


class Evidence(Frozen):
    """Which words filled a slot; ``repaired`` is the spelling they were read as."""

    slot: str
    value: str
    words: str
    repaired: str | None = None


class Question(Frozen):
    """One question in slots. An empty slot was not asked for.

    ``outcomes`` are all that may have happened to the people asked about, ``measures`` those named
    one by one; ``measures_listed`` tells that several words for measures stood in the question.
    ``sides_joined`` and ``places_joined`` tell a list, of which any will do, from names that narrow
    each other. ``captors`` hold those asked about. ``open_party`` is a name that may be a side or a
    claimant, ``open_people`` tells that its words name people ("the Orvanans"). ``explicit`` tells
    that words said what is wanted, ``said_so`` that somebody's statement is asked about,
    ``own_people`` that the measure names those counted, ``background`` that it is no harm done to
    them ("troops sent in"), ``adds`` that it is asked for together with what was asked before,
    ``passed_over`` which populations its word for people does not mean, ``kinds`` what the
    populations named are, ``every_side`` that no side is to be left out, ``opposite`` that the
    others than the sides are meant, ``everything`` that all figures are to be listed,
    ``pictured`` that they are to be drawn, ``leans`` that the question points at something before
    it, ``then`` that it asks for the time told before it, by that clock. ``language`` is the one
    that the message was read in.
    """

    text: str
    language: str = ""
    wanted: Wanted = Wanted.FIGURE
    explicit: bool = False
    sides: tuple[Ref, ...] = ()
    sides_joined: bool = False
    every_side: bool = False
    opposite: bool = False
    everything: bool = False
    pictured: bool = False
    pick: Pick | None = None
    categories: tuple[Category, ...] = ()
    outcomes: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()
    measures_listed: bool = False
    measure_words: str = ""
    claimants: tuple[Ref, ...] = ()
    captors: tuple[Ref, ...] = ()
    relation: Relation | None = None
    when: tuple[Period, ...] = ()
    places: tuple[Ref, ...] = ()
    places_joined: bool = False
    numbers: tuple[Number, ...] = ()
    open_party: Ref | None = None
    open_people: bool = False
    own_people: bool = False
    background: bool = False
    adds: bool = False
    kinds: tuple[Category, ...] = ()
    passed_over: tuple[str, ...] = ()
    said_so: bool = False
    leans: bool = False
    then: Clock | None = None
    refused: str | None = None
    unknown: tuple[Unknown, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @field_serializer("outcomes")
    def _in_order(self, outcomes: frozenset[str]) -> list[str]:
        return sorted(outcomes)

    @property
    def about_casualties(self) -> bool:
        """Whether any word asks about people counted or about somebody's claim."""
        return bool(self.outcomes or self.categories or self.numbers or self.claimants)

    @property
    def slots_filled(self) -> bool:
        """Whether any slot that a claim could disagree with was filled."""
        who = self.sides or self.categories or self.claimants or self.relation or self.open_party
        what = self.outcomes or self.when or self.places or self.numbers
        return bool(who or what or self.opposite)

    @property
    def empty(self) -> bool:
        """Whether nothing was asked and nothing was left unexplained."""
        asked = self.explicit or self.pick
        return not (self.slots_filled or self.unknown or self.refused or asked)

    @property
    def leads(self) -> bool:
        """Whether a later message could follow this question."""
        return self.slots_filled or bool(self.unknown)

    @property
    def points_back(self) -> bool:
        """Whether it only asks for all of what was said before, or whether that is on file."""
        return (self.everything or self.leans) and not self.slots_filled

    @property
    def complete(self) -> bool:
        """Whether the question stands on its own, whatever was said before it."""
        if self.refused or (self.wanted in _ALONE and not self.points_back):
            return True
        own = bool(self.claimants) and self.relation is Relation.OWN  # "its dead" are those of X
        if self.leans and not (self.sides or own):
            return False
        if self.numbers:
            return bool(self.explicit or self.claimants or self.outcomes)
        return bool(self.outcomes and (self.sides or self.places or own))


def carry(previous: Question | None, question: Question) -> Question:
    """Fill the empty slots of a follow-up from the question it follows, if any.

    A question that stands on its own takes nothing. A slot that the follow-up names replaces the
    former one and what belonged to it: a new side keeps the kind of people, a new kind of people
    lets the side go, a new claimant lets the relation and the number go.
    """
    if previous is None or question.empty:
        return _settled(question)
    question = _then(previous, question)
    if question.complete:
        return _settled(question)
    open_claimant = question.open_party if previous.claimants else None
    another_side = question.open_people and open_claimant not in previous.sides
    if open_claimant and not (previous.sides and another_side):
        question = question.model_copy(update={"claimants": (open_claimant,), "open_party": None})
    question = _settled(_elsewhere(previous, question))
    slots = [
        slot for filled, slots in _inherited(previous, question) if not filled for slot in slots
    ]
    if not question.slots_filled:
        on_file = question.wanted is Wanted.COVERAGE and not question.everything
        slots += ["numbers", "wanted"] if on_file or not question.explicit else ["numbers"]
    if question.adds and question.outcomes:
        question = _together(previous, question)
    elif previous.own_people and question.outcomes and not question.sides:
        # "how many volunteers?", "killed?": what became of those counted before
        both = Unknown(words=f"{previous.measure_words} {question.measure_words}", role=Role.OPEN)
        question = question.model_copy(update={"unknown": (*question.unknown, both)})
    if question.background and not previous.background and not question.claimants:
        question = _of_those_spoken_of(previous, question)
        slots = [slot for slot in slots if slot not in {"claimants", "relation", "when"}]
        slots = [slot for slot in slots if slot not in _SIDES or not question.sides]
    if question.sides and not question.categories:
        question = _of_the_same_kind(previous, question)
        slots = [slot for slot in slots if slot != "categories" or not question.categories]
    named = {evidence.slot for evidence in question.evidence}
    carried = (evidence for evidence in previous.evidence if evidence.slot not in named)
    changes = {slot: getattr(previous, slot) for slot in slots}
    return question.model_copy(update={**changes, "evidence": (*question.evidence, *carried)})


def lend(last: Question, first: Question) -> Question:
    """Give the first of two joined questions what only the last names: by whom, where and when.

    "How many died and how many were hurt in X, by Y's count?" asks for both in X, by Y's count.
    """
    if (first.wanted, last.wanted) != (Wanted.FIGURE, Wanted.FIGURE) or first.numbers:
        return first
    shared = (
        ("claimants", "relation"),
        ("when",),
        ("places", "places_joined"),
    )
    lent = {
        slot: getattr(last, slot)
        for slots in shared
        if not any(getattr(first, slot) for slot in slots)
        for slot in slots
    }
    return first.model_copy(update=lent)


def follow(previous: Question | None, question: Question) -> tuple[Question, ...]:
    """Read a message after the question before it: one to answer, or two that it compares.

    "How does that compare to Y?" asks for what was asked before and for the same of Y.
    """
    whole = carry(previous, question)
    if previous and not (question.complete or question.empty):
        whole = _as_narrow(previous, question, whole)
    others = question.sides or question.open_party or question.claimants
    leans = question.leans or not question.outcomes
    compares = leans and question.wanted is Wanted.COMPARISON and others
    if previous and compares and _named(whole) != _named(previous):
        return previous.model_copy(update={"wanted": Wanted.COMPARISON}), whole
    return (whole,)


# --- private ---


def _named(question: Question) -> tuple[tuple[Ref, ...], ...]:
    """List whom and what a question names, by slots."""
    return question.sides, question.claimants, question.places


_ALONE = {Wanted.HELP, Wanted.COVERAGE}
"""What is asked for by itself, whatever was said before."""
_SOLDIERS = (Category.MILITARY,)
_SIDES = {"sides", "sides_joined", "every_side", "kinds"}
_MEASURE = (
    "outcomes",
    "measures",
    "measures_listed",
    "measure_words",
    "own_people",
    "background",
)


def _of_others(previous: Question, question: Question) -> bool:
    """Tell whether a kind of people is named that lets the side go: soldiers are a side's own."""
    parties = all(ref.kind is Name.PARTY for ref in previous.sides)
    return bool(question.categories) and not (question.categories == _SOLDIERS and parties)


def _inherited(
    previous: Question, question: Question
) -> tuple[tuple[object, tuple[str, ...]], ...]:
    """List what a follow-up inherits, each with what would have filled it in its own words."""
    return (
        (question.sides or _of_others(previous, question), tuple(sorted(_SIDES))),
        (question.categories, ("categories",)),
        (question.categories or question.sides, ("passed_over",)),
        (question.outcomes, _MEASURE),
        (question.claimants or question.relation, ("claimants", "relation")),
        (question.when or question.wanted is Wanted.HISTORY, ("when",)),
        (question.places, ("places", "places_joined")),
    )


def _then(previous: Question, question: Question) -> Question:
    """Take the time told before: "it is 1 June. What had been said by then?"."""
    if question.then is None or question.when:
        return question
    when = tuple(p.model_copy(update={"clock": question.then}) for p in previous.when if p.last)
    return question.model_copy(update={"when": when})


def _elsewhere(previous: Question, question: Question) -> Question:
    """Take "and (country)?" after "how many died in (country)?" for where it happened, too."""
    there = [ref for ref in previous.places if ref.kind is Name.PARTY]
    if question.open_party is None or previous.sides or question.places or not there:
        return question
    places = (question.open_party, *(ref for ref in previous.places if ref not in there))
    changes = {"places": places, "places_joined": previous.places_joined, "open_party": None}
    return question.model_copy(update=changes)


def _of_the_same_kind(previous: Question, question: Question) -> Question:
    """Ask for the same kind of people of another side: "and (side)?" after (side's) civilians."""
    if not previous.kinds or any(ref.kind is not Name.PARTY for ref in question.sides):
        return question
    known = tuple(kind for kind in previous.kinds if kind is not Category.UNKNOWN)
    if known:
        return question.model_copy(update={"categories": known})
    unknown = (*question.unknown, Unknown(words="", role=Role.SIDE))
    return question.model_copy(update={"unknown": unknown})


def _together(previous: Question, question: Question) -> Question:
    """Ask for what was asked before and more in one: "and including the wounded?"."""
    changes = {
        "outcomes": previous.outcomes | question.outcomes,
        "measures": tuple(dict.fromkeys((*previous.measures, *question.measures))),
        "measures_listed": False,
    }
    return question.model_copy(update=changes)


def _of_those_spoken_of(previous: Question, question: Question) -> Question:
    """Ask "how many did it send in?" after what X says of its dead about the people of X.

    Who gave a figure of the dead need not be who gave one of those sent.
    """
    parties = tuple(ref for ref in previous.claimants if ref.kind is Name.PARTY)
    if question.sides or previous.sides or not parties:
        return question
    return question.model_copy(update={"sides": parties})


def _as_narrow(previous: Question, question: Question, whole: Question) -> Question:
    """Keep what a thread was silent about: "and wounded?" after people that nobody counted.

    A follow-up lets go of it by naming something in its place.
    """
    people = question.sides or question.categories
    named = {
        Role.CLAIMANT: question.claimants or question.relation,
        Role.PLACE: question.places,
        Role.EVENT: question.places,
        Role.SIDE: people,
    }
    anything = people or question.claimants or question.places
    roles = [one.role for one in previous.unknown if not named.get(one.role, anything)]
    if previous.refused == BREAKDOWN and not people:
        roles.append(Role.SIDE)
    kept = tuple(Unknown(words="", role=role) for role in dict.fromkeys(roles))
    return whole.model_copy(update={"unknown": (*whole.unknown, *kept)})


def _settled(question: Question) -> Question:
    """Take a name that nothing decides for a side."""
    if question.open_party is None:
        return question
    sides = (*question.sides, question.open_party)
    return question.model_copy(update={"sides": sides, "open_party": None})
