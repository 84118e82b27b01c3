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
    it, ``greets`` that some of it only speaks of whoever asks, ``then`` that it asks for the time
    told before it, by that clock. ``language`` is the one that the message was read in.
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
    greets: bool = False
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


# --- private ---


_ALONE = {Wanted.HELP, Wanted.COVERAGE}
"""What is asked for by itself, whatever was said before."""
