"""Phrases of folded words come in; the phrases that go on with a word of a message go out."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Trie(Generic[T]):
    """A word in a tree of phrases: what may follow it, and what ends with it.

    A word that ends in ``*`` stands for every word that begins so.
    """

    __slots__ = ("ends", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, Trie[T]] = {}
        self.stems: dict[str, Trie[T]] = {}
        self.ends: list[T] = []

    def add(self, words: Sequence[str], meaning: T) -> None:
        """Add a phrase and what it means."""
        node = self
        for word in words:
            table = node.stems if word.endswith("*") else node.next
            node = table.setdefault(word.removesuffix("*"), Trie())
        if words and meaning not in node.ends:
            node.ends.append(meaning)

    def after(self, word: str) -> "Iterator[Trie[T]]":
        """List where a phrase may go on after a folded word."""
        if word in self.next:
            yield self.next[word]
        for length in range(len(word), 1, -1):
            if self.stems and word[:length] in self.stems:
                yield self.stems[word[:length]]

    def closest(self, word: str) -> list[T]:
        """List what one word means, but by the longest of the beginnings that it has."""
        ends = [node.ends for node in self.after(word) if node.ends]
        whole = self.next[word].ends if word in self.next else []
        begun = next((found for found in ends if found is not whole), [])
        return [*whole, *begun]

    def found(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T]]:
        """List every phrase that begins at a word, by where it ends and what it means."""
        paths = [(self, index)]
        while paths:
            node, end = paths.pop()
            yield from ((end, meaning) for meaning in node.ends)
            if end < len(words):
                paths += [(following, end + 1) for following in node.after(words[end])]
