"""A side or a population comes in; the ordinary ways to say whom a figure counts go out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot import demonyms
from bot.aliases.known import BRIEF, Known, Words, is_acronym
from bot.names import Names, Party, Population
from bot.words import Word, phrase, split


class Counted:
    """Knows how sides and populations are called."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._people = {phrase(word)[0] for word in known.words.people}
        told = (split(known.bare(population.name)) for population in names.populations)
        heads = Counter(self._people_of(bare)[-1:] for bare in told)
        self._umbrellas = {
            head for head, times in heads.items() if times > 1 and not set(head) <= self._people
        }

        self._acronyms = {
            known.content(split(known.bare(body.name))): [
                word.fold
                for text in known.in_brackets(body.name)
                for word in split(text)
                if is_acronym(word)
            ]
            for body in names.claimants
        }

    def party(self, party: Party) -> Iterator[Words]:
        """Call a side by its adjective, its people, or by its kind of state."""
        forms = [phrase(party.adjective or party.name)]
        if party.adjective is None and forms[0]:
            *before, last = forms[0]
            forms += [(*before, noun) for noun in demonyms.nouns(last, self._known.words)]
        *before, last = forms[0]
        derived = demonyms.family(last, self._known.words) if before else ()
        yield from ((*before, form) for form in derived)
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
        """Call people by where they are, or by what they are: "rebels" for rebel fighters."""
        known = self._known
        for spelling in known.people(known.bare(population.name)):
            bare = split(spelling)
            at = next((i for i, w in enumerate(bare) if i and w.fold in known.inside), len(bare))
            yield from self._where(bare, at)
            yield from self._what(bare, at)
            yield from self._alone(bare)

    def _where(self, bare: Sequence[Word], at: int) -> Iterator[Words]:
        """Call people by the name of where they are, after "in" or first of all words."""
        known = self._known
        if at < len(bare):
            there = known.content(bare[at:])
            yield there
            yield tuple(word for word in there if word not in known.territory)
            if there[0] not in known.inside:  # "aboard the (ferry)" is no part of the ferry
                yield from (there[start:] for start in range(1, len(there) - 1))
            return
        named = list(takewhile(self._is_name, bare))
        beyond = list(takewhile(lambda word: word.fold in known.common, bare[len(named) :]))
        if named and len(named) + len(beyond) < len(bare):
            yield tuple(word.fold for word in named)
            yield tuple(word.fold for word in (*named, *beyond))
            brief = tuple(w.fold for w in named if (w.fold,) not in known.institution)
            if BRIEF <= len(brief) < len(named):
                yield brief

    def _is_name(self, word: Word) -> bool:
        known = self._known
        ours = known.is_country(word.fold) or word.fold in self._people
        return word.text[0].isupper() and not (ours or word.fold in known.armed)

    def _what(self, bare: Sequence[Word], at: int) -> Iterator[Words]:
        """Call people by what they are, without their country, and armed ones by the rest."""
        known = self._known
        people = known.content(bare[:at])
        abroad = tuple(word for word in people if not known.is_country(word))
        for words in (people, abroad, tuple(word for word in abroad if word not in known.armed)):
            if words and not set(words) <= self._people:
                yield words
                yield from self._in_number(words)
        brief = tuple(word for word in people if (word,) not in known.institution)
        if BRIEF < len(people) != len(brief) >= BRIEF:
            yield brief
        for body, acronyms in self._acronyms.items():
            if people[: len(body)] == body and len(people) > len(body):
                yield from ((acronym, *people[len(body) :]) for acronym in acronyms)
        undertakings = {phrase(text) for text in known.words.undertaking}
        if people and (people[-1],) in undertakings:
            yield people[:-1]

    def _alone(self, bare: Sequence[Word]) -> Iterator[Words]:
        """Call people by the last word for them: "workers" are all kinds of workers on file."""
        known = self._known
        head = self._people_of(bare)[-1:]
        telling = (
            head and known.names_people(head[0]) and not any(w.fold in known.listed for w in bare)
        )
        if head in self._umbrellas or telling:
            yield head
            yield from self._in_number(head)

    def _people_of(self, bare: Sequence[Word]) -> Words:
        """Take the words for the people, up to where they are or what tells them apart."""
        ends = (i for i, w in enumerate(bare) if i and self._ends(w.fold))
        return tuple(word.fold for word in bare[: next(ends, len(bare))])

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
