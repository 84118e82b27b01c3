"""One file a language comes in; the words people ask with and the words replies are made of go out.

Adding a language is adding a file to ``bot/languages``; nothing in code names one.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BotError
from bot.names import Frozen
from bot.words import fold, phrase

LANGUAGES = Path(__file__).parent / "languages"

Phrases = tuple[str, ...]


class Kind(StrEnum):
    """What a vocabulary word is about; each is a table of the language file."""

    MEASURE = "measure"
    UMBRELLA = "umbrella"
    CATEGORY = "category"
    RELATION = "relation"
    WANTED = "wanted"
    CUE = "cue"
    REFUSAL = "refusal"
    HEDGE = "hedge"
    FILLER = "filler"


MEASURED = (Kind.MEASURE, Kind.UMBRELLA)
"""Kinds of words for what happened to people."""
COUNTED = (*MEASURED, Kind.CATEGORY)
"""Kinds of words for people and for what happened to them."""


class Term(NamedTuple):
    """A phrase of the vocabulary and what it stands for: a kind, and a value within that kind."""

    kind: Kind
    value: str
    words: tuple[str, ...]


class DateWords(Frozen):
    """The words that dates are made of; what each does is in the grammar of ``dates``.

    ``homographs`` are the names of months and weekdays that also mean something else; None: any
    may, so that a small letter makes no date of one.
    """

    months: tuple[Phrases, ...]
    weekdays: tuple[Phrases, ...]
    seasons: tuple[Phrases, ...]
    ordinal_endings: Phrases
    of: Phrases
    of_a_day: Phrases = ()
    today: Phrases
    yesterday: Phrases
    ago: Phrases
    ago_before: Phrases = ()
    last: Phrases
    last_after: Phrases = ()
    this: Phrases
    ordinals: tuple[Phrases, ...] = ()
    into: Phrases = ()
    first: Phrases
    early: Phrases
    middle: Phrases
    late: Phrases
    day: Phrases
    week: Phrases
    month: Phrases
    year: Phrases
    as_of: Phrases
    during: Phrases
    before: Phrases
    after: Phrases
    since: Phrases
    between: Phrases
    to: Phrases
    known: Phrases
    clock: Phrases = ()
    decade: Phrases = ()
    half: Phrases = ()
    quarter: Phrases = ()
    homographs: Phrases | None = None

    @cached_property
    def spans(self) -> frozenset[str]:
        """List the folded words before a number of hours that is asked about."""
        return frozenset(words_of(text)[-1] for text in (*self.last, *self.first))

    @cached_property
    def hours(self) -> frozenset[str]:
        """Every word that makes a number before it a time of day, folded."""
        return frozenset(fold(word) for word in self.clock)

    @cached_property
    def month_names(self) -> frozenset[str]:
        """Every word for a month, folded."""
        return frozenset(fold(name) for names in self.months for name in names)


class NumberWords(BaseModel):
    """The words that numbers are made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[Phrases, ...]
    tens: tuple[Phrases, ...]
    hundreds: tuple[Phrases, ...] = ()
    hundred: Phrases
    thousand: Phrases
    million: Phrases
    joint: Phrases

    @cached_property
    def small(self) -> Mapping[str, int]:
        """Number words below a thousand, folded, with their values."""
        units = {fold(word): n for n, group in enumerate(self.units) for word in group}
        tens = {fold(word): 20 + 10 * n for n, group in enumerate(self.tens) for word in group}
        hundreds = {fold(w): 100 * n for n, group in enumerate(self.hundreds, 1) for w in group}
        return units | tens | hundreds

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """Multipliers, folded, with their values."""
        return {fold(word): 1_000 for word in self.thousand} | {
            fold(word): 1_000_000 for word in self.million
        }


class Spelling(Frozen):
    """How a language writes names of another one.

    ``letters`` lists what a letter may stand for, ``endings`` what the language adds to a name, and
    ``joint`` its words that hold a name together.
    """

    letters: Mapping[str, Phrases] = {}
    endings: Phrases = ()
    joint: Phrases = ()


class NameWords(Frozen):
    """The words that names are made of, by which ordinary ways to say a name are told.

    ``joint`` words hold a name together and tell nothing apart; ``small`` ones tell names apart no
    more, but hold none together in a message. ``people`` are words for anybody; those that are
    ``general_people`` are told apart by the word before; those that are ``irregular`` bear arms and
    are no soldiers. ``common`` words of places name none alone, nor do the ``vague`` words beside
    them, but what is ``struck`` does without an article;
    ``aboard`` leads to where people are, and before a ``caused`` event stands what they fell ill
    with. ``theme`` words, and those with a
    ``theme_ending``, tell what a body is about, and name none alone either. ``old`` is said of the
    earlier of two alike. ``title`` lists the spellings of each title; an ``office`` is a title that
    also stands without a name. ``demonym`` pairs the ending of a country with that of its
    adjective; ``inhabitant`` is what is put to a side for one of its people; ``plural`` is the
    ending of several. ``short`` pairs what names usually shorten with its short form; ``called``
    lists what is said for words that stand in names, ``called_body`` for what a body is,
    ``called_people`` for who people are; ``event`` lists the words for each kind of event,
    ``alike`` those of a kind that may be said of the same, where not all may.
    """

    joint: Phrases
    small: Phrases
    people: Phrases
    general_people: Phrases
    irregular: Phrases
    institution: Phrases
    organ: Phrases
    undertaking: Phrases
    territory: Phrases
    common: Phrases
    struck: Phrases
    aboard: Phrases
    caused: Phrases
    old: Phrases
    vague: Phrases
    theme: Phrases
    theme_ending: Phrases
    office: Phrases
    title: tuple[Phrases, ...]
    honorific: Phrases
    demonym: tuple[tuple[str, str], ...]
    inhabitant: Phrases
    plural: Phrases
    short: tuple[tuple[str, str], ...]
    called: Mapping[str, Phrases]
    called_body: Mapping[str, Phrases]
    called_people: Mapping[str, Phrases]
    event: Mapping[str, Phrases]
    alike: Mapping[str, tuple[Phrases, ...]]


@cache
def name_words() -> NameWords:
    """Read the words that names are made of."""
    with (LANGUAGES / "names.toml").open("rb") as file:
        return NameWords.model_validate(tomllib.load(file))


class Vocabulary(Frozen):
    """One language: its question words by kind and value, its dates, numbers and reply wording.

    ``word`` lists what the language says for the English words that names are made of.
    """

    language: str
    name: str
    measure: Mapping[str, Phrases]
    umbrella: Mapping[str, Phrases]
    category: Mapping[str, Phrases]
    relation: Mapping[str, Phrases]
    wanted: Mapping[str, Phrases]
    cue: Mapping[str, Phrases]
    refusal: Mapping[str, Phrases]
    hedge: Mapping[str, Phrases]
    filler: Mapping[str, Phrases]
    event: Mapping[str, Phrases] = Field(default_factory=lambda: name_words().event)
    names: NameWords = Field(default_factory=name_words)
    word: Mapping[str, Phrases] = {}
    spelling: Spelling = Spelling()
    date: DateWords
    number: NumberWords
    reply: Mapping[str, str] = {}
    measure_name: Mapping[str, str] = {}

    def terms(self) -> Iterator[Term]:
        """List every phrase by which a question is read."""
        for kind in Kind:
            table: Mapping[str, Phrases] = getattr(self, kind.value)
            for value, phrases in table.items():
                for text in phrases:
                    yield Term(kind, value, words_of(text))

    def explains(self, words: Iterable[str]) -> int:
        """Count the folded words that stand somewhere in this language, in a phrase or alone."""
        return sum(
            word in self._words or any(word[:end] in self._stems for end in range(2, len(word) + 1))
            for word in words
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for word in self._vocabulary if not word.endswith("*"))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word[:-1] for word in self._vocabulary if word.endswith("*"))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Every word of every table, folded; cheaper than ``words_of``, as it reads all at once."""
        tables = (getattr(self, name) for name in (*Kind, "event", "word", "date", "number"))
        return frozenset(_LETTERS.findall(fold("\n".join(_texts(list(tables))))))


class Languages:
    """The languages of a folder. English is read at once, the others when a message needs them."""

    def __init__(self, folder: Path = LANGUAGES) -> None:
        self._folder = folder
        self.english = read(folder / "en.toml")

    def of(self, words: Collection[str], previous: str = "") -> Vocabulary:
        """Choose the language that explains the most of some folded words.

        Of those that explain equally many, English comes first, then ``previous``, the language of
        the message before.
        """
        if self.english.explains(words) == len(words):
            return self.english
        best = max(language.explains(words) for language in self._all)
        tied = [language for language in self._all if language.explains(words) == best]
        if self.english in tied:
            return self.english
        return next((one for one in tied if one.language == previous), tied[0])

    def named(self, code: str) -> Vocabulary:
        """Find a language by its code; English if there is no file of it."""
        return next((one for one in self._all if one.language == code), self.english)

    def spoken(self, vocabulary: Vocabulary) -> Vocabulary:
        """Choose the language to reply in: the one given if its reply wording is complete."""
        complete = self.english.reply.keys() <= vocabulary.reply.keys()
        return vocabulary if complete else self.english

    def complete(self) -> frozenset[str]:
        """List the codes of the languages that replies can be in."""
        return frozenset(one.language for one in self._all if self.spoken(one) is one)

    @cached_property
    def _all(self) -> tuple[Vocabulary, ...]:
        others = sorted(path for path in self._folder.glob("??.toml") if path.stem != "en")
        return (self.english, *map(read, others))


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Fold a phrase to its words; a word that ends in ``*`` keeps the star."""
    words: list[str] = []
    for part in text.split():
        stem = part.endswith("*")
        folded = phrase(part) or (part,)
        words += (*folded[:-1], folded[-1] + "*") if stem else folded
    return tuple(words)


class LanguageError(BotError):
    """A language file that cannot be used; the message names the file and each fault in it."""

    def __init__(self, path: Path, faults: Iterable[str]) -> None:
        super().__init__("\n".join([f"{path}: not a language file", *(f"  {f}" for f in faults)]))


def read(path: Path) -> Vocabulary:
    """Read one language file. Raises LanguageError with every fault in it."""
    try:
        with path.open("rb") as file:
            return Vocabulary.model_validate(tomllib.load(file))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(path, [str(error)]) from error
    except ValidationError as error:
        faults = error.errors(include_url=False)
        named = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
        raise LanguageError(path, named) from error


@cache
def filed_in() -> Vocabulary:
    """Read the language that names in a claims file are in."""
    return read(LANGUAGES / "en.toml")


def languages(folder: Path = LANGUAGES) -> tuple[Vocabulary, ...]:
    """Read every language of a folder, English first."""
    files = sorted(folder.glob("??.toml"), key=lambda path: (path.stem != "en", path.stem))
    return tuple(read(path) for path in files)


# --- private ---

_LETTERS = re.compile(r"[^\W\d_]+\*?")


def _texts(table: object) -> Iterator[str]:
    """List every text in nested tables."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        yield from _texts(list(table.values()))
    elif isinstance(table, BaseModel):
        yield from _texts(list(table.__dict__.values()))
    elif isinstance(table, list | tuple):
        for part in table:
            yield from _texts(part)
