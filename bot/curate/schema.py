"""The JSON Schema of a claims file goes out, so that an editor completes and checks fields."""

import json
from pathlib import Path
from typing import TextIO

from bot.curate import files
from bot.store import File


def text() -> str:
    """Write the schema as text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | File.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(path: Path | None, out: TextIO) -> None:
    """Write the schema to a file, or print it."""
    if path:
        files.write(path, text())
    else:
        out.write(text())
