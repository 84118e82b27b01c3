"""A claims file comes in; all that is wrong with it goes out at once, and what to look at.

Errors are faults of the file and broken rules; warnings ask a curator to look, or carry the
explanation that stands in the file's header.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot import store
from bot.claim import ReviewState
from bot.curate import lint
from bot.curate.lint import Finding, Level
from bot.curate.summary import counted
from bot.store import Store


def run(path: Path | None, out: TextIO, *, as_json: bool = False) -> bool:
    """Check a claims file (None: the shipped one), print the findings, tell if none is an error."""
    path = path or store.shipped()
    inspected = store.inspect(path)
    faults = [
        Finding("file", Level.ERROR, fault.entry, fault.field, fault.problem, "a sound field")
        for fault in inspected.faults
    ]
    found = (*faults, *(lint.findings(inspected.store) if inspected.store else ()))
    waiting = unopened(inspected.store) if inspected.store else 0
    if as_json:
        print(_json(path, found, waiting), file=out)
    else:
        _show(path, found, inspected.store, waiting, out)
    return not any(finding.level is Level.ERROR for finding in found)


def unopened(checked: Store) -> int:
    """Count the claims whose original nobody has opened yet."""
    opened = (c.review and c.review.state is ReviewState.ORIGINAL for c in checked.claims)
    return sum(not one for one in opened)


# --- private ---


def _show(
    path: Path, found: Sequence[Finding], checked: Store | None, waiting: int, out: TextIO
) -> None:
    errors = [finding for finding in found if finding.level is Level.ERROR]
    warnings = [finding for finding in found if finding.level is Level.WARNING]
    unexplained = [finding for finding in warnings if finding.why is None]
    for title, some in (
        ("error", errors),
        ("warning", unexplained),
        ("explained warning", [finding for finding in warnings if finding.why]),
    ):
        if some:
            print(f"{path}: {counted(len(some), title)}", file=out)
        for finding in some:
            problem = finding.found if finding.rule == "file" else None
            said = ": ".join(filter(None, (finding.entry, finding.field, problem)))
            print(f"  {said if problem else finding}", file=out)
    if checked and not errors:
        state = f"{len(checked.claims)} claims, no errors, {counted(len(unexplained), 'warning')}"
        print(f"{path}: {state}", file=out)
    if checked and waiting:
        total = len(checked.claims)
        print(f"{path}: {waiting} of {total} claims still need their original opened", file=out)


def _json(path: Path, found: Sequence[Finding], waiting: int) -> str:
    document = {
        "store": str(path),
        "errors": sum(finding.level is Level.ERROR for finding in found),
        "warnings": sum(finding.level is Level.WARNING for finding in found),
        "unopened_originals": waiting,
        "findings": [finding._asdict() for finding in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
