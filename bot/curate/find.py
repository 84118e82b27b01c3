"""What a curator typed comes in; the entry of the store with that id, name or alias goes out."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.errors import BotError
from bot.names import Named
from bot.vocabulary import name_words, words_of
from bot.words import fold, phrase

N = TypeVar("N", bound=Named)

NEAR = 6
"""Candidates that a message lists at most."""
_LIKENESS = 60
"""Likeness, of 100, from which on a name is a candidate."""


class UnclearNameError(BotError):
    """No entry, or more than one, has the name that was typed; the message lists candidates."""

    def __init__(self, text: str, what: str, found: Sequence[Named], near: Sequence[Named]) -> None:
        if found:
            said, listed = f"several {what} are called {text!r}; say which by its id", found
        else:
            said, listed = f"no {what} on file are called {text!r}", near
        candidates = "".join(f"\n  {entry.id}: {entry.name}" for entry in listed)
        super().__init__(said + (f". Candidates:{candidates}" if candidates else ""))


def one(text: str, entries: Sequence[N], what: str, also: Sequence[N] = ()) -> N:
    """Find the one entry with an id, name or alias.

    ``what`` names the kind in the plural; ``also`` are candidates besides those with a like name.
    Raises UnclearNameError where there is none, or more than one.
    """
    found = called(text, entries)
    if len(found) == 1:
        return found[0]
    listed = {entry.id: entry for entry in (*also, *near(text, entries))}
    raise UnclearNameError(text, what, found, tuple(listed.values())[:NEAR])


def called(text: str, entries: Iterable[N]) -> tuple[N, ...]:
    """List the entries with an id, or else with a name or an alias."""
    listed = tuple(entries)
    by_id = tuple(entry for entry in listed if entry.id == text.strip())
    words = _telling(phrase(text))
    return by_id or tuple(
        entry
        for entry in listed
        if any(_fits(_telling(words_of(name)), words) for name in (entry.name, *entry.aliases))
    )


def filed(text: str, entries: Sequence[N], what: str) -> str:
    """Say a name as it is on file; one that is not on file stays as it is.

    Raises UnclearNameError where more than one entry has it.
    """
    found = called(text, entries)
    if len(found) > 1:
        raise UnclearNameError(text, what, found, ())
    return found[0].name if found else text


def near(text: str, entries: Iterable[N]) -> tuple[N, ...]:
    """List the entries with a name, an alias or an id like a text, the likest first."""
    listed = tuple(entries)
    likeness = {
        entry.id: max(
            fuzz.WRatio(fold(text), fold(name)) for name in (entry.name, entry.id, *entry.aliases)
        )
        for entry in listed
    }
    ranked = sorted(listed, key=lambda entry: -likeness[entry.id])
    return tuple(entry for entry in ranked if likeness[entry.id] >= _LIKENESS)[:NEAR]


def near_ids(text: str, ids: Iterable[str]) -> tuple[str, ...]:
    """List the ids like a text, the likest first."""
    found = process.extract(text, list(ids), scorer=fuzz.ratio, limit=3, score_cutoff=_LIKENESS)
    return tuple(id_ for id_, _, _ in found)


# --- private ---


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Leave out articles and the like: people type "Lake War" for "the Lake War"."""
    return tuple(word for word in words if word not in name_words().joint) or tuple(words)


def _fits(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether words are a name; one that ends in ``*`` is open."""
    return (
        bool(words)
        and len(name) == len(words)
        and all(
            word.startswith(part[:-1]) if part.endswith("*") else word == part
            for part, word in zip(name, words, strict=True)
        )
    )
