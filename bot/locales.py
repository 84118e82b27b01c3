"""A country's name in English comes in; the ways another language says it go out.

What the Unicode Common Locale Data Repository knows, read by Babel: names of territories, and of
languages, which in most languages are also the adjectives of their countries. Endings are left
open where no other name begins alike, since many languages inflect names.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from bot.words import fold

_STEM = 4
"""Letters of the shortest beginning of a word by which its inflected forms are known."""
_ENDING = re.compile(r"[aeiouyаеиоуыэюяєіїьй]+$")  # noqa: RUF001 - vowels of two scripts
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)


def country(name: str, language: str) -> Iterator[str]:
    """List phrases for a country, ``*`` for an open ending; none if it is not a country's name."""
    yield from _said(_ARTICLE.sub("", name), "territories", language)


def adjective(name: str, language: str) -> Iterator[str]:
    """List phrases for an adjective of a country that is also the name of a language."""
    yield from _said(name, "languages", language)


def is_country(word: str) -> bool:
    """Tell whether a folded word is the English name of a country."""
    return word in _countries()


def adjectives(country: str) -> frozenset[str]:
    """List the folded English adjectives of a country that are also the names of its languages."""
    return frozenset(said for said, known in _adjectives().items() if known == country)


def country_of(adjective: str) -> str | None:
    """Name the country of a folded English adjective that is also the name of its language."""
    return _adjectives().get(adjective)


# --- private ---


def _said(name: str, table: str, language: str) -> Iterator[str]:
    code = _codes(table).get(fold(name))
    names = _folded(language, table)
    if code is None or code not in names:
        return
    text = names[code]
    others = [other for key, other in names.items() if key != code]
    for stem in (_without_ending, _without_last_letter):
        beginning = " ".join(stem(word) for word in text.split())
        if not any(other.startswith(beginning) for other in others):
            yield " ".join(f"{stem(word)}*" for word in text.split())
            return
    yield text


def _without_ending(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _STEM else word


def _without_last_letter(word: str) -> str:
    return word[:-1] if len(word) > _STEM else word


@cache
def _names(language: str, table: str) -> Mapping[str, str]:
    try:
        names: Mapping[str, str] = getattr(Locale.parse(language), table)
    except (UnknownLocaleError, ValueError):
        return {}
    return names


@cache
def _folded(language: str, table: str) -> Mapping[str, str]:
    return {code: fold(text) for code, text in _names(language, table).items()}


@cache
def _codes(table: str) -> Mapping[str, str]:
    return {text: code for code, text in _folded("en", table).items()}


@cache
def _countries() -> Mapping[str, str]:
    """List the countries by their folded names in English, with their codes."""
    names = _names("en", "territories").items()
    return {fold(name): code for code, name in names if code.isalpha() and " " not in name}


@cache
def _adjectives() -> Mapping[str, str]:
    """List the names of languages that begin as their country does: the others are no adjectives.

    A language is a country's own if it is official there and at home nowhere else.
    """
    languages, homes = _names("en", "languages"), get_global("likely_subtags")
    return {
        fold(languages[language]): country
        for country, code in _countries().items()
        for language in get_official_languages(code, de_facto=True)
        if language in languages
        and homes.get(language, "").endswith(f"_{code}")
        and fold(languages[language])[0] == country[0]
    }
