"""A flat table comes in; a store goes out, whole or not at all, and what it could not name.

A measure that no family of the vocabulary has is imported under its own name, with a warning: it is
then asked for by that name alone. There are warnings also where claims contradict themselves or
each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from bot import store, vocabulary
from bot.claim import (
    Basis,
    Caveat,
    Claim,
    Dispute,
    Figure,
    Scope,
    ScopeKind,
    Source,
    Status,
    Verification,
)
from bot.curate import changes, files, flat, layout, lint, more, naming, scopes, speakers, terms
from bot.curate.flat import Row
from bot.curate.naming import Naming
from bot.curate.scopes import Extent, Scopes
from bot.curate.speakers import Speaker, Speakers
from bot.measures import Measures
from bot.names import Names
from bot.store import File, Store, StoreError
from bot.vocabulary import Vocabulary
from bot.words import phrase


class Imported(NamedTuple):
    """A claims file made from a table, and what whoever brought the table should know."""

    file: File
    warnings: tuple[str, ...]


def run(table: Path, out: Path, names: Path | None, printed: TextIO, warned: TextIO) -> None:
    """Import a table as a claims file, in one step in place of the one that may be there.

    ``names`` is a claims file whose names and aliases are taken over. Raises
    StoreError or TableError, and then leaves everything as it was.
    """
    known = store.load(names).names if names else Names()
    rows = flat.read(table)
    imported = make(rows, vocabulary.read(vocabulary.LANGUAGES / "en.toml"), known)
    files.write(out, layout.text(layout.onto(imported.file, _replaced(out))))
    for warning in imported.warnings:
        print(f"{table}: {warning}", file=warned)
    print(f"{out}: {len(rows)} claims imported from {table}", file=printed)


def make(
    rows: Sequence[Row], english: Vocabulary, known: Names, on_file: Sequence[Claim] = ()
) -> Imported:
    """Turn the rows of a table into a claims file; ``known`` are the names of another store.

    ``on_file`` are claims of that store, which the rows may refer to.
    """
    scopes, speakers = Scopes(english), Speakers(english)
    extents = scopes.of(rows)
    spoken = {row.speaker: speakers.read(row.speaker) for row in rows if row.speaker}
    named = naming.make(rows, extents, spoken, english, known)
    maker = _Maker(named, extents, spoken)
    made = Store(names=named.names, claims=tuple(maker.claim(row) for row in rows))
    there = made.model_copy(update={"claims": (*on_file, *made.claims)})
    claims = tuple(
        more.apply(row.others[more.COLUMN], claim, row, there)
        if more.COLUMN in row.others
        else claim
        for row, claim in zip(rows, made.claims, strict=True)
    )
    file = File(names=named.names, claims=claims)
    found = lint.findings(Store(names=file.names, claims=file.claims))
    errors = (str(finding) for finding in found if finding.level is lint.Level.ERROR)
    measures = unknown_measures(rows, Measures.read())
    warnings = (*measures, *_left_aside(rows, claims), *errors)
    return Imported(file, warnings)


def unknown_measures(rows: Sequence[Row], measures: Measures) -> Iterator[str]:
    """Warn of each measure that no family of the vocabulary has."""
    unknown = dict.fromkeys(
        row.measure for row in rows if measures.family(measure_id(row.measure)) is None
    )
    for measure in unknown:
        yield f"measure {measure!r} is not in the vocabulary; it is asked for by that name alone"


def measure_id(text: str) -> str:
    """Make the id of a measure from a table's word for it."""
    letters = "_".join(phrase(text.replace("_", " "))).lower()
    kept = "".join(c if c.isalpha() or c.isdecimal() else "_" for c in letters)
    return "_".join(filter(None, kept.split("_"))) or "unnamed"


# --- private ---

_WHY = ": "


def _replaced(out: Path) -> layout.Document | None:
    """Read the claims file that an import replaces: what is the same in it stays as it stood."""
    try:
        return layout.read(out)
    except StoreError:
        return None


def _left_aside(rows: Sequence[Row], claims: Sequence[Claim]) -> Iterator[str]:
    """Warn of what rows carry beside the columns and what refers to names that are not here."""
    pairs = zip(rows, claims, strict=True)
    lost = sum(more.is_lost(row.others.get(more.COLUMN, ""), claim) for row, claim in pairs)
    if lost:
        yield (
            f"{lost} rows carry more than could be taken over: "
            "name the claims file that they were exported from with --names"
        )


class _Maker:
    """Makes a claim of a row, with the ids of the names in it."""

    def __init__(
        self, named: Naming, extents: Mapping[str, Extent], spoken: Mapping[str, Speaker]
    ) -> None:
        self._named = named
        self._extents = extents
        self._spoken = spoken
        names = named.names
        self._voices = {
            phrase(text): entry.id
            for entry in (*names.people, *names.claimants)
            for text in (entry.name, *entry.aliases)
        }

    def claim(self, row: Row) -> Claim:
        """Make one claim."""
        named = self._named
        others = {column: text for column, text in row.others.items() if column != more.COLUMN}
        told = self._spoken[row.speaker] if row.speaker else None
        relation = terms.relation().read(row.relation)
        basis, method = terms.basis().read(row.basis)
        measure = measure_id(row.measure)
        notes = {
            "measure": row.measure if measure != row.measure else None,
            "relation": relation.note,
        }
        scope = self._scope(row)
        if scope.end:
            del others[scopes.PERIOD_END]
        supersedes = changes.of(row)
        if changes.write(supersedes):
            del others[changes.COLUMN]
        return Claim(
            id=row.id,
            event=named.events[row.event],
            population=named.populations[row.subject],
            measure=measure,
            figure=Figure.model_validate(row.figure.model_dump()),
            scope=scope,
            as_of=row.as_of,
            stated_on=row.stated_on,
            claimant=named.claimants[row.claimant],
            speaker=told and named.people[speakers.write(told._replace(occasion=None))],
            occasion=told and told.occasion,
            relation=relation.value,
            basis=basis or Basis.NOT_STATED,
            method=method,
            verification=self._verification(row),
            caveats=tuple(Caveat(text=text) for text in row.caveats),
            disputed_by=tuple(self._dispute(text) for text in row.disputed_by),
            supersedes=supersedes,
            derived_from=row.derived_from,
            sources=(Source.model_validate(row.source.model_dump()),),
            notes=others | {field: note for field, note in notes.items() if note},
        )

    def _scope(self, row: Row) -> Scope:
        kind, places = self._extents[row.id]
        running = True if kind is ScopeKind.CUMULATIVE else None
        return Scope(
            kind=kind,
            start=row.period_start,
            end=scopes.end(row),
            place=self._named.places[places[0]] if places else None,
            wording=row.scope,
            cumulative=row.cumulative if row.cumulative is not running else None,
        )

    def _verification(self, row: Row) -> Verification:
        status, note = terms.verification().read(row.verification)
        return Verification(status=status or Status.NOT_STATED, note=note)

    def _dispute(self, text: str) -> Dispute:
        """Part who disputes from why, and find who is on file by that name."""
        who, joint, why = text.partition(_WHY)
        if not joint or f"{who.strip()}{_WHY}{why.strip()}" != text or not (who and why):
            who, why = text, ""
        before = who.partition(" (")[0].partition(", ")[0]
        voices = [
            self._voices[words] for words in (phrase(who), phrase(before)) if words in self._voices
        ]
        return Dispute(who=who, said_by=tuple(voices[:1]), why=why or None)
