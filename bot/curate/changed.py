"""Two claims files come in as they stand; what was added, removed or changed goes out.

Entries are compared by what they mean: a field that says nothing is as good as none. Entries that
are faulty are compared as they stand. Added and changed entries are in the order of the new file,
removed ones in that of the old file.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from bot.claim import Claim
from bot.curate.layout import Document
from bot.names import Frozen
from bot.store import KINDS

Entry = dict[str, Any]


class FieldChange(NamedTuple):
    """One field, dotted where it is nested, and what stood and stands there (None: nothing)."""

    field: str
    old: Any
    new: Any


class Changed(NamedTuple):
    """An entry that is in both files with other fields."""

    id: str
    new: Entry
    fields: tuple[FieldChange, ...]


class Difference(NamedTuple):
    """What differs in one list of entries."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return any(self)


def header(old: Document, new: Document) -> tuple[FieldChange, ...]:
    """Compare what stands beside the names and claims."""
    was, is_ = ({k: v for k, v in one.items() if k not in _LISTS} for one in (old, new))
    return tuple(fields(was, is_))


def lists(old: Document, new: Document) -> Mapping[str, Difference]:
    """Compare the claims, and each list of names, by its name in the file."""
    found = {"claims": _difference(Claim, old.get("claims"), new.get("claims"))}
    for kind, model in KINDS.items():
        was, is_ = ((_object(one.get("names"))).get(kind) for one in (old, new))
        found[f"names.{kind}"] = _difference(model, was, is_)
    return found


def fields(
    old: Mapping[str, Any], new: Mapping[str, Any], inside: str = ""
) -> Iterator[FieldChange]:
    """Compare two entries field by field."""
    for field in dict.fromkeys((*old, *new)):
        yield from _field(f"{inside}{field}", old.get(field), new.get(field))


def meant(model: type[Frozen], raw: Any) -> Entry:
    """Take what an entry means, or what stands there if that cannot be told."""
    try:
        return model.model_validate(raw).model_dump(mode="json", exclude_defaults=True)
    except ValidationError:
        return _object(raw) or {"": raw}


# --- private ---

_LISTS = {"names", "claims"}


def _difference(model: type[Frozen], old: Any, new: Any) -> Difference:
    was, is_ = _by_id(model, old), _by_id(model, new)
    pairs = [(id_, was[id_], entry) for id_, entry in is_.items() if id_ in was]
    changed = [Changed(id_, entry, tuple(fields(former, entry))) for id_, former, entry in pairs]
    return Difference(
        added=tuple(entry for id_, entry in is_.items() if id_ not in was),
        removed=tuple(entry for id_, entry in was.items() if id_ not in is_),
        changed=tuple(one for one in changed if one.fields),
    )


def _by_id(model: type[Frozen], listed: Any) -> dict[str, Entry]:
    """List entries by id; one without stands for its place, one that stands again is numbered."""
    found: dict[str, Entry] = {}
    for index, raw in enumerate(listed if isinstance(listed, list) else ()):
        entry = meant(model, raw)
        id_, times = str(entry.get("id", f"[{index}]")), 2
        label = id_
        while label in found:
            label, times = f"{id_} ({times})", times + 1
        found[label] = entry
    return found


def _object(raw: Any) -> Entry:
    return raw if isinstance(raw, dict) else {}


def _field(field: str, old: Any, new: Any) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from fields(old, new, f"{field}.")
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(field, old, new)
    else:
        yield FieldChange(field, old, new)


def _items(field: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[FieldChange]:
    """Compare what two lists do not share; lists in another order are told whole."""
    if [item for item in old if item in new] != [item for item in new if item in old]:
        yield FieldChange(field, old, new)
        return
    gone = [(place, item) for place, item in enumerate(old) if item not in new]
    come = [(place, item) for place, item in enumerate(new) if item not in old]
    for (_, former), (place, item) in zip(gone, come, strict=False):
        yield from _field(f"{field}.{place}", former, item)
    for place, former in gone[len(come) :]:
        yield FieldChange(f"{field}.{place}", former, None)
    for place, item in come[len(gone) :]:
        yield FieldChange(f"{field}.{place}", None, item)
