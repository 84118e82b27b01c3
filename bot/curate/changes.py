"""A row comes in; why its figure took the place of an earlier one goes out.

The table has no column of its own for it; a column ``change`` holds any kind but a plain update.
"""

from bot.claim import Change, Supersedes
from bot.curate.flat import Row

COLUMN = "change"
_TYPED = {change.value: change for change in Change if change is not Change.UPDATE}


def of(row: Row) -> Supersedes | None:
    """Read what a row replaces, and why."""
    if row.supersedes is None:
        return None
    change = _TYPED.get(row.others.get(COLUMN, ""), Change.UPDATE)
    return Supersedes(claim=row.supersedes, change=change)


def write(supersedes: Supersedes | None) -> dict[str, str]:
    """Write the column so that ``of`` finds the same."""
    typed = supersedes and supersedes.change is not Change.UPDATE
    return {COLUMN: supersedes.change.value} if supersedes and typed else {}
