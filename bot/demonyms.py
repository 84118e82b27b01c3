"""A country's word or its adjective comes in; the words that belong together with it go out.

Told by their endings ("-ia", "-ian"), which stand in names.toml, and for real countries by the
names of their languages. Other irregular pairs a store gives as aliases.
"""

from collections.abc import Iterable, Iterator

from bot import locales
from bot.vocabulary import NameWords

_STEM = 3
"""Letters of the shortest stem by which two words are told to belong together."""


def nouns(adjective: str, words: NameWords) -> frozenset[str]:
    """List the words of countries, most of them made up, whose adjective a folded word could be."""
    return frozenset(_swapped(adjective, [(ending, noun) for noun, ending in words.demonym]))


def family(word: str, words: NameWords) -> frozenset[str]:
    """List what is the same folded word, its country or its adjective, most of it made up."""
    return nouns(word, words).union(_swapped(word, words.demonym), [word])


def of_country(word: str, words: NameWords) -> frozenset[str]:
    """List what means the same country as a folded word; none if it names no country there is."""
    country = _country(word, words)
    if country is None:
        return frozenset()
    forms = (form for form in family(country, words) if _country(form, words) == country)
    return frozenset(forms).union(locales.adjectives(country), [country, word])


# --- private ---


def _swapped(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for ending, other in endings:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _STEM:
            yield stem + other


def _country(word: str, words: NameWords) -> str | None:
    """Name the country of a word; of several that it could belong to the longest is nearest."""
    if locales.is_country(word):
        return word
    found = [noun for noun in nouns(word, words) if locales.is_country(noun)]
    return locales.country_of(word) or max(found, key=len, default=None)
