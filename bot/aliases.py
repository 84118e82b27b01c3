"""The names of a store come in; the ordinary ways to say them go out, from the words in them.

A table brings names and no aliases, and nobody types a long name whole. So a body is also called
by its acronym, by its name in another order ("ministry of the interior"), without its country, or
by the part that says what it is; a person by surname, title and role; an event without its year or
by its place; a place without "province". Which of them mean something else already is for the
lexicon to say. Words come from the language file, so the rules know no name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from bot import demonyms
from bot.names import Claimant, Event, Named, Names, Party, Person, Place, Population
from bot.vocabulary import Kind, Vocabulary, words_of
from bot.words import Word, fold, phrase, plain, split

Words = tuple[str, ...]


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
            if words and not maker.means_something_else(words, entry):
                yield Alias(entry, words)


def people(population: Population, vocabulary: Vocabulary) -> Iterator[Words]:
    """Call a population by what its people are, wherever they are."""
    inside = {fold(word) for word in vocabulary.cue.get("place", ())}
    words = phrase(_bare(population.name))
    at = next((i for i, word in enumerate(words) if i and word in inside), len(words))
    yield words[:at]


def kinds(events: Iterable[Event], vocabulary: Vocabulary) -> Mapping[Words, tuple[Event, ...]]:
    """Tell which events each word for a kind of event ("the quake") may mean, if any.

    Those named by that very word come before others of its kind. An event whose name tells no kind
    may be of any.
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
    found: dict[Words, tuple[Event, ...]] = {}
    for kind, texts in vocabulary.event.items():
        for words in map(words_of, texts):
            named = tuple(e for e in listed if kind in told[e.id] and words[-1] in said[e.id])
            alike = tuple(e for e in listed if kind in told[e.id] or not told[e.id])
            if named or alike:
                found[words] = named or alike
    return found


# --- private ---

_BRACKET = re.compile(r"\(([^()]*)\)")
_PARTS = re.compile(r",|;|/|\band\b|&")
_FEWEST_INITIALS = 3
_BRIEF = 2
"""Words of the shortest part of a long name that can stand for the whole."""


def _all_words(entry: Named) -> set[str]:
    return {word for text in (entry.name, *entry.aliases) for word in phrase(text)}


def _has(said: set[str], texts: Sequence[str]) -> bool:
    return any(set(words_of(text)) <= said for text in texts)


def _bare(name: str) -> str:
    """Leave the brackets of a name out."""
    return _BRACKET.sub(" ", plain(name))


def _stretches(words: Sequence[str], shortest: int = _BRIEF) -> Iterator[Words]:
    """List every stretch of words that stand side by side."""
    for start in range(len(words)):
        for end in range(start + shortest, len(words) + 1):
            yield tuple(words[start:end])


def _is_acronym(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isalpha() and word.text.isupper()


class _Maker:
    """Knows the words that names are made of, and which of them are countries of the store."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._words = vocabulary.names
        self._joint = {fold(word) for word in (*self._words.joint, *self._words.small)}
        self._inside = {fold(word) for word in vocabulary.cue.get("place", ())}
        self._armed = {phrase(text)[-1] for texts in vocabulary.category.values() for text in texts}
        self._people = {fold(word) for word in self._words.people}
        self._institution = {phrase(text) for text in self._words.institution}
        self._territory = {fold(word) for word in self._words.territory}
        self._titles = {
            fold(spelling): tuple(fold(other) for other in group)
            for group in self._words.title
            for spelling in group
        }
        self._phrases: dict[Words, set[Kind]] = {}
        for term in vocabulary.terms():
            self._phrases.setdefault(term.words, set()).add(term.kind)
        self._vocabulary = {words[0] for words in self._phrases if len(words) == 1}
        self._kinds = {
            words: [words_of(other) for other in texts]
            for texts in vocabulary.names.event.values()
            for words in map(words_of, texts)
        }
        self._dates = {
            fold(word)
            for group in (*vocabulary.date.months, *vocabulary.date.weekdays)
            for word in group
        }
        self._people_named: dict[Words, list[Person]] = {}
        for person in names.people:
            self._people_named.setdefault(phrase(_bare(person.name)), []).append(person)
        self._countries: dict[str, list[str]] = {}
        for party in names.parties:
            for text in (party.name, party.adjective or party.name, *party.aliases):
                for word in phrase(text)[:1] if len(phrase(text)) == 1 else ():
                    for relative in demonyms.family(word, self._words):
                        self._countries.setdefault(relative, []).append(word)

    def ways(self, entry: Named) -> Iterator[Words]:
        """List how an entry may be called besides its name."""
        if isinstance(entry, Party):
            return self._party(entry)
        if isinstance(entry, Population):
            return self._population(entry)
        if isinstance(entry, Claimant):
            return self._claimant(entry)
        if isinstance(entry, Person):
            return self._person(entry)
        if isinstance(entry, Place):
            return self._place(entry)
        return self._event(entry) if isinstance(entry, Event) else iter(())

    def means_something_else(self, words: Words, entry: Named) -> bool:
        """Tell whether the vocabulary has a phrase, small words that look like an acronym aside."""
        kinds_of = self._phrases.get(words)
        if kinds_of is None:
            return False
        names = self._spellings(plain(entry.name))
        acronyms = {(w.fold,) for name in names for w in split(name) if _is_acronym(w)}
        return not (words in acronyms and Kind.FILLER in kinds_of)

    # whom a figure counts

    def _party(self, party: Party) -> Iterator[Words]:
        forms = [phrase(party.adjective or party.name)]
        if party.adjective is None and forms[0]:
            *before, last = forms[0]
            forms += [(*before, noun) for noun in demonyms.nouns(last, self._words)]
        yield from forms
        yield from self._in_number(forms[0])

    def _population(self, population: Population) -> Iterator[Words]:
        """Call people by where they are, or by what they are: "rebels" for rebel fighters."""
        bare = split(_bare(population.name))
        at = next((i for i, word in enumerate(bare) if i and word.fold in self._inside), len(bare))
        people, where = self._content(bare[:at]), self._content(bare[at:])
        if where:
            yield where
        abroad = tuple(word for word in people if not self._is_country(word))
        for words in (people, abroad, tuple(word for word in abroad if word not in self._armed)):
            if words and not set(words) <= self._people:
                yield words
                yield from self._in_number(words)
        if people and (people[-1],) in self._undertakings():
            yield people[:-1]

    def _in_number(self, words: Words) -> Iterator[Words]:
        """Put the last word into the plural, or out of it."""
        for ending in self._words.plural:
            *before, last = words
            yield (*before, last + ending)
            if last.endswith(ending):
                yield (*before, last.removesuffix(ending))

    # who says it

    def _claimant(self, claimant: Claimant) -> Iterator[Words]:
        bare = _bare(claimant.name)
        for person in self._people_named.get(phrase(bare), ()):
            yield from self._person(person)
        for inside in _BRACKET.findall(plain(claimant.name)):
            yield from self._in_brackets(inside)
        for spelling in self._spellings(bare):
            yield from self._body(spelling)

    def _spellings(self, text: str) -> Iterator[str]:
        """Write a name as it is, and with what is usually shortened in it short or long."""
        yield text
        for long, short in self._words.short:
            for one, other in ((long, short), (short, long)):
                spelled = re.sub(rf"\b{re.escape(one)}\b", other, text)
                if spelled != text:
                    yield spelled

    def _body(self, bare: str) -> Iterator[Words]:
        words = self._content(split(bare))
        yield words
        for part in _PARTS.split(bare):
            parted = self._content(split(part))
            if len(parted) >= _BRIEF:
                yield parted
        yield from ((word.fold,) for word in split(bare) if _is_acronym(word))
        yield from self._initials(split(bare))
        yield from (kind for kind in self._institution if set(kind) < set(words))
        yield from self._parts_of_a_body(words)
        yield from ((*words, *kind) for kind in self._undertakings() if kind[0] not in words)

    def _in_brackets(self, text: str) -> Iterator[Words]:
        """Take what brackets say for another name if it is an acronym or all in capitals."""
        for part in _PARTS.split(text):
            words = split(part)
            capitals = all(word.text[0].isupper() for word in words if word.fold not in self._joint)
            acronym = len(words) == 1 and _is_acronym(words[0])
            if acronym or (capitals and len(words) >= _BRIEF):
                yield self._content(words)

    def _initials(self, words: Sequence[Word]) -> Iterator[Words]:
        content = [word for word in words if word.fold not in self._joint]
        home = [word for word in words if not self._is_country(word.fold)]
        if all(word.text[0].isupper() for word in content):
            for told in (content, words, home):
                if len(told) >= _FEWEST_INITIALS:
                    yield ("".join(word.fold[0] for word in told),)

    def _parts_of_a_body(self, words: Words) -> Iterator[Words]:
        """Call a body without its country, with another form of it, or by a telling part."""
        home = tuple(word for word in words if not self._is_country(word))
        forms = {form for word in words if word not in home for form in self._forms(word)}
        if home != words and home and not set(home) <= self._vocabulary:
            if len(home) >= _BRIEF:
                yield home
            yield from ((*home, form) for form in sorted(forms))
        for stretch in (*_stretches(words), *_stretches(home), *self._without_one(words, home)):
            body = any(kind in self._institution for kind in _stretches(stretch, 1))
            plain_name = not any(w in self._vocabulary or self._is_country(w) for w in stretch)
            if body or plain_name:
                yield stretch

    def _without_one(self, words: Words, home: Words) -> Iterator[Words]:
        """Leave out one word, as "defence ministry" does of a ministry of national defence."""
        for named in (words, home):
            shorter = (named[:at] + named[at + 1 :] for at in range(len(named)))
            yield from (part for part in shorter if len(part) >= _BRIEF)

    def _person(self, person: Person) -> Iterator[Words]:
        if person.anonymous:
            return
        words = phrase(_bare(person.name))
        titled = next((i for i, word in enumerate(words) if word not in self._titles), len(words))
        titles, name = words[:titled], words[titled:]
        if not name:
            return
        surnames = {name[-1:], phrase(_bare(person.name).split()[-1])}
        yield name
        for surname in sorted(surnames):
            yield surname
            for start in range(len(titles)):
                spellings = (self._titles[title] for title in titles[start:])
                yield from ((*spelling, *surname) for spelling in product(*spellings))
            yield from ((fold(word), *surname) for word in self._words.honorific)
            yield from ((*head, *surname) for head in self._heads(person.role))
        yield from self._heads(person.role)

    def _heads(self, role: str | None) -> Iterator[Words]:
        """Shorten a role: "leader of the opposition" for one of the opposition in a parliament."""
        words = split(_bare(role or "").partition(",")[0])
        at = next((i for i, word in enumerate(words) if word.fold in self._joint), len(words))
        head, beyond = self._content(words[:at]), self._content(words[at:])
        if head and not set(head) <= self._vocabulary:
            yield head
        yield from ((*head, *beyond[: end + 1]) for end in range(len(beyond)))
        yield from (head[start:] for start in range(1, len(head) - 1))

    # where and when

    def _place(self, place: Place) -> Iterator[Words]:
        """Call a place by its names without "province", and what happened there by both."""
        words = split(_bare(place.name))
        runs = tuple(self._runs(words))
        abroad = [run for run in runs if not all(map(self._is_country, run))]
        events = [w.fold for w in words if w.text[0].islower() and w.fold not in self._joint]
        yield self._content(words)
        yield tuple(word for word in self._content(words) if not self._is_dated(word))
        for run in abroad or runs:
            yield run
            yield from ((*run, event) for event in events)

    def _runs(self, words: Sequence[Word]) -> Iterator[Words]:
        """List the names in a text: words with a capital side by side, without "province"."""
        run: list[str] = []
        for word in (*words, None):
            if word and run and word.glue.strip():
                yield tuple(run)
                run = []
            named = word and word.text[0].isupper() and not self._is_dated(word.fold)
            if word and named and (word.fold,) not in self._kinds:
                run += [word.fold] if word.fold not in self._territory else []
            elif run:
                yield tuple(run)
                run = []

    def _event(self, event: Event) -> Iterator[Words]:
        """Call an event without its year, by another word for its kind, or by its place."""
        words = split(_bare(event.name))
        content = tuple(w.fold for w in words if w.fold not in self._joint)
        undated = tuple(word for word in content if not self._is_dated(word))
        yield content
        yield undated
        kind = next((k for k in _stretches(undated, 1) if k in self._kinds), None)
        if kind:
            where = tuple(word for word in undated if word not in kind)
            years = [(word,) for word in content if word.isdigit()]
            for said, year in product(self._kinds[kind], [(), *years]):
                yield from ((*part, *said, *year) for part in _stretches(where, 1))
        if event.place is None:
            for run in self._runs(words):
                yield run
                yield from ((*run[:-1], noun) for noun in demonyms.nouns(run[-1], self._words))

    # words

    def _content(self, words: Iterable[Word]) -> Words:
        return tuple(word.fold for word in words if word.fold not in self._joint)

    def _is_dated(self, word: str) -> bool:
        return word.isdigit() or word in self._dates

    def _undertakings(self) -> tuple[Words, ...]:
        return tuple(phrase(text) for text in self._words.undertaking)

    def _is_country(self, word: str) -> bool:
        return word in self._countries

    def _forms(self, word: str) -> tuple[str, ...]:
        """List the words of countries that are this word, or belong together with it."""
        return tuple(self._countries.get(word, ()))
