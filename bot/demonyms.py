"""A country's word and its adjective come in; whether they belong together goes out.

Told by their endings ("-ia", "-ian"), which stand in the language file. Irregular pairs are not
found: a store that needs one gives it as an alias.
"""

from collections.abc import Iterator

from bot.vocabulary import NameWords

_STEM = 3
"""Letters of the shortest stem by which two words are told to belong together."""


def related(one: str, other: str, words: NameWords) -> bool:
    """Tell whether two folded words are the same, or a country and its adjective in any order."""
    return one == other or is_adjective(one, other, words) or is_adjective(other, one, words)


def is_adjective(adjective: str, noun: str, words: NameWords) -> bool:
    """Tell whether one folded word is the adjective of the other."""
    return noun in nouns(adjective, words)


def nouns(adjective: str, words: NameWords) -> tuple[str, ...]:
    """List the words of countries, most of them made up, whose adjective this could be."""
    return tuple(dict.fromkeys(_swapped(adjective, words)))


# --- private ---


def _swapped(adjective: str, words: NameWords) -> Iterator[str]:
    for noun_ending, ending in words.demonym:
        stem = adjective.removesuffix(ending)
        if adjective.endswith(ending) and len(stem) >= _STEM:
            yield stem + noun_ending
