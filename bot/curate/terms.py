"""A table's words come in; a value of the store goes out with the words it cannot hold, and back.

Which words mean which value: terms.toml, beside this file.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from bot.claim import Basis, Relation, ScopeKind, Status
from bot.names import Frozen
from bot.vocabulary import words_of
from bot.words import phrase

E = TypeVar("E", bound=StrEnum)

_FILE = Path(__file__).with_name("terms.toml")
_JOINT = "; "


class Reading(NamedTuple, Generic[E]):
    """The value that a table's words stand for (None: no value fits), and the words beyond it."""

    value: E | None
    note: str | None


class Terms(Generic[E]):
    """Tells the values of one field by a table's words."""

    def __init__(self, kind: type[E], entries: Mapping[str, "_Entry"]) -> None:
        self._terms = {kind(value): entry.term for value, entry in entries.items() if entry.term}
        self._values = {term: value for value, term in self._terms.items()}
        self._words = {
            kind(value): tuple(words_of(text) for text in entry.words)
            for value, entry in entries.items()
        }

    def read(self, text: str | None) -> Reading[E]:
        """Read a cell. The table's own term needs no note; any other text is kept as one."""
        if text is None:
            return Reading(None, None)
        if text in self._values:
            return Reading(self._values[text], None)
        head, _, note = text.partition(_JOINT)
        value = self._values.get(head)
        if value and note and note == note.strip() and self._nearest(note) != value:
            return Reading(value, note)
        return Reading(self._nearest(text), text)

    def write(self, value: E | None, note: str | None) -> str | None:
        """Write a value and its note so that ``read`` finds both again."""
        term = self._terms.get(value) if value else None
        if term is None or note is None:
            return note or term
        return note if self._nearest(note) == value else f"{term}{_JOINT}{note}"

    def _nearest(self, text: str) -> E | None:
        words = phrase(text)
        for value, phrases in self._words.items():
            if any(_stands(wanted, words) for wanted in phrases):
                return value
        return None


@cache
def relation() -> Terms[Relation]:
    """Read how a claimant stands to those it counts."""
    return Terms(Relation, _entries("relation"))


@cache
def basis() -> Terms[Basis]:
    """Read how a figure was arrived at."""
    return Terms(Basis, _entries("basis"))


@cache
def verification() -> Terms[Status]:
    """Read whether anybody could check a figure."""
    return Terms(Status, _entries("verification"))


@cache
def scope() -> Terms[ScopeKind]:
    """Read what stretch of an event a figure covers."""
    return Terms(ScopeKind, _entries("scope"))


# --- private ---


class _Entry(Frozen):
    term: str | None = None
    words: tuple[str, ...]


def _entries(field: str) -> Mapping[str, _Entry]:
    with _FILE.open("rb") as file:
        table = tomllib.load(file)[field]
    return {value: _Entry.model_validate(entry) for value, entry in table.items()}


def _stands(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a phrase stands anywhere among words."""
    return any(
        all(_same(one, word) for one, word in zip(wanted, words[start:], strict=False))
        for start in range(len(words) - len(wanted) + 1)
    )


def _same(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
