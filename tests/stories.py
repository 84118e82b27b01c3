"""Claims files that tests read: the shipped one, one story of it, and one of an invented war."""

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "knowledge" / "claims.json"
FOUNDING = ROOT / "tests" / "stores" / "founding.json"
ANOTHER_WAR = ROOT / "tests" / "stores" / "another_war.json"

TODAY = dt.date(2026, 11, 24)
"""The day it is in every test that does not say otherwise."""

Document = dict[str, Any]
"""A claims file as JSON, free to be broken by a test."""


def document(path: Path = ANOTHER_WAR) -> Document:
    """Read a claims file as it stands, to change it."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def write(path: Path, content: Document) -> Path:
    """Write a claims file."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def with_claim(content: Document, claim_id: str, **changes: Any) -> Document:
    """Copy a claims file with some fields of one claim set to something else."""
    changed = copy.deepcopy(content)
    found = next(claim for claim in changed["claims"] if claim["id"] == claim_id)
    found.update(changes)
    return changed
