"""Who and what a store speaks of, as data: parties, populations, claimants, people, places, events.

No name stands in code. A newsroom that swaps in its own file about another war or an earthquake
brings its own names and aliases with it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.edtf import PartialDate

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
"""A slug: lower-case letters, digits, dots, hyphens and underscores."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Frozen(BaseModel):
    """A record that nobody changes once it was read, and that knows all its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Category(StrEnum):
    """Whether a population bears arms."""

    MILITARY = "military"
    CIVILIAN = "civilian"
    COMBINED = "combined"
    UNKNOWN = "unknown"


class Named(Frozen):
    """Anything with a name: ``name`` is what replies print, ``aliases`` what people also type."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()


class Party(Named):
    """A side to the event, or a country or body with an interest in it."""

    adjective: Text | None = None


class Population(Named):
    """The people a figure counts: whose side they are on and whether they bear arms.

    ``part_of`` names the larger population that contains this one (a unit within an army).
    """

    side: Id | None = None
    category: Category = Category.UNKNOWN
    part_of: Id | None = None


class Claimant(Named):
    """A body that states figures or doubts. ``speaks_for`` names the party it is an organ of."""

    speaks_for: Id | None = None
    part_of: Id | None = None


class Person(Named):
    """Somebody who spoke for a claimant; ``anonymous`` when only a description was published."""

    role: Text | None = None
    belongs_to: Id | None = None
    anonymous: bool = False


class Place(Named):
    """Somewhere; ``part_of`` names the larger place around it."""

    part_of: Id | None = None


class Event(Named):
    """A war, battle or disaster, with the UTC dates between which it ran (``end`` open: it runs).

    ``background`` marks an event that is on file only to compare another one with.
    """

    place: Id | None = None
    part_of: Id | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    background: bool = False


W = TypeVar("W", Population, Claimant, Place, Event)


def around(entries: Mapping[str, W], inner: str | None) -> Iterator[W]:
    """List an entry, by id, and the larger ones around it: each once, even in a circle."""
    passed: set[str] = set()
    while inner is not None and inner in entries and inner not in passed:
        passed.add(inner)
        yield entries[inner]
        inner = entries[inner].part_of


class Names(Frozen):
    """Every name of a store. Ids are unique within a list, and may repeat across lists."""

    parties: tuple[Party, ...] = ()
    populations: tuple[Population, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = Field(default=())
