"""A country's word or its adjective comes in; the words that belong together with it go out.

Told by their endings ("-ia", "-ian"), which stand in names.toml. Irregular pairs are not found: a
store that needs one gives it as an alias.
"""

from collections.abc import Iterable, Iterator

from bot.vocabulary import NameWords

_STEM = 3
"""Letters of the shortest stem by which two words are told to belong together."""


def nouns(adjective: str, words: NameWords) -> frozenset[str]:
    """List the words of countries, most of them made up, whose adjective a folded word could be."""
    return frozenset(_swapped(adjective, [(ending, noun) for noun, ending in words.demonym]))


def family(word: str, words: NameWords) -> frozenset[str]:
    """List what is the same folded word, its country or its adjective, most of it made up."""
    return nouns(word, words).union(_swapped(word, words.demonym), [word])


# --- private ---


def _swapped(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for ending, other in endings:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _STEM:
            yield stem + other
