"""Verdicts come in; a table by kind goes out, beside the results that were committed."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from bot.bench.score import Verdict
from bot.curate import files

Results = dict[str, dict[str, list[int]]]
"""For each table and kind: how many replies were right, and of how many."""


def results(verdicts: Iterable[Verdict]) -> dict[str, list[int]]:
    """Count right replies by kind."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for verdict in verdicts:
        right[verdict.case.kind] += verdict.right
        total[verdict.case.kind] += 1
    return {kind: [right[kind], total[kind]] for kind in sorted(total)}


def show(table: str, verdicts: Sequence[Verdict], committed: Results, out: TextIO) -> bool:
    """Print one table's results; tell whether they are at least as good as those committed."""
    now, before = results(verdicts), committed.get(table, {})
    print(f"\n{table:26} right  wrong  abstained  committed", file=out)
    for kind, (right, total) in now.items():
        abstained = sum(v.abstained for v in verdicts if v.case.kind == kind)
        former = "{}/{}".format(*before[kind]) if kind in before else "new"
        mark = "  worse" if kind in before and right < before[kind][0] else ""
        print(
            f"  {kind:24} {right:5}  {total - right:5}  {abstained:9}  {former:>9}{mark}", file=out
        )
    for verdict in verdicts:
        if not verdict.right:
            asked = " / ".join(verdict.case.turns)
            print(f"  {verdict.case.id}: {asked!r}: {'; '.join(verdict.problems)}", file=out)
    right, smuggled = sum(v.right for v in verdicts), [v.case.id for v in verdicts if v.smuggled]
    share = 100 * right / max(len(verdicts), 1)
    print(f"  {right} of {len(verdicts)} right ({share:.1f} %)", file=out)
    if smuggled:
        print(f"  figures given where none should be: {', '.join(smuggled)}", file=out)
    kept = all(kind in now and now[kind][0] >= before[kind][0] for kind in before)
    return kept and not smuggled


def read(path: Path) -> Results:
    """Read committed results; none yet is an empty record."""
    if not path.exists():
        return {}
    committed: Results = json.loads(path.read_text(encoding="utf-8"))
    return committed


def write(path: Path, record: Results) -> None:
    """Write results so that a difference shows only what changed."""
    files.write(path, json.dumps(record, indent=1, sort_keys=True) + "\n")
