"""One flat row and a claims file come in; the file goes out with one claim more, or as it was.

Names that the row shares with the file are the file's; new ones are made as an import makes them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from bot import store
from bot.claim import Claim, Review, ReviewState
from bot.curate import bounds, files, find, flat, ingest, layout, lint, show, summary
from bot.curate.flat import Row
from bot.curate.layout import Document
from bot.curate.lint import Finding, Level
from bot.errors import BotError
from bot.measures import Measures
from bot.names import Names
from bot.store import Fault, File, Store

ROLE = "curator"
"""In which role a claim is recorded by this command."""


class RowFileError(BotError):
    """A file with a row that cannot be read; the message says why."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


class DuplicateError(BotError):
    """A claim with the id of the new one is on file; the message says what it is."""

    def __init__(self, claim: Claim, store: Store) -> None:
        said = summary.of(claim, summary.wording(store))
        super().__init__(f"there is a claim {claim.id!r} already ({said}). Nothing was written.")


class UnsoundError(BotError):
    """The file would be unsound with the new claim in it; the message lists what is wrong."""

    def __init__(self, wrong: Iterable[Fault | Finding]) -> None:
        listed = "".join(f"\n  {one}" for one in wrong)
        super().__init__(f"the new claim cannot stand as it is; nothing was written:{listed}")


class ChangedError(BotError):
    """Somebody changed the file while the claim was being made."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was changed meanwhile; nothing was written. Add the claim again.")


class Shelved(NamedTuple):
    """A claims file as it was read: what it means, and as it stands."""

    path: Path
    store: Store
    document: Document


class Draft(NamedTuple):
    """A claims file with one claim more: what it means, as it will stand, and what to look at."""

    claim: Claim
    store: Store
    document: Document
    new_names: Mapping[str, Sequence[str]]
    warnings: tuple[str, ...]


def from_row(name: str, typed: TextIO, path: Path | None, today: dt.date, out: TextIO) -> None:
    """Add the claim of a row (``-``: read from ``typed``) to a file (None: the shipped one).

    ``today`` is the UTC day of the review. Raises BotError, and then leaves the file as it was.
    """
    shelved = shelve(path)
    made = draft(flat.read_one(_text(name, typed), name), shelved, today)
    tell(made, out)
    write(made, shelved, out)


def shelve(path: Path | None) -> Shelved:
    """Read the claims file that a claim is added to. Raises StoreError if it is unsound."""
    path = path or store.shipped()
    return Shelved(path, store.load(path), layout.read(path))


def draft(row: Row, shelved: Shelved, today: dt.date) -> Draft:
    """Make the file with the claim of a row in it, and hold it against the linter.

    Raises DuplicateError, UnclearNameError (a name that several entries have) or UnsoundError (a
    broken rule, or a reference to a claim that is not there).
    """
    read = shelved.store
    if row.id in read.by_id:
        raise DuplicateError(read.by_id[row.id], read)
    rows = (_filed(row, read.names),)
    made = ingest.make(rows, bounds.english(), read.names, read.claims).file
    review = Review(state=ReviewState.SECONDARY_COPY, on=today, by=ROLE)
    claim = made.claims[0].model_copy(update={"review": review})
    file = File(**read.header.model_dump(), names=made.names, claims=(*read.claims, claim))
    document = layout.onto(file, shelved.document)
    inspected = store.inspect_bytes(layout.text(document).encode())
    if inspected.faults or inspected.store is None:
        raise UnsoundError(inspected.faults)
    brought = _brought(read, inspected.store, claim.id)
    errors = tuple(finding for finding in brought if finding.level is Level.ERROR)
    if errors:
        raise UnsoundError(errors)
    unknown = ingest.unknown_measures(rows, Measures.read())
    new_names = _new_names(read, inspected.store)
    return Draft(claim, inspected.store, document, new_names, (*unknown, *map(str, brought)))


def tell(made: Draft, out: TextIO) -> None:
    """Show the finished claim, the names that are new with it, and what to look at."""
    for line in show.lines(made.claim, summary.wording(made.store)):
        print(line, file=out)
    print(file=out)
    for kind, names in made.new_names.items():
        print(f"new among the {kind}: {', '.join(names)}", file=out)
    for warning in made.warnings:
        print(f"look at: {warning}", file=out)


def write(made: Draft, shelved: Shelved, out: TextIO) -> None:
    """Replace the file. Raises ChangedError if it is no longer the one that was read."""
    if store.load(shelved.path).sha256 != shelved.store.sha256:
        raise ChangedError(shelved.path)
    files.write(shelved.path, layout.text(made.document))
    print(f"{shelved.path}: {made.claim.id} added", file=out)


# --- private ---


def _filed(row: Row, names: Names) -> Row:
    """Write the names of a row as they are on file, so that an id or an alias is not a new name."""
    update = {
        "claimant": find.filed(row.claimant, names.claimants, "claimants"),
        "subject": find.filed(row.subject, names.populations, "populations"),
        "event": find.filed(row.event, names.events, "events"),
    }
    return row.model_copy(update=update)


def _text(name: str, typed: TextIO) -> str:
    if name == "-":
        return typed.read()
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RowFileError(name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise RowFileError(name, f"not UTF-8 text at byte {error.start}") from error


def _brought(before: Store, after: Store, claim: str) -> tuple[Finding, ...]:
    """List the findings that are new with a claim, or about it: its neighbours' among them."""
    known = set(lint.findings(before))
    return tuple(
        finding
        for finding in lint.findings(after)
        if finding not in known or finding.entry == claim
    )


def _new_names(before: Store, after: Store) -> Mapping[str, Sequence[str]]:
    found = {}
    for kind in store.KINDS:
        known = {entry.id for entry in getattr(before.names, kind)}
        new = [e for e in getattr(after.names, kind) if e.id not in known]
        if new:
            found[kind] = [f"{entry.name} ({entry.id})" for entry in new]
    return found
