"""A table of questions comes in; Cases go out: what is asked, and what a right reply cites."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from bot.answer import Outcome
from bot.errors import BotError
from bot.names import Frozen


class TableError(BotError):
    """A table of questions that cannot be read; the message names file, line and field."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}")


class Case(Frozen):
    """A thread of messages and what the reply to the last one has to be.

    ``outcome`` lists what is acceptable; ``claims`` must be cited and ``also_ok`` may be, nothing
    else; ``slots`` are parts of the question that must have been read so. A reply that cites
    claims where only silence is acceptable is the one fault that is never forgiven.
    """

    id: str
    kind: str
    turns: tuple[str, ...] = Field(min_length=1)
    today: dt.date
    outcome: tuple[Outcome, ...]
    claims: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    slots: Mapping[str, object] = Field(default_factory=dict)

    @field_validator("outcome", mode="before")
    @classmethod
    def _one_or_several(cls, outcome: object) -> object:
        return (outcome,) if isinstance(outcome, str) else outcome

    @property
    def silent(self) -> bool:
        """Whether nobody's figure may be in the reply."""
        return set(self.outcome) <= {Outcome.NOTHING_ON_FILE, Outcome.OUT_OF_SCOPE}


def load(path: Path) -> tuple[Case, ...]:
    """Read a table of JSON lines. Raises TableError for the first line that is no case."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            cases.append(Case.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise TableError(path, number, str(error)) from error
    return tuple(cases)
