"""The names of a store come in; the ordinary ways to say them go out, from the words in them.

A table brings names and no aliases, and nobody types a long name whole. So a body is also called
by its acronym, in another order, without its country, or by what it is; a person by surname, title
and role; an event without its year, by its kind or by its place. Which of them mean something else
already is for the lexicon to say. Words come from the language file, so the rules know no name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.aliases.bodies import Bodies
from bot.aliases.counted import Counted
from bot.aliases.known import Known, Words, inside
from bot.aliases.scenes import Scenes
from bot.aliases.speakers import Speakers
from bot.names import Claimant, Event, Named, Names, Party, Person, Place, Population
from bot.vocabulary import Vocabulary, words_of
from bot.words import phrase

__all__ = ["Alias", "kinds", "of", "people"]


class Alias(NamedTuple):
    """Folded words by which an entry is also called, in any order and without joint words."""

    entry: Named
    words: Words


def of(names: Names, vocabulary: Vocabulary) -> Iterator[Alias]:
    """List the ordinary ways to say every name of a store."""
    maker = _Maker(names, vocabulary)
    entries: tuple[Named, ...] = (
        *names.parties,
        *names.populations,
        *names.claimants,
        *names.people,
        *names.places,
        *names.events,
    )
    for entry in entries:
        for words in dict.fromkeys(maker.ways(entry)):
            told = maker.known.keeps_its_turn(words, entry)
            if words and told and not maker.known.means_something_else(words, entry):
                yield Alias(entry, words)


def people(population: Population, vocabulary: Vocabulary) -> Iterator[Words]:
    """Call a population by what its people are, wherever they are."""
    before = inside(vocabulary)
    words = phrase(Known.bare(population.name))
    at = next((i for i, word in enumerate(words) if i and word in before), len(words))
    yield words[:at]


def kinds(events: Iterable[Event], vocabulary: Vocabulary) -> Mapping[Words, tuple[Event, ...]]:
    """Tell which events each word for a kind of event ("the quake") may mean, if any.

    Those named by that very word come before others of its kind, unless they are but parts of one
    of the others: "the fighting" is the whole war. An event whose name tells no kind may be of any,
    but only in a store where no name tells one.
    """
    listed = tuple(events)
    said = {event.id: _all_words(event) for event in listed}
    told = {
        event.id: {
            kind
            for table in (vocabulary.names.event, vocabulary.event)
            for kind, words in table.items()
            if _has(said[event.id], words)
        }
        for event in listed
    }
    untold = not any(told.values())
    found: dict[Words, tuple[Event, ...]] = {}
    for kind, text in ((kind, text) for kind, texts in vocabulary.event.items() for text in texts):
        words = words_of(text)
        near = [group for group in vocabulary.names.alike.get(kind, ()) if text in group]
        of_kind = tuple(e for e in listed if kind in told[e.id])
        named = tuple(e for e in of_kind if words[-1] in said[e.id])
        alike = listed if untold else tuple(e for e in of_kind if _fits(said[e.id], near))
        meant = named if named and not _misses_the_whole(named, alike) else alike
        if meant:
            found[words] = tuple(dict.fromkeys((*found.get(words, ()), *meant)))
    return found


# --- private ---


def _misses_the_whole(named: Iterable[Event], alike: Iterable[Event]) -> bool:
    whole = [event for event in alike if not (event.part_of or event.background)]
    return bool(whole) and not any(event in whole for event in named)


def _all_words(entry: Named) -> set[str]:
    return {word for text in (entry.name, *entry.aliases) for word in phrase(text)}


def _fits(said: set[str], near: Sequence[Sequence[str]]) -> bool:
    """Tell whether a name has a word that is said of the same; any has, where none are apart."""
    return not near or any(_has(said, group) for group in near)


def _has(said: set[str], texts: Sequence[str]) -> bool:
    return any(set(words_of(text)) <= said for text in texts)


class _Maker:
    """Asks for each entry whoever knows how things of its kind are called."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self.known = Known(names, vocabulary)
        self._counted = Counted(self.known, names)
        self._scenes = Scenes(self.known, names)
        self._speakers = Speakers(self.known, names)
        scenes = {
            tuple(sorted(words))
            for entry in (*names.places, *names.events)
            for words in (*self.ways(entry), phrase(entry.name))
        }
        self._bodies = Bodies(self.known, names, self._speakers, scenes)

    def ways(self, entry: Named) -> Iterator[Words]:
        """List how an entry may be called besides its name."""
        match entry:
            case Party():
                return self._counted.party(entry)
            case Population():
                return self._counted.population(entry)
            case Claimant():
                return self._bodies.ways(entry)
            case Person():
                return self._speakers.ways(entry)
            case Place():
                return self._scenes.place(entry)
            case Event():
                return self._scenes.event(entry)
        return iter(())
