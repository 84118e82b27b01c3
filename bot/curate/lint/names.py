"""Rules about the names of a store: circles, aliases of two entries, entries that nothing uses."""

from collections.abc import Iterator, Mapping

from bot.curate.lint.finding import Finding, error, warning
from bot.names import Named, Names
from bot.references import name_references, references
from bot.store import Store
from bot.vocabulary import words_of

_KINDS = tuple(Names.model_fields)
_WITHIN = ("populations", "claimants", "places", "events")
"""Names that can be part of another one of their kind."""


def circles(store: Store) -> Iterator[Finding]:
    """Find names that are, over some steps, part of themselves."""
    for kind in _WITHIN:
        wholes = {entry.id: entry.part_of for entry in getattr(store.names, kind)}
        for entry, whole in wholes.items():
            seen, outer = {entry}, whole
            while outer is not None and outer not in seen:
                seen.add(outer)
                outer = wholes.get(outer)
            if outer == entry:
                found = "it is part of itself"
                yield error("circle", f"names.{kind}.{entry}", "part_of", found, "a larger one")


def colliding(store: Store) -> Iterator[Finding]:
    """Find names and aliases that two entries of a kind have: a question by them means either."""
    for kind in _KINDS:
        bearers: dict[tuple[str, ...], dict[str, str]] = {}
        for entry in getattr(store.names, kind):
            for text in (entry.name, *entry.aliases):
                bearers.setdefault(words_of(text), {}).setdefault(entry.id, text)
        pairs: dict[tuple[str, str], list[str]] = {}
        for shared in bearers.values():
            first, *others = shared
            for other in others:
                pairs.setdefault((first, other), []).append(f"“{shared[other]}”")
        for (first, other), texts in pairs.items():
            found = f"{', '.join(texts)} also a name of {first}"
            yield warning("alias", f"names.{kind}.{other}", "aliases", found, "one bearer")


def unused(store: Store) -> Iterator[Finding]:
    """Find names that no claim refers to, and that no name which one refers to needs."""
    used = _used(store)
    for kind in _KINDS:
        for entry in getattr(store.names, kind):
            if (kind, entry.id) not in used:
                found = "no claim refers to it"
                yield warning("unused", f"names.{kind}.{entry.id}", "id", found, "a use")


# --- private ---


def _used(store: Store) -> set[tuple[str, str]]:
    entries: Mapping[tuple[str, str], Named] = {
        (kind, entry.id): entry for kind in _KINDS for entry in getattr(store.names, kind)
    }
    needs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for label, _, kind, target in name_references(store.names):
        if target:
            _, of_kind, entry_id = label.split(".", 2)
            needs.setdefault((of_kind, entry_id), []).append((kind, target))
    pending = [
        (kind, target)
        for claim in store.claims
        for _, named, target in references(claim)
        if target
        for kind in (("claimants", "people") if named == "voices" else (named,))
        if (kind, target) in entries
    ]
    used: set[tuple[str, str]] = set()
    while pending:
        entry = pending.pop()
        if entry not in used:
            used.add(entry)
            pending += needs.get(entry, [])
    return used
