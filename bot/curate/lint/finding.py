"""What a rule finds: where, what stands there, and what was expected."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """An error keeps a store from being shipped; a warning asks a curator to look."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One thing that a rule found in one entry; ``why`` is a curator's explanation of it."""

    rule: str
    level: Level
    entry: str
    field: str
    found: str
    expected: str
    why: str | None = None

    def __str__(self) -> str:
        said = f"{self.entry}: {self.field}: {self.found}; expected {self.expected}"
        return f"{said} ({self.why})" if self.why else said


def error(rule: str, entry: str, field: str, found: str, expected: str) -> Finding:
    """Make a finding that has to be mended."""
    return Finding(rule, Level.ERROR, entry, field, found, expected)


def warning(rule: str, entry: str, field: str, found: str, expected: str) -> Finding:
    """Make a finding that has to be looked at."""
    return Finding(rule, Level.WARNING, entry, field, found, expected)
