"""A store's names and a language come in; what the words in names are goes out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from bot import demonyms
from bot.names import Claimant, Event, Named, Names, Population
from bot.vocabulary import Kind, Vocabulary, filed_in, words_of
from bot.words import Word, fold, phrase, plain, split

Words = tuple[str, ...]

BRIEF = 2
"""Words of the shortest part of a long name that can stand for the whole."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_FEWEST_INITIALS = 3
_TELLING = 4
"""Letters of the shortest word that alone can stand for a name."""
_YEAR = 4
"""Digits of a year."""


class Known:
    """Knows the words that names are made of, and which of them are countries."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self.words = vocabulary.names
        self._names = names
        self._joint = {fold(word) for word in (*self.words.joint, *self.words.small)}
        self.inside = inside(vocabulary)
        self.caused = {fold(word) for word in self.words.caused}
        self.struck = {fold(word) for word in self.words.struck}
        self.listed = {fold(word) for word in vocabulary.cue.get("joint", ())}
        self.institution = {phrase(text) for text in self.words.institution}
        self.territory = {fold(word) for word in self.words.territory}
        self.common = {fold(word) for word in self.words.common}
        self.vague = {fold(word) for word in self.words.vague}
        self._theme = {fold(word) for word in self.words.theme}
        self._phrases: dict[Words, set[Kind]] = {}
        for term in vocabulary.terms():
            self._phrases.setdefault(term.words, set()).add(term.kind)
        self.vocabulary = {words[0] for words in self._phrases if len(words) == 1}
        self.armed = {phrase(text)[-1] for texts in vocabulary.category.values() for text in texts}
        self.kinds = _kinds(vocabulary)
        filed = filed_in().date  # a month of another language is no date in a name
        self._dates = {fold(word) for group in (*filed.months, *filed.weekdays) for word in group}
        self.ordinals = {fold(word) for group in vocabulary.date.ordinals for word in group}
        self._numbers = set(vocabulary.number.small) | set(vocabulary.number.scales)
        self._bearers: dict[str, list[Named]] = {}
        for entries in (names.parties, names.claimants, names.people, names.places, names.events):
            for entry in entries:
                for word in set(phrase(entry.name)):
                    self._bearers.setdefault(word, []).append(entry)
        self._countries: dict[str, list[str]] = {}
        self._find_countries(names)

    def _find_countries(self, names: Names) -> None:
        """Note the words of parties, and of countries that other names have in them."""
        for party in names.parties:
            for text in (party.name, party.adjective or party.name, *party.aliases):
                for word in phrase(text)[:1] if len(phrase(text)) == 1 else ():
                    for relative in demonyms.family(word, self.words):
                        self._countries.setdefault(relative, []).append(word)
        self._sides = frozenset(self._countries)
        for entry in (*names.claimants, *names.places, *names.events):
            for said in split(self.bare(entry.name)):
                if said.text[0].isupper():
                    for relative in demonyms.of_country(said.fold, self.words):
                        self._countries.setdefault(relative, []).append(said.fold)

    @staticmethod
    def bare(name: str) -> str:
        """Leave the brackets of a name out."""
        return _BRACKET.sub(" ", plain(name))

    @staticmethod
    def in_brackets(name: str) -> list[str]:
        """List what stands in the brackets of a name."""
        return _BRACKET.findall(plain(name))

    def content(self, words: Iterable[Word]) -> Words:
        """Leave out the words that only join others."""
        return tuple(word.fold for word in words if not self.is_joint(word))

    def is_joint(self, word: Word) -> bool:
        """Tell whether a word only joins others."""
        return word.fold in self._joint

    def is_dated(self, word: str) -> bool:
        """Tell whether a word is a number or part of a date."""
        return word.isdigit() or word in self._dates or word in self._numbers

    def is_country(self, word: str) -> bool:
        """Tell whether a word is a country of the store, or belongs together with one."""
        return word in self._countries

    def is_party(self, word: str) -> bool:
        """Tell whether a word is a party of the store, or belongs together with one."""
        return word in self._sides

    def forms(self, word: str) -> frozenset[str]:
        """List the words that are the same country as a word in a name."""
        return demonyms.of_country(word, self.words) or frozenset(self._countries.get(word, ()))

    def tells(self, word: str) -> bool:
        """Tell whether a word alone may stand for a name it is in: no common one, none of ours."""
        ordinary = (
            word in self.vocabulary
            or word in self.common
            or word in self.vague
            or word in self.territory
            or (word,) in self.kinds
            or (word,) in self.institution
        )
        return len(word) >= _TELLING and not (ordinary or self.is_dated(word))

    def is_proper(self, word: str) -> bool:
        """Tell whether a word with a capital is a name: it tells what no body is about."""
        endings = self.words.theme_ending
        return self.tells(word) and not (word in self._theme or word.endswith(endings))

    def names_people(self, word: str) -> bool:
        """Tell whether a word alone tells people from others: "miners", not "workers"."""
        general = word in self.words.people or word in self.words.general_people
        return not general and self.tells(word) and not word.endswith(self.words.theme_ending)

    def is_same_kind(self, kind: Words, other: Words | None) -> bool:
        """Tell whether two words for what happened may be said of the same."""
        return other is not None and other in self.kinds[kind]

    def bearers(self, word: str) -> list[Named]:
        """List the parties, claimants, people, places and events with a word in their name."""
        return self._bearers.get(word, [])

    def years(self, name: str) -> list[Words]:
        """List the years in a name, those in its brackets, too; none where it names a day."""
        numbers = [word for word in phrase(plain(name)) if word.isdigit()]
        days = any(len(number) < _YEAR for number in numbers)
        return [] if days else [(number,) for number in numbers if len(number) == _YEAR]

    def spellings(self, text: str) -> list[str]:
        """Write a name as it is, and with what is usually said in other words so."""
        short = [
            pair for long, brief in self.words.short for pair in ((long, brief), (brief, long))
        ]
        return _spelled(text, [*short, *_said_for(self.words.called)])

    def people(self, text: str) -> list[str]:
        """Write whom a figure counts as it is, and in the other words for such people."""
        return _spelled(text, _said_for(self.words.called_people))

    def means_something_else(self, words: Words, entry: Named) -> bool:
        """Tell whether the vocabulary has a phrase, small words that look like an acronym aside."""
        kinds_of = self._phrases.get(words)
        if kinds_of is None:
            return False
        if isinstance(entry, Population) and kinds_of == {Kind.REFUSAL}:
            return False
        names = self.spellings(plain(entry.name))
        acronyms = {(w.fold,) for name in names for w in split(name) if is_acronym(w)}
        if isinstance(entry, Claimant):
            acronyms |= {(one,) for name in names for one in self.initials(split(self.bare(name)))}
        return not (words in acronyms and Kind.FILLER in kinds_of)

    def initials(self, words: Sequence[Word]) -> Iterator[str]:
        """Make the acronyms of a name, with and without its country, of three letters or more."""
        content = [word for word in words if not self.is_joint(word)]
        home = [word for word in words if not self.is_country(word.fold)]
        long = [word for word in content if not is_acronym(word)]
        if all(word.text[0].isupper() for word in content):
            for told in (content, words, home, long):
                if len(told) >= _FEWEST_INITIALS:
                    yield "".join(word.fold[0] for word in told)

    def keeps_its_turn(self, words: Words, entry: Named) -> bool:
        """Tell whether a way to say a name has its ordinal, which tells it from others alike."""
        turn = self.ordinals.intersection(phrase(entry.name))
        return not isinstance(entry, Event) or turn <= set(words)

    def counts(self, word: str) -> bool:
        """Tell whether a word alone says what is counted or asked for."""
        return not self._phrases.get((word,), set()) <= {Kind.FILLER, Kind.HEDGE}

    def stands_together(self, words: Words) -> bool:
        """Tell whether words stand side by side in a name of the store, joints aside."""
        return words in self._side_by_side

    @cached_property
    def _side_by_side(self) -> frozenset[Words]:
        names = (*self._names.claimants, *self._names.events, *self._names.places)
        return frozenset(
            stretch
            for entry in names
            for stretch in stretches(self.content(split(self.bare(entry.name))), 1)
        )


def inside(vocabulary: Vocabulary) -> set[str]:
    """List the words after which stands where people are: "in", "aboard"."""
    return {fold(word) for word in (*vocabulary.cue.get("place", ()), *vocabulary.names.aboard)}


def stretches(words: Sequence[str], shortest: int = BRIEF) -> Iterator[Words]:
    """List every stretch of words that stand side by side."""
    for start in range(len(words)):
        for end in range(start + shortest, len(words) + 1):
            yield tuple(words[start:end])


def is_acronym(word: Word) -> bool:
    """Tell whether a word is written in capitals throughout."""
    return len(word.text) > 1 and word.text.isalpha() and word.text.isupper()


# --- private ---


def _kinds(vocabulary: Vocabulary) -> Mapping[Words, tuple[Words, ...]]:
    """List for each word for what happened those that may be said of the same."""
    kinds: dict[Words, tuple[Words, ...]] = {}
    foreign = {
        kind: [
            text for text in texts if "*" not in text and text not in vocabulary.names.event[kind]
        ]
        for kind, texts in vocabulary.event.items()
    }
    for kind, texts in vocabulary.names.event.items():
        for alike in vocabulary.names.alike.get(kind, (texts,)):
            said = [words_of(text) for text in (*alike, *foreign.get(kind, ()))]
            for words in (words_of(text) for text in alike if text in texts):
                kinds[words] = tuple(dict.fromkeys((*kinds.get(words, ()), *said)))
    return kinds


def _said_for(table: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(said, written) for said, names in table.items() for written in names]


def _spelled(text: str, others: Iterable[tuple[str, str]]) -> list[str]:
    """Write a text as it is, and with each of the words said in place of those written."""
    found = [text]
    for said, written in others:
        found += [
            spelled
            for known in tuple(found)
            if (spelled := _swap(written, said, known)) not in found
        ]
    return found


def _swap(written: str, said: str, text: str) -> str:
    """Put other words in place of those written; words in small letters stand for capitals too."""
    flags = re.IGNORECASE if written.islower() else re.NOFLAG
    return re.sub(rf"\b{re.escape(written)}\b", said, text, flags=flags)
