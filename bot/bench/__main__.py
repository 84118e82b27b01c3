"""Ask every table of questions, print the results, and compare them with those committed.

The folder holds ``tables.json``, which says on what each table is asked, and ``results.json``.
Exit code 1: worse than committed, or a figure was given where none should be.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bot.bench import report, tables
from bot.bench.cases import load
from bot.bench.score import judge
from bot.desk import Desk


def main() -> int:
    """Run the evaluation and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with tables.json")
    parser.add_argument("--save", action="store_true", help="commit to these results")
    options = parser.parse_args()
    committed = report.read(options.folder / "results.json")
    record: report.Results = {}
    sound = True
    for table, asked in tables.read(options.folder).items():
        with tempfile.TemporaryDirectory() as scratch:
            desk = Desk(tables.claims_file(options.folder, asked, Path(scratch)))
            verdicts = [judge(case, desk) for case in load(options.folder / f"{table}.jsonl")]
        sound &= report.show(table, verdicts, committed, sys.stdout)
        record[table] = report.results(verdicts)
    if options.save:
        report.write(options.folder / "results.json", record)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
