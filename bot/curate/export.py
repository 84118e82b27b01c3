"""A store comes in; the flat table of its claims goes out, or a claims file with some of them."""

from pathlib import Path
from typing import TextIO

from bot import store, vocabulary
from bot.claim import Claim
from bot.curate import files, flat, ingest, layout, more, rows
from bot.curate.flat import Row
from bot.errors import BotError
from bot.store import File, Store
from bot.words import phrase


class NothingError(BotError):
    """No claim of a store has the source asked for; the message lists publishers on file."""

    def __init__(self, source: str, store: Store) -> None:
        publishers = sorted(
            {source.publisher for claim in store.claims for source in claim.sources}
        )
        super().__init__(
            f"no claim has a source with {source!r} in its publisher, title, copy or address. "
            f"Publishers on file: {', '.join(publishers)}"
        )


def run(path: Path | None, out: Path | None, source: str | None, printed: TextIO) -> None:
    """Write the claims of a file (None: the shipped one), or print them as JSON lines.

    ``out`` that ends in ``.json`` becomes a claims file with all names, anything else a table.
    ``source`` keeps the claims one of whose sources has these words in its publisher, title, copy
    or address. Raises NothingError if there are none.
    """
    path = path or store.shipped()
    read = store.load(path)
    kept = read if source is None else _from(read, source)
    if out is not None and out.suffix.lower() == ".json":
        text = layout.text(layout.onto(_file(kept), layout.read(path)))
    else:
        text = flat.write(table(kept), as_csv=out is not None and flat.is_csv(out))
    if out is None:
        printed.write(text)
        return
    files.write(out, text)
    print(f"{out}: {len(kept.claims)} claims exported", file=printed)


def table(read: Store) -> tuple[Row, ...]:
    """Turn the claims of a store into rows, with what an import would not read back beside them."""
    plain = rows.of(read)
    english = vocabulary.read(vocabulary.LANGUAGES / "en.toml")
    again = ingest.make(plain, english, read.names).file.claims
    return tuple(
        row.model_copy(update={"others": {**row.others, more.COLUMN: beside}}) if beside else row
        for row, claim, back in zip(plain, read.claims, again, strict=True)
        for beside in [more.of(claim, back)]
    )


# --- private ---


def _from(read: Store, source: str) -> Store:
    """Keep the claims from one source, without links to those that are not."""
    wanted = phrase(source)
    kept = [claim for claim in read.claims if _cites(claim, wanted)]
    if not kept:
        raise NothingError(source, read)
    ids = {claim.id for claim in kept}
    claims = tuple(
        claim.model_copy(
            update={
                "derived_from": tuple(origin for origin in claim.derived_from if origin in ids),
                "supersedes": claim.supersedes
                if claim.supersedes and claim.supersedes.claim in ids
                else None,
            }
        )
        for claim in kept
    )
    return read.model_copy(update={"claims": claims})


def _cites(claim: Claim, wanted: tuple[str, ...]) -> bool:
    return any(
        f" {' '.join(wanted)} " in f" {' '.join(phrase(text))} "
        for source in claim.sources
        for text in (source.publisher, source.title, source.via, source.url, source.via_url)
        if text
    )


def _file(read: Store) -> File:
    header = read.header.model_dump()
    return File(names=read.names, claims=read.claims, **header)
