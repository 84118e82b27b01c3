"""Ask every table of questions, print the results, and compare them with those committed.

The folder holds ``tables.json``, which maps each table to the claims file or flat table it is
asked on (null: the shipped store), and ``results.json``. Exit code 1: worse than committed, or a
figure was given where none should be.
"""

import argparse
import io
import json
import sys
import tempfile
from pathlib import Path

from bot.bench import report
from bot.bench.cases import load
from bot.bench.score import judge
from bot.curate import ingest
from bot.desk import Desk


def main() -> int:
    """Run the evaluation and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with tables.json")
    parser.add_argument("--save", action="store_true", help="commit to these results")
    options = parser.parse_args()
    tables: dict[str, str | None] = json.loads((options.folder / "tables.json").read_text())
    committed = report.read(options.folder / "results.json")
    record: report.Results = {}
    sound = True
    for table, store in tables.items():
        with tempfile.TemporaryDirectory() as scratch:
            desk = Desk(_store(options.folder, store, Path(scratch)))
            verdicts = [judge(case, desk) for case in load(options.folder / f"{table}.jsonl")]
        sound &= report.show(table, verdicts, committed, sys.stdout)
        record[table] = report.results(verdicts)
    if options.save:
        report.write(options.folder / "results.json", record)
    return 0 if sound else 1


def _store(folder: Path, store: str | None, scratch: Path) -> Path | None:
    """Find the claims file of a table; a flat table is imported first."""
    if store is None:
        return None
    path = folder / store
    if path.suffix == ".json":
        return path
    out = scratch / "claims.json"
    ingest.run(path, out, None, io.StringIO(), io.StringIO())
    return out


if __name__ == "__main__":
    sys.exit(main())
