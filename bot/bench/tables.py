"""``tables.json`` comes in; the claims file that each table of questions is asked on goes out."""

import io
from pathlib import Path

from pydantic import TypeAdapter

from bot.curate import export, ingest
from bot.names import Frozen


class Asked(Frozen):
    """What a table is asked on: a claims file or a flat table; none is the shipped claims file.

    ``source`` keeps only the claims from sources with these words.
    """

    store: Path | None = None
    source: str | None = None


def read(folder: Path) -> dict[str, Asked]:
    """Read which tables of a folder there are."""
    return _TABLES.validate_json((folder / "tables.json").read_bytes())


def claims_file(folder: Path, asked: Asked, scratch: Path) -> Path | None:
    """Find the claims file of a table, made in a scratch folder where it has to be made."""
    path, out = asked.store and folder / asked.store, scratch / "claims.json"
    if path and path.suffix != ".json":
        ingest.run(path, out, None, io.StringIO(), io.StringIO())
    elif asked.source:
        export.run(path, out, asked.source, io.StringIO())
    else:
        return path
    return out


# --- private ---

_TABLES = TypeAdapter(dict[str, Asked])
