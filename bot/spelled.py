"""A word as another language writes or inflects it comes in; the words of names it may be go out.

What a letter may stand for and which endings a name takes are data of the language file. A word is
read as one of a name if nothing but such an ending, or a vowel, is left over on either side.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.vocabulary import Spelling
from bot.words import fold

_SHORTEST = 4
"""Letters of the shortest beginning by which a word is told to be one of a name."""
_LEFT_OVER = "[aeiouy]{0,2}n?"
"""What may follow in the name: the vowel that another case puts in its place, or an adjective."""
_REMEMBERED = 4_096
"""Words of messages whose names are kept at hand."""


class Spelled:
    """Knows the words of names, and finds them in what a language makes of them."""

    def __init__(self, spelling: Spelling, words: Iterable[str]) -> None:
        self._letters: dict[str, list[str]] = {}
        for written, spellings in spelling.letters.items():
            self._letters.setdefault(fold(written), []).extend(map(fold, spellings))
        self._longest = max(map(len, self._letters), default=1)
        self._endings = tuple(map(fold, spelling.endings))
        self._words = "\n".join(sorted(word for word in words if len(word) >= _SHORTEST))
        self._matching = lru_cache(_REMEMBERED)(self._match)

    def names(self, word: str) -> frozenset[str]:
        """List the words of names that a folded word may be; none if it says nothing for sure."""
        return self._matching(word)

    # --- private ---

    def _match(self, word: str) -> frozenset[str]:
        """Find each beginning that is left of a word without one of the endings."""
        stems = {word.removesuffix(ending) for ending in ("", *self._endings)}
        said = "|".join(self._pattern(s) for s in sorted(stems) if len(s) >= _SHORTEST)
        return frozenset(re.findall(rf"^(?:{said}){_LEFT_OVER}$", self._words, re.MULTILINE))

    def _pattern(self, stem: str) -> str:
        """Write a beginning as a pattern of all the spellings of its letters."""
        parts: list[str] = []
        at = 0
        while at < len(stem):
            lengths = range(min(self._longest, len(stem) - at), 0, -1)
            taken = (stem[at : at + length] for length in lengths)
            letter = next((one for one in taken if one in self._letters), stem[at])
            said = self._letters.get(letter, [letter])
            parts.append(f"(?:{'|'.join(map(re.escape, said))})")
            at += len(letter)
        return "".join(parts)
