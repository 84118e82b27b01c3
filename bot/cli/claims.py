"""The arguments of ``casualty-bot claims`` come in; its commands look after the claims store."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import arguments
from bot.cli.exits import FAULT, OK, PROGRAM, USAGE

if TYPE_CHECKING:
    Tasks = argparse._SubParsersAction[argparse.ArgumentParser]


def commands(claims: argparse.ArgumentParser) -> None:
    """Describe the commands of ``claims``, in the order of a curator's work."""
    tasks = claims.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _describe_reading(tasks)
    _describe_writing(tasks)
    _describe_tables(tasks)


# --- what can be asked about a file ---


def _describe_reading(tasks: "Tasks") -> None:
    stats = tasks.add_parser("stats", help="what is on file, by event, people, measure, claimant")
    _store(stats)
    stats.add_argument(
        "--today", type=arguments.date, metavar="YYYY-MM-DD", help="the day it is (UTC)"
    )
    _json(stats)
    stats.set_defaults(run=_stats)

    show = tasks.add_parser("show", help="all that is on file about one claim, or several")
    show.add_argument("ids", nargs="+", metavar="ID", help="the id of a claim")
    _store(show, option=True)
    _json(show)
    show.set_defaults(run=_show)

    history = tasks.add_parser("history", help="a claimant's figures, oldest first, step by step")
    history.add_argument("claimant", metavar="CLAIMANT", help="an id, a name or an alias")
    history.add_argument("--measure", metavar="MEASURE", help="only what counts this")
    history.add_argument("--population", metavar="PEOPLE", help="only what counts these people")
    _store(history, option=True)
    history.set_defaults(run=_history)

    diff = tasks.add_parser(
        "diff",
        help="what changed between two claims files",
        description="Say which claims and names were added, removed or changed, field by field. "
        "Exits with 0 whether or not the files differ, and with 1 if one of them is broken.",
    )
    diff.add_argument("old", type=Path, metavar="OLD", help="the claims file before")
    diff.add_argument("new", type=Path, metavar="NEW", help="the claims file after")
    _json(diff)
    diff.set_defaults(run=_diff)

    check = tasks.add_parser("check", help="report every error and warning in a claims file")
    _json(check)
    _store(check)
    check.set_defaults(run=_check)


def _stats(options: argparse.Namespace) -> int:
    from bot.curate import stats

    today = options.today or arguments.today()
    stats.run(options.store, today, sys.stdout, as_json=options.json)
    return OK


def _show(options: argparse.Namespace) -> int:
    from bot.curate import show

    show.run(options.ids, options.store, sys.stdout, as_json=options.json)
    return OK


def _history(options: argparse.Namespace) -> int:
    from bot.curate import history

    asked = history.Asked(options.claimant, options.measure, options.population)
    history.run(asked, options.store, sys.stdout)
    return OK


def _diff(options: argparse.Namespace) -> int:
    from bot.curate import diff

    sound = diff.run(options.old, options.new, sys.stdout, sys.stderr, as_json=options.json)
    return OK if sound else FAULT


def _check(options: argparse.Namespace) -> int:
    from bot.curate import check

    return OK if check.run(options.store, sys.stdout, as_json=options.json) else FAULT


# --- what changes a file ---


def _describe_writing(tasks: "Tasks") -> None:
    add = tasks.add_parser(
        "add",
        help="add one claim, guided by questions or from one flat row",
        description="Add one claim to a claims file: guided by questions at a terminal, or from "
        "one row of the flat table as a JSON object. Nothing is written if anything is wrong.",
    )
    _store(add)
    add.add_argument("--row", metavar="ROW", help="a file with one row; - is standard input")
    add.set_defaults(run=_add)

    layout = tasks.add_parser("format", help="bring claims files into the form they are kept in")
    layout.add_argument(
        "stores", nargs="*", type=Path, metavar="STORE", help="a claims file (default: shipped)"
    )
    layout.add_argument("--check", action="store_true", help="change nothing; exit 1 if one is not")
    layout.set_defaults(run=_format)


def _add(options: argparse.Namespace) -> int:
    from bot.curate import add, guide

    typed, today = arguments.standard_input(), arguments.today()
    if options.row is not None:
        add.from_row(options.row, typed, options.store, today, sys.stdout)
    elif typed.isatty():
        guide.run(options.store, today, typed, sys.stdout)
    else:
        print(f"{PROGRAM} claims add: use --row, or run it at a terminal", file=sys.stderr)
        return USAGE
    return OK


def _format(options: argparse.Namespace) -> int:
    from bot.curate import layout

    if options.check:
        return OK if layout.check(options.stores, sys.stdout) else FAULT
    layout.run(options.stores, sys.stdout)
    return OK


# --- tables and the schema ---


def _describe_tables(tasks: "Tasks") -> None:
    ingest = tasks.add_parser(
        "import",
        help="make a claims file from a flat table",
        description="Make a claims file from a flat table, JSON lines or CSV by its ending. "
        "Nothing is written if the table has a fault; all faults are listed.",
    )
    ingest.add_argument("table", type=arguments.table, metavar="TABLE", help="the flat table")
    ingest.add_argument(
        "--out", type=Path, required=True, metavar="STORE", help="the file to write"
    )
    ingest.add_argument(
        "--names", type=Path, metavar="STORE", help="a claims file to take names and aliases from"
    )
    ingest.set_defaults(run=_import)
    export = tasks.add_parser("export", help="write the claims, or some of them, as a flat table")
    _store(export)
    export.add_argument(
        "--out",
        type=arguments.table_or_store,
        metavar="FILE",
        help="the table to write, or a claims file if it ends in .json (default: print JSON lines)",
    )
    export.add_argument(
        "--source",
        metavar="WORDS",
        help="only claims with these words in a source: publisher, title, copy or address",
    )
    export.set_defaults(run=_export)
    schema = tasks.add_parser("schema", help="write the JSON Schema that an editor checks by")
    schema.add_argument("--out", type=Path, help="the file to write (default: print it)")
    schema.set_defaults(run=_schema)


def _import(options: argparse.Namespace) -> int:
    from bot.curate import ingest

    ingest.run(options.table, options.out, options.names, sys.stdout, sys.stderr)
    return OK


def _export(options: argparse.Namespace) -> int:
    from bot.curate import export

    export.run(options.store, options.out, options.source, sys.stdout)
    return OK


def _schema(options: argparse.Namespace) -> int:
    from bot.curate import schema

    schema.write(options.out, sys.stdout)
    return OK


# --- private ---


def _store(command: argparse.ArgumentParser, *, option: bool = False) -> None:
    """Let a command name its claims file: as an option where other arguments stand before it."""
    text = "the claims file (default: shipped)"
    if option:
        command.add_argument("--store", type=Path, metavar="FILE", help=text)
    else:
        command.add_argument("store", nargs="?", type=Path, metavar="STORE", help=text)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")
