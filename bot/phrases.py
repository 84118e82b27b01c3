"""A store and a language come in; every phrase that has a meaning in them goes out.

What is filed comes before what the words of a name also mean, and a name that is made up is not
shared with one that is filed. People and events that nothing counts have only their filed names,
and those only where they mean nothing else that a claim counts.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from bot import aliases, locales
from bot.measures import Measures
from bot.names import Claimant, Event, Named, Names, Party, Person, Place, Population
from bot.store import Store
from bot.vocabulary import Kind, Vocabulary, filed_in, words_of
from bot.words import split

FILED_IN = "en"
"""The language that names in a claims file are in."""
ARTICLES = frozenset({"the", "a", "an"})
"""The articles of that language."""


class Name(StrEnum):
    """What kind of entry of the store a name belongs to."""

    PARTY = "party"
    POPULATION = "population"
    CLAIMANT = "claimant"
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"


class Sense(NamedTuple):
    """One meaning of a phrase: a vocabulary value, or the id of an entry of the store."""

    kind: Kind | Name
    value: str


class Phrase(NamedTuple):
    """Words and one of their meanings; ``fixed`` tells that they stand in this order only."""

    sense: Sense
    words: tuple[str, ...]
    fixed: bool = True


def of(store: Store, vocabulary: Vocabulary, measures: Measures) -> Iterator[Phrase]:
    """List all that can be said in a language about what a store has on file."""
    terms = [Phrase(Sense(term.kind, term.value), term.words) for term in vocabulary.terms()]
    yield from terms
    filed = list(_filed(store.counted))
    made_up = list(_made_up(store.counted, filed, vocabulary))
    used = (*filed, *made_up)
    never = _never_counted(store.names, used, {term.words for term in terms})
    every = tuple(_held((*used, *never), terms, measures))
    yield from every
    yield from _translated(every, vocabulary)
    yield from _kinds_of_events(store.counted, vocabulary)
    for claim in store.claims:
        if measures.family(claim.measure) is None:
            words = words_of(claim.measure.replace("_", " "))
            yield Phrase(Sense(Kind.MEASURE, claim.measure), words)
            yield Phrase(Sense(Kind.MEASURE, claim.measure), words, fixed=False)
            stem = _INFLECTED.sub("", words[0])
            if len(words) == 1 and len(stem) >= _STEM:
                yield Phrase(Sense(Kind.MEASURE, claim.measure), (f"{stem}*",))
            yield from (
                Phrase(Sense(Kind.MEASURE, claim.measure), (*people, words[-1]), fixed=False)
                for people in aliases.people(store.populations[claim.population], vocabulary)
                if len(words) > 1
            )


def to_translate(store: Store, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """List how names are said in the language they are filed in, but for what means more here."""
    ours = {term.words for term in vocabulary.terms()}
    filed = list(_filed(store.counted))
    made_up = list(_made_up(store.counted, filed, filed_in()))
    used = (*filed, *made_up)
    english = {term.words for term in filed_in().terms()}
    every = (*used, *_never_counted(store.names, used, english))
    for phrase in (*every, *_what_they_are(store, vocabulary)):
        if phrase.words not in ours:
            yield phrase


def written(store: Store, vocabulary: Vocabulary) -> Mapping[str, str]:
    """List the words of filed names and of what is counted, folded, as they are written."""
    names = [
        text for _, entries in _entries(store.names) for entry in entries for text in _texts(entry)
    ]
    counted = (vocabulary.measure, vocabulary.umbrella, vocabulary.category)
    said = [text for table in counted for texts in table.values() for text in texts]
    measures = [claim.measure.replace("_", " ") for claim in store.claims]
    return {word.fold: word.text for text in (*said, *measures, *names) for word in split(text)}


def as_filed(entry: Named) -> Iterator[tuple[str, ...]]:
    """List the phrases that name an entry as filed, with and without their article."""
    for text in _texts(entry):
        words = words_of(text)
        yield words
        if words and words[0] in ARTICLES:
            yield words[1:]


# --- private ---

_KINDS: Mapping[type[Named], Name] = {
    Party: Name.PARTY,
    Population: Name.POPULATION,
    Claimant: Name.CLAIMANT,
    Person: Name.PERSON,
    Place: Name.PLACE,
    Event: Name.EVENT,
}
_VOICES = (Name.PARTY, Name.CLAIMANT, Name.PERSON)
_WHERE = (Name.PLACE, Name.EVENT)
_RIVALS: Mapping[Name, tuple[Name, ...]] = {
    Name.PARTY: tuple(Name),
    Name.POPULATION: (Name.PARTY, Name.POPULATION),
    Name.CLAIMANT: (*_VOICES, Name.POPULATION),
    Name.PERSON: _VOICES,
    Name.PLACE: (Name.PARTY, *_WHERE),
    Name.EVENT: _WHERE,
}
"""Entries whose filed names a made-up name of one kind does not share."""


def _filed(names: Names) -> Iterator[Phrase]:
    for kind, entries in _entries(names):
        for entry in entries:
            yield from (Phrase(Sense(kind, entry.id), words) for words in as_filed(entry))


def _made_up(names: Names, filed: Sequence[Phrase], vocabulary: Vocabulary) -> Iterator[Phrase]:
    """List the ordinary ways to say names, but those that are the filed name of another entry."""
    taken: dict[tuple[Name | Kind, tuple[str, ...]], set[str]] = {}
    for sense, words, _ in filed:
        taken.setdefault((sense.kind, words), set()).add(sense.value)
    for entry, words in aliases.of(names, vocabulary):
        kind = _KINDS[type(entry)]
        rivals = (taken.get((rival, words), set()) for rival in _RIVALS[kind])
        if not any(rival - {entry.id} for rival in rivals):
            fixed = len(words) == 1 or words[0] in ARTICLES
            yield Phrase(Sense(kind, entry.id), words, fixed=fixed)


def _never_counted(
    names: Names, used: Sequence[Phrase], said: Collection[tuple[str, ...]]
) -> Iterator[Phrase]:
    """List the filed names of what no claim counts, but those that mean something counted.

    So do words of the vocabulary that stand in the name of something counted, too.
    """
    meant = {(sense.kind, words) for sense, words, _ in used}
    known = {sense for sense, _, _ in used}
    for phrase in _filed(names):
        kind, words = phrase.sense.kind, phrase.words
        within = words in said and any(k is kind and set(words) <= set(w) for k, w in meant)
        if not (within or (kind, words) in meant or phrase.sense in known):
            yield phrase


def _held(
    phrases: Sequence[Phrase], terms: Sequence[Phrase], measures: Measures
) -> Iterator[Phrase]:
    """Name "(party) prisoners of war" by the last words, which say what happened to them, too.

    The party before them then stays a side, whether its prisoners or its dead are asked for.
    """
    happened = {
        term.words
        for term in terms
        if term.sense.kind is Kind.MEASURE
        and measures.outcomes(term.sense.value) <= {*measures.taken}
    }
    parties = {phrase.words for phrase in phrases if phrase.sense.kind is Name.PARTY}
    for phrase in phrases:
        ends = range(1, len(phrase.words)) if phrase.sense.kind is Name.POPULATION else ()
        tails = (phrase.words[at:] for at in ends if phrase.words[:at] in parties)
        tail = next((words for words in tails if words in happened), None)
        yield phrase._replace(words=tail) if tail else phrase


_INFLECTED = re.compile(r"(?:is|iz)?(?:ed|ions?|ees?|ing|es|s|ation)?$")
"""Endings in which the words for a measure differ: infected, infection, infections."""
_STEM = 5
"""Letters of the shortest stem by which a word is told to be one for a measure."""


def _what_they_are(store: Store, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Call people by what they are, if a language has a word for that: "tourists" from abroad."""
    kinds = [words_of(name) for name in vocabulary.word]
    for population in store.populations.values():
        for people in aliases.people(population, filed_in()):
            for kind in kinds:
                if people[-len(kind) :] == kind:
                    yield Phrase(Sense(Name.POPULATION, population.id), kind)


def _translated(phrases: Sequence[Phrase], vocabulary: Vocabulary) -> Iterator[Phrase]:
    """List how a language names the countries that a store's own names name in English."""
    if vocabulary.language == FILED_IN:
        return
    for phrase in phrases:
        name = " ".join(phrase.words)
        said = [*locales.country(name, vocabulary.language)] if phrase.sense.kind in _LANDS else []
        if phrase.sense.kind is Name.PARTY:
            said += locales.adjective(name, vocabulary.language)
        for text in said:
            yield Phrase(phrase.sense, words_of(text))


_LANDS = {Name.PARTY, Name.PLACE, Name.EVENT}


def _kinds_of_events(names: Names, vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Let a word for a kind of event narrow to those of its kind where others are on file.

    What is part of another event is told apart by name: "the war" is the whole one.
    """
    whole = {e.id for e in names.events if not (e.background or e.part_of)}
    for words, events in aliases.kinds(names.events, vocabulary).items():
        if whole <= {event.id for event in events}:
            yield Phrase(Sense(Kind.CUE, "event"), words)
        else:
            yield from (Phrase(Sense(Name.EVENT, event.id), words) for event in events)


def _entries(names: Names) -> Iterator[tuple[Name, tuple[Named, ...]]]:
    yield Name.PARTY, names.parties
    yield Name.POPULATION, names.populations
    yield Name.CLAIMANT, names.claimants
    yield Name.PERSON, names.people
    yield Name.PLACE, names.places
    yield Name.EVENT, names.events


def _texts(entry: Named) -> tuple[str, ...]:
    adjective = entry.adjective if isinstance(entry, Party) else None
    return (entry.name, *entry.aliases, *([adjective] if adjective else []))
