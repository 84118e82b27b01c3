"""The text of an argument comes in; a date or a path goes out, or why it is none."""

import argparse
import datetime as dt
import io
import sys
from pathlib import Path
from typing import TextIO

PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}
NARROWEST, WIDEST = 320, 4000
TABLES = (".jsonl", ".ndjson", ".csv")


def date(text: str) -> dt.date:
    """Read a UTC day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write YYYY-MM-DD") from None


def today() -> dt.date:
    """Tell the UTC day that it is."""
    return dt.datetime.now(dt.UTC).date()


def table(text: str) -> Path:
    """Read the path of a flat table."""
    path = Path(text)
    if path.suffix.lower() not in TABLES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a table: it ends in {', '.join(TABLES)}")
    return path


def table_or_store(text: str) -> Path:
    """Read the path of a flat table or of a claims file."""
    path = Path(text)
    if path.suffix.lower() not in (".json", *TABLES):
        endings = ", ".join((".json", *TABLES))
        raise argparse.ArgumentTypeError(f"{text!r} is no claims file or table: {endings}")
    return path


def standard_input() -> TextIO:
    """Take standard input; nothing where the caller closed it."""
    return sys.stdin or io.StringIO()


def picture(text: str) -> Path:
    """Read the name of a picture to write."""
    path = Path(text)
    if path.suffix.lower() not in PICTURES:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a picture: it ends in {', '.join(PICTURES)}"
        )
    return path


def width(text: str) -> int:
    """Read how wide a picture is, in pixels."""
    if not (text.isascii() and text.isdigit() and NARROWEST <= int(text) <= WIDEST):
        raise argparse.ArgumentTypeError(f"{text!r} is not a width: {NARROWEST} to {WIDEST} pixels")
    return int(text)
