"""A side or a population comes in; the ordinary ways to say whom a figure counts go out."""

from collections import Counter
from collections.abc import Iterator

from bot import demonyms
from bot.aliases.known import Known, Words
from bot.names import Names, Party, Population
from bot.words import phrase, split


class Counted:
    """Knows how sides and populations are called."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._people = {phrase(word)[0] for word in known.words.people}
        heads = (self._people_of(population)[-1:] for population in names.populations)
        self._umbrellas = {head for head, times in Counter(heads).items() if times > 1}

    def party(self, party: Party) -> Iterator[Words]:
        """Call a side by its adjective, its people, or by its kind of state."""
        forms = [phrase(party.adjective or party.name)]
        if party.adjective is None and forms[0]:
            *before, last = forms[0]
            forms += [(*before, noun) for noun in demonyms.nouns(last, self._known.words)]
        yield from forms
        yield from self._in_number(forms[0])
        for ending in self._known.words.inhabitant:
            *before, last = phrase(party.name)
            yield from self._in_number((*before, last + ending))
        for state in sorted(self._known.territory):
            words = (state, *phrase(party.name))
            if self._known.stands_together(words):
                yield words

    def population(self, population: Population) -> Iterator[Words]:
        """Call people by where they are, or by what they are: "rebels" for rebel fighters.

        "Workers" alone are all kinds of workers on file.
        """
        known, people = self._known, self._people_of(population)
        bare = split(known.bare(population.name))
        at = next((i for i, word in enumerate(bare) if i and word.fold in known.inside), len(bare))
        if where := known.content(bare[at:]):
            yield where
        people = known.content(bare[:at])
        abroad = tuple(word for word in people if not known.is_country(word))
        for words in (people, abroad, tuple(word for word in abroad if word not in known.armed)):
            if words and not set(words) <= self._people:
                yield words
                yield from self._in_number(words)
        undertakings = {phrase(text) for text in known.words.undertaking}
        if people and (people[-1],) in undertakings:
            yield people[:-1]
        head = self._people_of(population)[-1:]
        if head in self._umbrellas and not set(head) <= self._people:
            yield head
            yield from self._in_number(head)

    def _people_of(self, population: Population) -> Words:
        """Take the words for the people, up to where they are or what tells them apart."""
        words = split(self._known.bare(population.name))
        ends = (i for i, w in enumerate(words) if i and self._ends(w.fold))
        return tuple(word.fold for word in words[: next(ends, len(words))])

    def _ends(self, word: str) -> bool:
        known = self._known
        return word in known.inside or word in known.words.joint or word in known.words.small

    def _in_number(self, words: Words) -> Iterator[Words]:
        """Put the last word into the plural, or out of it."""
        for ending in self._known.words.plural:
            *before, last = words
            yield (*before, last + ending)
            if last.endswith(ending):
                yield (*before, last.removesuffix(ending))
