"""A person comes in; the ordinary ways to say who it is go out: surname, title, role."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from bot.aliases.known import Known, Words
from bot.names import Names, Person
from bot.words import fold, phrase, split

_MANY = 3
"""Words of a name of which any may be the one that somebody goes by."""


class Speakers:
    """Knows how people are called."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._titles = {
            fold(spelling): tuple(fold(other) for other in group)
            for group in (*known.words.title, *((office,) for office in known.words.office))
            for spelling in group
        }
        self._offices = {fold(office) for office in known.words.office}
        self._honorifics = [fold(word) for word in known.words.honorific]
        told = {phrase(person.name): self._parted(person)[0] for person in names.people}
        self._held = Counter(titles[-1] for titles in told.values() if titles)

    def ways(self, person: Person) -> Iterator[Words]:
        """List how a person may be called besides the whole name."""
        titles, name = self._parted(person)
        if person.anonymous or not name:
            return
        yield name
        for said in (name, *map(phrase, person.aliases)):
            yield from self._titled(person, titles, said)
        for surname in dict.fromkeys(self._surnames(person, name)):
            yield surname
            yield from self._titled(person, titles, surname)
        for middle in name[1:-1]:
            yield from self._titled(person, titles, (middle,))
        for role in self._known.spellings(person.role or ""):
            yield from self._heads(role)
        if not person.role and titles and self._is_the_only(titles[-1]):
            yield titles[-1:]
            yield titles

    def _parted(self, person: Person) -> tuple[Words, Words]:
        """Part the titles of a person from the name."""
        words = phrase(self._known.bare(person.name))
        at = 0
        for index, word in enumerate(words[:-1]):
            if word in self._titles:
                at = index + 1
            elif not self._is_word(word):
                break
        return words[:at], words[at:]

    def _is_word(self, word: str) -> bool:
        """Tell whether a word before a title belongs to it: "Fire Chief"."""
        known = self._known
        return word in known.vocabulary or (word,) in known.institution or (word,) in known.kinds

    def _surnames(self, person: Person, name: Words) -> Iterator[Words]:
        """List every end of a name that leaves a given name, and the halves of a double one.

        Who has many names may go by the first.
        """
        yield name[-1:]
        for start in range(1, len(name)):
            yield name[start:]
        if len(name) >= _MANY and self._known.tells(name[0]):
            yield name[:1]
        halves = phrase(self._known.bare(person.name).split()[-1])
        yield from ((half,) for half in halves if len(halves) > 1)

    def _titled(self, person: Person, titles: Words, surname: Words) -> Iterator[Words]:
        for start in range(len(titles)):
            spellings = (self._titles.get(title, (title,)) for title in titles[start:])
            yield from ((*spelling, *surname) for spelling in product(*spellings))
        for end in range(1, len(titles)):
            yield (*titles[:end], *surname)
        yield from ((word, *surname) for word in self._honorifics)
        for role in self._known.spellings(person.role or ""):
            yield from ((*head, *surname) for head in self._heads(role))

    def _is_the_only(self, title: str) -> bool:
        return title in self._offices and self._held[title] == 1

    def _heads(self, role: str) -> Iterator[Words]:
        """Shorten a role: "leader of the opposition" for one of the opposition in a parliament."""
        known = self._known
        words = split(known.bare(role).partition(",")[0])
        at = next((i for i, word in enumerate(words) if known.is_joint(word)), len(words))
        head, beyond = known.content(words[:at]), known.content(words[at:])
        if head and not set(head) <= known.vocabulary:
            yield head
        yield from ((*head, *beyond[: end + 1]) for end in range(len(beyond)))
        yield tuple(word.fold for word in words)
        yield from (head[start:] for start in range(1, len(head) - 1))
