"""Phrases whose words may stand in any order come in; the longest one in a message goes out.

"Ministry of the Interior" and "Interior Ministry" are one phrase: joint words ("of the") and the
order tell nothing apart. Nothing is found across a comma, a bracket or another mark but the stop of
a short form ("Col. Gen.").
"""

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from bot.words import Word

T = TypeVar("T")


class AnyOrder(Generic[T]):
    """Phrases by their words, each with all that it may mean."""

    def __init__(self, joint: Collection[str]) -> None:
        self._joint = frozenset(joint)
        self._meanings: dict[tuple[str, ...], tuple[T, ...]] = {}
        self._words: set[str] = set()
        self._most = 0

    def add(self, words: Sequence[str], meaning: T) -> None:
        """Add a phrase of folded words; joint ones do not count unless there is no other."""
        words = [word for word in words if word not in self._joint] or words
        key = tuple(sorted(words))
        known = self._meanings.get(key, ())
        self._meanings[key] = known if meaning in known else (*known, meaning)
        self._words.update(words)
        self._most = max(self._most, len(words))

    def longest(
        self, words: Sequence[Word], folds: Sequence[str], index: int
    ) -> tuple[int, tuple[T, ...]]:
        """Find where the longest phrase that begins at a word ends, and what it may mean.

        ``folds`` are the words as they are read. Where none begins, the end is ``index``.
        """
        found: tuple[int, tuple[T, ...]] = (index, ())
        key: list[str] = []
        for end in range(index, len(words)):
            apart = end > index and words[end].apart
            told = folds[end] in self._words
            if apart or len(key) == self._most or not (told or (key and folds[end] in self._joint)):
                break
            if told:
                key.append(folds[end])
                meanings = self._meanings.get(tuple(sorted(key)))
                found = (end + 1, meanings) if meanings else found
        return found
