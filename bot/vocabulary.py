"""One file a language comes in; the words people ask with and the words replies are made of go out.

Adding a language is adding a file to ``bot/languages``; nothing in code names one.
"""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

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


class Term(NamedTuple):
    """A phrase of the vocabulary and what it stands for: a kind, and a value within that kind."""

    kind: Kind
    value: str
    words: tuple[str, ...]


class DateWords(Frozen):
    """The words that dates are made of; what each does is in the grammar of ``dates``."""

    months: tuple[Phrases, ...]
    weekdays: tuple[Phrases, ...]
    seasons: tuple[Phrases, ...]
    ordinal_endings: Phrases
    of: Phrases
    today: Phrases
    yesterday: Phrases
    ago: Phrases
    last: Phrases
    this: Phrases
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
    between: Phrases
    to: Phrases
    known: Phrases


class NumberWords(BaseModel):
    """The words that numbers are made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[Phrases, ...]
    tens: tuple[Phrases, ...]
    hundred: Phrases
    thousand: Phrases
    million: Phrases
    joint: Phrases

    @cached_property
    def small(self) -> Mapping[str, int]:
        """Number words below a hundred, folded, with their values."""
        units = {fold(word): n for n, group in enumerate(self.units) for word in group}
        tens = {fold(word): 20 + 10 * n for n, group in enumerate(self.tens) for word in group}
        return units | tens

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """Multipliers, folded, with their values."""
        return {fold(word): 1_000 for word in self.thousand} | {
            fold(word): 1_000_000 for word in self.million
        }


class NameWords(Frozen):
    """The words that names are made of, by which ordinary ways to say a name are told.

    ``joint`` words hold a name together and tell nothing apart; ``title`` lists the spellings of
    each title; ``demonym`` pairs the ending of a country with that of its adjective.
    """

    joint: Phrases = ()
    people: Phrases = ()
    institution: Phrases = ()
    undertaking: Phrases = ()
    territory: Phrases = ()
    title: tuple[Phrases, ...] = ()
    honorific: Phrases = ()
    demonym: tuple[tuple[str, str], ...] = ()


class Measures(Frozen):
    """What can be counted: the families of outcomes, and other names for the same outcome."""

    families: Mapping[str, Phrases]
    same_as: Mapping[str, str]

    @cached_property
    def _family(self) -> Mapping[str, str]:
        return {outcome: family for family, group in self.families.items() for outcome in group}

    def outcomes(self, measure: str) -> frozenset[str]:
        """Read a measure as the set of outcomes it counts together.

        ``killed_or_wounded`` is killed and wounded; a name with an unknown part stands for itself.
        """
        measure = self.same_as.get(measure, measure)
        parts = {self.same_as.get(p, p) for p in measure.split("_") if p not in {"or", "and"}}
        if measure not in self._family and all(part in self._family for part in parts):
            return frozenset(parts)
        return frozenset({measure})

    def family(self, measure: str) -> str | None:
        """Tell the family of a measure: that of its outcomes where they agree, else harm."""
        families = {self._family.get(outcome) for outcome in self.outcomes(measure)}
        if len(families) == 1:
            return families.pop()
        return "harm" if families <= {"death", "harm"} else None

    def umbrella(self, word: str) -> frozenset[str]:
        """List the outcomes that an umbrella word brings. The dead are always among the harmed."""
        outcomes = set(self.families[word])
        if word == "harm":
            outcomes |= set(self.families["death"])
        return frozenset(outcomes)


class Vocabulary(Frozen):
    """One language: its question words by kind and value, its dates, numbers and reply wording."""

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
    event: Mapping[str, Phrases] = {}
    names: NameWords = NameWords()
    date: DateWords
    number: NumberWords
    reply: Mapping[str, str]
    measure_name: Mapping[str, str]

    def terms(self) -> Iterator[Term]:
        """List every phrase by which a question is read."""
        for kind in Kind:
            table: Mapping[str, Phrases] = getattr(self, kind.value)
            for value, phrases in table.items():
                for text in phrases:
                    yield Term(kind, value, words_of(text))


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Fold a phrase to its words; a word that ends in ``*`` keeps the star."""
    words: list[str] = []
    for part in text.split():
        stem = part.endswith("*")
        folded = phrase(part) or (part,)
        words += (*folded[:-1], folded[-1] + "*") if stem else folded
    return tuple(words)


def read(path: Path) -> Vocabulary:
    """Read one language file. Raises ValidationError or TOMLDecodeError: a fault in the package."""
    with path.open("rb") as file:
        return Vocabulary.model_validate(tomllib.load(file))


def languages() -> tuple[Vocabulary, ...]:
    """Read every language that came with this copy of the bot, English first."""
    files = sorted(LANGUAGES.glob("en.toml"), key=lambda path: (path.stem != "en", path.stem))
    return tuple(read(path) for path in files)


def measures() -> Measures:
    """Read what can be counted, in no language."""
    with (LANGUAGES / "measures.toml").open("rb") as file:
        return Measures.model_validate(tomllib.load(file))
