"""Two claims files come in; what changed goes out, for a reviewer: claims, names, and the header.

A broken file is compared as far as it can be read, and its faults are listed.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from bot import store
from bot.curate import changed, layout, summary
from bot.curate.changed import Difference, Entry, FieldChange
from bot.curate.summary import counted, wrapped
from bot.names import Names
from bot.store import Fault, Store
from bot.wording import Wording


def run(old: Path, new: Path, out: TextIO, faulty: TextIO, *, as_json: bool = False) -> bool:
    """Print what changed between two claims files; tell if both are sound.

    Faults of the files go to ``faulty``. Raises StoreError for what is no claims file at all.
    """
    was, is_ = layout.read(old), layout.read(new)
    header, lists = changed.header(was, is_), changed.lists(was, is_)
    before, after = _Side.of(old), _Side.of(new)
    if as_json:
        print(_json(before, after, header, lists), file=out)
    else:
        for line in _lines(header, lists, before, after):
            print(line, file=out)
    for side in (before, after):
        for fault in side.faults:
            print(f"{side.path}: {fault}", file=faulty)
    return not (before.faults or after.faults)


# --- private ---


class _Side(NamedTuple):
    """One of the two files: what is wrong with it, and how to speak of its sound claims."""

    path: Path
    faults: tuple[Fault, ...]
    wording: Wording

    @classmethod
    def of(cls, path: Path) -> "_Side":
        read, faults = store.inspect(path)
        return cls(path, faults, summary.wording(read or Store(names=Names(), claims=())))


def _lines(
    header: tuple[FieldChange, ...],
    lists: Mapping[str, Difference],
    before: _Side,
    after: _Side,
) -> Iterator[str]:
    yield _headline(header, lists)
    if header:
        yield "\nheader changed"
        yield from _fields(header)
    for name, difference in lists.items():
        kind = name.removeprefix("names.")
        for how, mark, entries, side in (
            ("added", "+", difference.added, after),
            ("removed", "-", difference.removed, before),
        ):
            if entries:
                yield f"\n{kind} {how}"
            for entry in entries:
                yield from _entry(mark, entry, side)
        if difference.changed:
            yield f"\n{kind} changed"
        for one in difference.changed:
            yield from _entry("~", one.new, after)
            yield from _fields(one.fields)


def _headline(header: tuple[FieldChange, ...], lists: Mapping[str, Difference]) -> str:
    claims = lists["claims"]
    names = [difference for name, difference in lists.items() if name != "claims"]
    said = []
    for what, some in (("claim", [claims]), ("name", names)):
        for index, how in enumerate(Difference._fields):
            number = sum(len(difference[index]) for difference in some)
            if number:
                said.append(f"{counted(number, what)} {how}")
    if header:
        said.append("header changed")
    return ", ".join(said) or "no difference"


def _entry(mark: str, entry: Entry, side: _Side) -> Iterator[str]:
    """Name an entry, and say of a claim what a reader must know before a figure of it."""
    yield f"  {mark} {entry.get('id', 'an entry without an id')}"
    said = str(entry.get("name", ""))
    if "figure" in entry:
        claim = side.wording.store.by_id.get(str(entry.get("id")))
        said = summary.of(claim, side.wording) if claim else "faulty: see below what is wrong"
    yield from wrapped(said, "      ", "      ")


def _fields(fields: tuple[FieldChange, ...]) -> Iterator[str]:
    for field, old, new in fields:
        if old is None:
            said = f"{field}: added {_shown(new)}"
        elif new is None:
            said = f"{field}: removed {_shown(old)}"
        else:
            said = f"{field}: {_shown(old)} -> {_shown(new)}"
        yield from wrapped(said, "      ", "        ")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(
    before: _Side,
    after: _Side,
    header: tuple[FieldChange, ...],
    lists: Mapping[str, Difference],
) -> str:
    files = {
        name: {"store": str(side.path), "faults": [str(fault) for fault in side.faults]}
        for name, side in (("old", before), ("new", after))
    }
    differences = {
        name: {
            "added": difference.added,
            "removed": difference.removed,
            "changed": [
                {"id": one.id, "fields": [change._asdict() for change in one.fields]}
                for one in difference.changed
            ],
        }
        for name, difference in lists.items()
        if difference
    }
    document = {**files, "header": [change._asdict() for change in header], **differences}
    return json.dumps(document, ensure_ascii=False, indent=2)
