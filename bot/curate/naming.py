"""The rows of a table come in; the names of a store go out: one entry for each name in the rows.

What the words show is linked: a population to its side, a claimant to the party it speaks for, a
speaker to the claimant. The entries of another store are taken over whole, and stand for the rows
that have one of their names or aliases.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Generic, NamedTuple, TypeVar

from bot.claim import Relation, ScopeKind
from bot.curate import nesting, speakers
from bot.curate.flat import Row
from bot.curate.scopes import Extent
from bot.curate.speakers import Speaker
from bot.curate.subjects import Side, Subjects
from bot.curate.terms import relation
from bot.edtf import PartialDate
from bot.names import Claimant, Event, Named, Names, Party, Person, Place, Population
from bot.phrases import ARTICLES
from bot.vocabulary import Vocabulary
from bot.words import phrase, stands_in

N = TypeVar("N", bound=Named)

_SLUG = 60
"""Letters of the longest id that is made from a name."""
_BRACKET = re.compile(r"\s*\([^()]*\)")


class Naming(NamedTuple):
    """The names of a store, and for each name as the rows write it the id of its entry."""

    names: Names
    events: Mapping[str, str]
    populations: Mapping[str, str]
    claimants: Mapping[str, str]
    people: Mapping[str, str]
    places: Mapping[str, str]


def make(
    rows: Sequence[Row],
    extents: Mapping[str, Extent],
    spoken: Mapping[str, Speaker],
    vocabulary: Vocabulary,
    known: Names,
) -> Naming:
    """Make the entries for every name in the rows; ``known`` are those of another store.

    ``extents`` says what each row covers, by its id; ``spoken`` who each speaker is, by the text.
    """
    return _Namer(rows, extents, spoken, vocabulary, known).make()


# --- private ---


class _Register(Generic[N]):
    """The entries of one kind, by the names that rows use."""

    def __init__(self, kind: type[N], known: Iterable[N], taken: Iterable[str] = ()) -> None:
        self._kind = kind
        self._known: dict[tuple[str, ...], N] = {}
        self._taken = set(taken)
        self._entries: dict[str, N] = {}
        for entry in known:
            self._taken.add(entry.id)
            for text in _names_of(entry):
                self._known.setdefault(_bare(text), entry)

    def add(self, key: str, name: str, *, also: Sequence[str] = (), **fields: object) -> N:
        """Find the entry with a name, or with another one it has; else make it."""
        if key not in self._entries:
            known = (self._known.get(_bare(text)) for text in (name, *also) if phrase(text))
            entry = next((entry for entry in known if entry), None)
            made = {"id": self._new_id(name), "name": name, **fields} if not entry else {}
            self._entries[key] = entry or self._kind.model_validate(made)
        return self._entries[key]

    def _new_id(self, name: str) -> str:
        words = re.findall(r"[a-z0-9]+", "-".join(phrase(name)).lower())
        slug = "-".join(words)[:_SLUG].strip("-") or self._kind.__name__.lower()
        numbered = chain([slug], (f"{slug}-{number}" for number in count(2)))
        free = next(id_ for id_ in numbered if id_ not in self._taken)
        self._taken.add(free)
        return free

    @property
    def ids(self) -> dict[str, str]:
        return {key: entry.id for key, entry in self._entries.items()}

    @property
    def entries(self) -> tuple[N, ...]:
        return tuple({entry.id: entry for entry in self._entries.values()}.values())


class _Namer:
    def __init__(
        self,
        rows: Sequence[Row],
        extents: Mapping[str, Extent],
        spoken: Mapping[str, Speaker],
        vocabulary: Vocabulary,
        known: Names,
    ) -> None:
        self._rows = rows
        self._extents = extents
        self._spoken = spoken
        self._known = known
        self._vocabulary = vocabulary
        self._subjects = Subjects(vocabulary)
        self._relations = {row.id: relation().read(row.relation).value for row in rows}
        self._told = self._subjects.placed(
            {row.subject: self._subjects.read(row.subject) for row in rows},
            dict.fromkeys(row.event for row in rows),
            dict.fromkeys(row.claimant for row in rows),
        )
        register = _Register(Party, known.parties)
        self._parties = {
            side: register.add(side.name, side.name, also=side.other, adjective=side.adjective)
            for side in self._sides()
        }
        self._side_of = {subject: self._side(subject) for subject in self._told}

    def make(self) -> Naming:
        """Make every entry; what they refer to comes along."""
        populations, claimants = self._populations(), self._claimants()
        people, places = self._people(claimants), self._places()
        events = self._events((*self._known.places, *places.entries))
        names = Names(
            parties=tuple(dict.fromkeys(self._parties.values())),
            populations=populations.entries,
            claimants=claimants.entries,
            people=people.entries,
            places=places.entries,
            events=events.entries,
        )
        return Naming(
            names=_with_the_known(names, self._known),
            events=events.ids,
            populations=populations.ids,
            claimants=claimants.ids,
            people=people.ids,
            places=places.ids,
        )

    # sides

    def _sides(self) -> tuple[Side, ...]:
        """Find the parties that subjects name, and those that own a place in them."""
        texts = tuple(
            dict.fromkeys(t for row in self._rows for t in (row.claimant, row.event, row.subject))
        )
        named = [side for told in self._told.values() for side in told.sides]
        sides = dict.fromkeys(self._subjects.side(text, texts) for text in dict.fromkeys(named))
        for row in self._rows:
            place = self._told[row.subject].place
            if place and self._relations[row.id] is Relation.OWN:
                side = self._subjects.side(place, texts)
                organ = self._subjects.is_organ(row.claimant)
                if organ and self._subjects.mentions(row.claimant, side):
                    sides[side] = None
        return tuple(sides)

    def _side(self, subject: str) -> Party | None:
        """Tell the one side that a subject names; a joint count has none."""
        told = self._told[subject]
        texts = (told.place,) if told.place else told.sides
        forms = [phrase(text) for text in texts]
        found = {side for side in self._parties if any(form in side.forms for form in forms)}
        if not forms and not told.placed:
            found = {side for side in self._parties if self._subjects.mentions(subject, side)}
        return self._parties[found.pop()] if len(found) == 1 else None

    # entries

    def _populations(self) -> _Register[Population]:
        register = _Register(Population, self._known.populations)
        wholes = self._subjects.wholes(self._told)
        for subject, told in sorted(self._told.items(), key=lambda item: item[0] in wholes):
            side = self._side_of[subject]
            around = register.ids.get(wholes.get(subject, ""))
            register.add(
                subject, subject, side=side and side.id, category=told.category, part_of=around
            )
        return register

    def _claimants(self) -> _Register[Claimant]:
        register = _Register(Claimant, self._known.claimants)
        names = dict.fromkeys(row.claimant for row in self._rows)
        for name in sorted(names, key=lambda name: "(" in name):
            whole = _BRACKET.sub("", name)
            larger = register.ids.get(whole) if whole != name else None
            register.add(name, name, speaks_for=self._speaks_for(name), part_of=larger)
        return register

    def _speaks_for(self, claimant: str) -> str | None:
        """Tell whose organ a claimant is: of those it counts as its own, or of whom it names."""
        rows = [row for row in self._rows if row.claimant == claimant]
        own = {
            side.id
            for row in rows
            if self._relations[row.id] is Relation.OWN and (side := self._side_of[row.subject])
        }
        if len(own) == 1:
            return own.pop()
        named = {
            party.id
            for side, party in self._parties.items()
            if self._subjects.mentions(claimant, side)
        }
        relations = {self._relations[row.id] for row in rows}
        speaks = Relation.OPPONENT in relations or self._subjects.is_organ(claimant)
        return named.pop() if len(named) == 1 and speaks and not own else None

    def _people(self, claimants: _Register[Claimant]) -> _Register[Person]:
        register = _Register(Person, self._known.people, claimants.ids.values())
        for text, speaker in self._spoken.items():
            spoke_for = {claimants.ids[row.claimant] for row in self._rows if row.speaker == text}
            register.add(
                speakers.write(speaker._replace(occasion=None)),
                speaker.name,
                role=speaker.role,
                belongs_to=spoke_for.pop() if len(spoke_for) == 1 else None,
                anonymous=speaker.anonymous,
            )
        return register

    def _places(self) -> _Register[Place]:
        register = _Register(Place, self._known.places)
        for row in self._rows:
            around: str | None = None
            for place in reversed(self._extents[row.id].places):  # the largest first
                around = register.add(place, place, part_of=around).id
        return register

    def _events(self, places: Sequence[Place]) -> _Register[Event]:
        """Make the events; each began when the running totals of it begin to count."""
        register = _Register(Event, self._known.events)
        wars = nesting.within(self._rows, self._side_of, self._vocabulary)
        names = dict.fromkeys(row.event for row in self._rows)
        for name in sorted(names, key=wars.__contains__):  # a war before what was part of it
            starts = [
                row.period_start
                for row in self._rows
                if row.event == name
                and row.period_start
                and self._extents[row.id].kind is ScopeKind.CUMULATIVE
            ]
            there = {place.id for place in places if _is_in_a_name(place, phrase(name))}
            register.add(
                name,
                name,
                start=_usual(starts),
                place=there.pop() if len(there) == 1 else None,
                part_of=register.ids.get(wars.get(name, "")),
            )
        return register


def _usual(days: Sequence[PartialDate]) -> PartialDate | None:
    """Choose the day that most rows count from, of as many the first: one may count by months."""
    often = Counter(days)
    return min(days, key=lambda day: (-often[day], day.first), default=None)


def _bare(text: str) -> tuple[str, ...]:
    """Fold a name without its article: "the (name) war" is "(name) war"."""
    words = phrase(text)
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _is_in_a_name(place: Place, words: Sequence[str]) -> bool:
    return any(stands_in(phrase(name), words) for name in (place.name, *place.aliases))


def _names_of(entry: Named) -> Iterable[str]:
    yield from (entry.name, *entry.aliases)
    if isinstance(entry, Party) and entry.adjective:
        yield entry.adjective
    if isinstance(entry, Person):
        yield speakers.write(Speaker(entry.name, entry.role))


def _with_the_known(names: Names, known: Names) -> Names:
    """Add the entries of another store that no row names: people ask about them all the same."""
    return Names.model_validate(
        {
            kind: tuple({e.id: e for e in (*getattr(known, kind), *getattr(names, kind))}.values())
            for kind in Names.model_fields
        }
    )
