"""Command-line arguments come in; an exit code goes out: 0 done, 1 expected fault, 2 usage, 3 bug.

Each command parses its arguments, calls one function and prints. What a command does not use, it
does not import.
"""

import argparse
import datetime as dt
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.console import Console

PROGRAM = "casualty-bot"
OK, FAULT, USAGE, BUG = 0, 1, 2, 3
TABLES = (".jsonl", ".ndjson", ".csv")


def entry() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except BotError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return FAULT
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return FAULT
    except Exception:
        traceback.print_exc()
        print(f"{PROGRAM}: this is a bug; the lines above say where.", file=sys.stderr)
        return BUG
    return code


def parser() -> argparse.ArgumentParser:
    """Describe every command and option."""
    whole = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Answer questions about casualty figures from a curated claims store: "
        "who said it, about whom, as of when, and whether anybody could verify it.",
        epilog="Exit codes: 0 done, 1 something expected went wrong, 2 wrong usage, 3 a bug.",
    )
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="answer one question, or many with --batch")
    ask.add_argument("text", nargs="*", default=None, metavar="TEXT", help="the question")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--slack", action="store_true", help="print the chat.postMessage payload")
    ask.add_argument("--explain", action="store_true", help="show how the question was read")
    ask.add_argument(
        "--batch",
        action="store_true",
        help='read JSON lines {"id", "turns": [...]} and print one JSON line for each',
    )
    _reading(ask)
    ask.set_defaults(run=_ask)

    chat = commands.add_parser("chat", help="a thread at the terminal, or one message a line")
    _reading(chat)
    chat.set_defaults(run=_chat, json=False, slack=False, explain=False)

    slack = commands.add_parser(
        "slack",
        help="start the Slack bot",
        description="Start the Slack bot. Settings come from the environment: docs/running.md.",
    )
    slack.set_defaults(run=_slack)

    _listing(commands.add_parser("gaps", help="list what people asked and nothing answered"))

    claims = commands.add_parser("claims", help="look after the claims store")
    tasks = claims.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = tasks.add_parser("check", help="report every error and warning in a claims file")
    check.add_argument("--json", action="store_true", help="print the findings as one JSON object")
    check.add_argument("store", nargs="?", type=Path, help="the claims file (default: shipped)")
    check.set_defaults(run=_claims_check)
    ingest = tasks.add_parser(
        "import",
        help="make a claims file from a flat table",
        description="Make a claims file from a flat table, JSON lines or CSV by its ending. "
        "Nothing is written if the table has a fault; all faults are listed.",
    )
    ingest.add_argument("table", type=_table, metavar="TABLE", help="the flat table")
    ingest.add_argument(
        "--out", type=Path, required=True, metavar="STORE", help="the file to write"
    )
    ingest.add_argument(
        "--names", type=Path, metavar="STORE", help="a claims file to take names and aliases from"
    )
    ingest.set_defaults(run=_claims_import)
    export = tasks.add_parser("export", help="write the claims, or some of them, as a flat table")
    export.add_argument("store", nargs="?", type=Path, help="the claims file (default: shipped)")
    export.add_argument(
        "--out",
        type=_table_or_store,
        metavar="FILE",
        help="the table to write, or a claims file if it ends in .json (default: print JSON lines)",
    )
    export.add_argument(
        "--source",
        metavar="WORDS",
        help="only claims with these words in a source: publisher, title, copy or address",
    )
    export.set_defaults(run=_claims_export)
    schema = tasks.add_parser("schema", help="write the JSON Schema that an editor checks by")
    schema.add_argument("--out", type=Path, help="the file to write (default: print it)")
    schema.set_defaults(run=_claims_schema)
    return whole


# --- commands ---


def _ask(options: argparse.Namespace) -> int:
    console = _console(options)
    if options.batch:
        console.batch(_input(), sys.stdout)
    elif options.text:
        console.ask(" ".join(options.text), sys.stdout)
    else:
        print(f"{PROGRAM} ask: say what to ask, or use --batch", file=sys.stderr)
        return USAGE
    return OK


def _chat(options: argparse.Namespace) -> int:
    _console(options).chat(_input(), sys.stdout)
    return OK


def _slack(_options: argparse.Namespace) -> int:
    from bot import config, server
    from bot.desk import Desk

    settings = config.read(os.environ)
    server.serve(settings, Desk(settings.claims_file))
    return OK


def _gaps(options: argparse.Namespace) -> int:
    from bot import config
    from bot.curate import gaps

    url = options.database or os.environ.get("DATABASE_URL") or config.DATABASE
    claims = os.environ.get("CLAIMS_FILE")
    path = Path(claims) if claims else None
    gaps.run(url, path, options.since, sys.stdout, as_json=options.json)
    return OK


def _claims_check(options: argparse.Namespace) -> int:
    from bot.curate import check

    return OK if check.run(options.store, sys.stdout, as_json=options.json) else FAULT


def _claims_schema(options: argparse.Namespace) -> int:
    from bot.curate import schema

    schema.write(options.out, sys.stdout)
    return OK


def _claims_import(options: argparse.Namespace) -> int:
    from bot.curate import ingest

    ingest.run(options.table, options.out, options.names, sys.stdout, sys.stderr)
    return OK


def _claims_export(options: argparse.Namespace) -> int:
    from bot.curate import export

    export.run(options.store, options.out, options.source, sys.stdout)
    return OK


# --- private ---


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", type=Path, metavar="FILE", help="another claims file")
    command.add_argument("--today", type=_date, metavar="YYYY-MM-DD", help="the day it is (UTC)")
    command.add_argument(
        "--known-on", type=_date, metavar="YYYY-MM-DD", help="only what had been said by that day"
    )


def _listing(gaps: argparse.ArgumentParser) -> None:
    gaps.add_argument("--since", type=_date, metavar="DATE", help="asked on or after a UTC date")
    gaps.add_argument("--json", action="store_true", help="print the groups as one JSON list")
    gaps.add_argument("--database", metavar="URL", help="the bot's database (default: as `slack`)")
    gaps.set_defaults(run=_gaps)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date: write YYYY-MM-DD") from None


def _input() -> TextIO:
    """Take standard input; nothing where the caller closed it."""
    return sys.stdin or io.StringIO()


def _table(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in TABLES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a table: it ends in {', '.join(TABLES)}")
    return path


def _table_or_store(text: str) -> Path:
    return Path(text) if Path(text).suffix.lower() == ".json" else _table(text)


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _console(options: argparse.Namespace) -> "Console":
    from bot.console import Console, Form
    from bot.desk import Desk

    file = options.store or os.environ.get("CLAIMS_FILE") or None
    form = Form(json=options.json, slack=options.slack, explain=options.explain)
    desk = Desk(Path(file) if file else None)
    return Console(desk, options.today or _today(), options.known_on, form)
