"""A claimant comes in; the ordinary ways to say it go out: acronym, other order, what it is."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from bot.aliases.heads import Heads
from bot.aliases.known import BRIEF, Known, Words, is_acronym, stretches
from bot.aliases.speakers import Speakers
from bot.names import Claimant, Names
from bot.words import Word, fold, phrase, split

_PARTS = re.compile(r",|;|/|\band\b|&")
_NAMES_OF_A_PERSON = range(2, 4)
_MOST_TOLD = 3
"""Words of a long name that people put before the word for what it is."""


class Bodies:
    """Knows how bodies are called. ``scenes`` are the sorted words of places and events."""

    def __init__(
        self, known: Known, names: Names, speakers: Speakers, scenes: Collection[Words]
    ) -> None:
        self._known = known
        self._speakers = speakers
        self._scenes = scenes
        self._heads = Heads(known, names)
        self._people = {phrase(known.bare(person.name)): person for person in names.people}
        self._undertakings = tuple(phrase(text) for text in known.words.undertaking)

    def ways(self, claimant: Claimant) -> Iterator[Words]:
        """List how a body may be called besides its name."""
        bare = self._known.bare(claimant.name)
        person = self._people.get(phrase(bare))
        if person:
            yield from self._speakers.ways(person)
        for inside in self._known.in_brackets(claimant.name):
            yield from self._in_brackets(inside)
        for spelling in self._known.spellings(bare):
            yield from self._body(spelling)
        if not person:
            yield from self._heads.ways(split(bare))

    def _body(self, bare: str) -> Iterator[Words]:
        known = self._known
        words = known.content(split(bare))
        yield words
        yield from self._beginnings(split(bare))
        for part in _PARTS.split(bare):
            parted = known.content(split(part))
            if len(parted) >= BRIEF:
                yield parted
        yield from ((word.fold,) for word in split(bare) if is_acronym(word))
        yield from ((initials,) for initials in known.initials(split(bare)))
        yield from self._authors(bare)
        yield from (kind for kind in known.institution if set(kind) < set(words))
        yield from self._parts(words)
        yield from self._by_kind(words)
        yield from ((*words, *kind) for kind in self._undertakings if kind[0] not in words)

    def _beginnings(self, words: Sequence[Word]) -> Iterator[Words]:
        """Leave out what a body is part of: "institute for peace" of one at a university."""
        joint = [fold(word) for word in self._known.words.joint]
        kept = [(at, word.fold) for at, word in enumerate(words) if word.fold not in joint]
        for end in (at for at, word in enumerate(words) if at and word.fold in joint):
            begun = tuple(word for at, word in kept if at < end)
            if any(kind in self._known.institution for kind in stretches(begun, 1)):
                yield begun

    def _in_brackets(self, text: str) -> Iterator[Words]:
        """Take what brackets say for another name if it is an acronym or all in capitals."""
        for part in _PARTS.split(text):
            words = split(part)
            capitals = all(w.text[0].isupper() for w in words if not self._known.is_joint(w))
            acronym = len(words) == 1 and is_acronym(words[0])
            if acronym or (capitals and len(words) >= BRIEF):
                yield self._known.content(words)

    def _authors(self, bare: str) -> Iterator[Words]:
        """Call the authors of a study by their surnames, each or together."""
        named = [split(part) for part in _PARTS.split(bare)]
        if len(named) > 1 and all(map(self._is_a_person, named)):
            surnames = tuple(words[-1].fold for words in named)
            yield surnames
            yield from ((surname,) for surname in surnames)

    def _is_a_person(self, words: Sequence[Word]) -> bool:
        """Tell two or three words in capitals that are no institution, country or place."""
        known = self._known
        capitals = all(word.text.istitle() for word in words)
        proper = all(known.tells(word.fold) and not known.is_country(word.fold) for word in words)
        return len(words) in _NAMES_OF_A_PERSON and capitals and proper

    def _parts(self, words: Words) -> Iterator[Words]:
        """Call a body without its country, with another form of it, or by a telling part."""
        known = self._known
        home = tuple(word for word in words if not known.is_country(word))
        forms = {form for word in words if word not in home for form in known.forms(word)}
        if home != words and home and not set(home) <= known.vocabulary:
            if len(home) >= BRIEF:
                yield home
            yield from ((*home, form) for form in sorted(forms))
        if len(words) > _MOST_TOLD and (words[-1],) in known.institution:
            yield words[:-1]  # "(body) human rights" of its human rights office
        for stretch in (*stretches(words), *stretches(home), *self._without_one(words, home)):
            if self._tells(stretch):
                yield stretch
        for stretch in stretches(home):
            if self._tells(stretch):
                yield from ((*stretch, form) for form in sorted(forms))

    def _tells(self, stretch: Words) -> bool:
        """Tell whether a part of a name has what the body is in it, or is a name and no place."""
        known = self._known
        if any(kind in known.institution for kind in stretches(stretch, 1)):
            return True
        plain_name = not any(w in known.vocabulary or known.is_country(w) for w in stretch)
        return plain_name and tuple(sorted(stretch)) not in self._scenes

    def _without_one(self, words: Words, home: Words) -> Iterator[Words]:
        """Leave out one word, as "defence ministry" does of a ministry of national defence."""
        for named in (words, home):
            shorter = (named[:at] + named[at + 1 :] for at in range(len(named)))
            yield from (part for part in shorter if len(part) >= BRIEF)

    def _by_kind(self, words: Words) -> Iterator[Words]:
        """Put a few words of a name before what the body is: "coast institute".

        What an institution inside another one is comes with the words after it alone.
        """
        start = 0
        for end in range(1, len(words) + 1):
            found = [k for k in stretches(words[start:end], 1) if k in self._known.institution]
            if not found:
                continue
            kind = found[0]
            others = words[end:] if start else (*words[: end - len(kind)], *words[end:])
            told = [word for word in others if not self._known.counts(word)]
            for count in range(1, _MOST_TOLD + 1):
                yield from ((*chosen, *kind) for chosen in combinations(told, count))
            start = end
