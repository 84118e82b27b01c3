"""A claims file comes in; the same goes out in the form kept, so that a diff shows what changed.

Two spaces an indent, letters as they are, fields and entries in the order in which they stand in
the file. What did not change is written as it stood.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from bot import store
from bot.curate import files
from bot.store import Fault, File, StoreError

Document = dict[str, Any]
"""A claims file as JSON, as it stands: with its order of fields, and with what says nothing."""


def run(paths: Sequence[Path], out: TextIO) -> None:
    """Bring claims files (none: the shipped one) into the form kept. Raises StoreError."""
    for path in paths or (store.shipped(),):
        kept = text(read(path))
        changed = kept != _standing(path)
        if changed:
            files.write(path, kept)
        print(f"{path}: {'formatted' if changed else 'unchanged'}", file=out)


def check(paths: Sequence[Path], out: TextIO) -> bool:
    """Name the claims files (none: the shipped one) that are not in the form kept; tell if none is.

    Raises StoreError.
    """
    others = [path for path in paths or (store.shipped(),) if text(read(path)) != _standing(path)]
    for path in others:
        print(f"{path}: not in the form kept: run `casualty-bot claims format {path}`", file=out)
    return not others


def read(path: Path) -> Document:
    """Read a claims file as it stands, faulty entries and all.

    Raises StoreError for what is no claims file, and for what would be lost in writing it again: a
    field that stands twice in one entry, numbers that are none, half a character.
    """
    try:
        return _parse(path.read_bytes())
    except OSError as error:
        raise StoreError(path, [Fault("file", "", error.strerror or str(error))]) from error
    except _LostError as error:
        raise StoreError(path, error.faults) from error


def text(document: Document) -> str:
    """Write a claims file in the form kept."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def onto(file: File, kept: Document | None = None) -> Document:
    """Lay a claims file over the one it comes from, so that what is the same stays as it stood.

    ``kept`` is that file as it stands; what cannot be read of it is not kept.
    """
    after = _dumped(file)
    try:
        before = _dumped(File.model_validate(kept))
    except ValidationError:
        return after
    assert kept is not None  # noqa: S101 - None is no file
    if "$schema" in kept:
        after["$schema"] = kept["$schema"]
    merged: Document = _merged(kept, before, after)
    return merged


# --- private ---


class _LostError(ValueError):
    """What would be lost if a file was written again."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


def _parse(content: bytes) -> Document:
    inspected = store.inspect_bytes(content)
    if inspected.store is None:
        raise _LostError(*inspected.faults)
    document: Document = json.loads(
        content.decode("utf-8-sig"),
        object_pairs_hook=_once,
        parse_float=_finite,
        parse_constant=_finite,
    )
    try:
        text(document).encode()
    except UnicodeEncodeError as error:
        raise _LostError(Fault("file", "", "half a character stands in it")) from error
    return document


def _once(pairs: list[tuple[str, object]]) -> Document:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        fields = [field for field, _ in pairs]
        twice = next(field for field in fields if fields.count(field) > 1)
        raise _LostError(Fault(str(entry.get("id", "file")), twice, "stands twice in one entry"))
    return entry


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise _LostError(Fault("file", "", f"{number} is no number"))
    return value


def _standing(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def _dumped(file: File) -> Document:
    return {"names": {}, **file.model_dump(mode="json", exclude_defaults=True, by_alias=True)}


def _merged(kept: Any, before: Any, after: Any) -> Any:
    """Write what changed over what stands there; ``before`` is what that means."""
    if before == after:
        return kept
    if isinstance(kept, dict) and isinstance(before, dict) and isinstance(after, dict):
        same = {
            field: _merged(value, before.get(field), after[field]) if field in after else value
            for field, value in kept.items()
            if field in after or field not in before
        }
        return same | {field: value for field, value in after.items() if field not in same}
    if _are_entries(before) and _are_entries(after):
        former = {was["id"]: (stood, was) for stood, was in zip(kept, before, strict=True)}
        return [_merged(*former.get(entry["id"], (None, None)), entry) for entry in after]
    return after


def _are_entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(e, dict) and "id" in e for e in value)
