"""Command-line arguments come in; an exit code goes out: 0 done, 1 expected fault, 2 usage, 3 bug.

Each command parses its arguments, calls one function and prints. What a command does not use, it
does not import.
"""

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import arguments
from bot.cli import claims as claims_commands
from bot.cli.exits import BUG, FAULT, OK, PROGRAM, USAGE
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.console import Console
    from bot.desk import Desk

__all__ = ["BUG", "FAULT", "OK", "PROGRAM", "USAGE", "entry", "main", "parser"]


def entry() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BotError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return FAULT
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        _drop_output()
        return OK
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return FAULT
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in _OF_THE_MACHINE:
            what = fault.filename or "what was to be printed"
            print(f"{PROGRAM}: {what}: cannot be written: {fault.strerror}", file=sys.stderr)
            _drop_output()
            return FAULT
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

    _charting(commands.add_parser("chart", help="draw the figures on file"))

    slack = commands.add_parser(
        "slack",
        help="start the Slack bot",
        description="Start the Slack bot. Settings come from the environment: docs/running.md.",
    )
    slack.set_defaults(run=_slack)

    _listing(commands.add_parser("gaps", help="list what people asked in vain"))

    claims = commands.add_parser("claims", help="look after the claims store")
    claims_commands.commands(claims)
    return whole


# --- commands ---


def _ask(options: argparse.Namespace) -> int:
    console = _console(options)
    if options.batch:
        console.batch(arguments.standard_input(), sys.stdout)
    elif options.text:
        console.ask(" ".join(options.text), sys.stdout)
    else:
        print(f"{PROGRAM} ask: say what to ask, or use --batch", file=sys.stderr)
        return USAGE
    return OK


def _chat(options: argparse.Namespace) -> int:
    _console(options).chat(arguments.standard_input(), sys.stdout)
    return OK


def _chart(options: argparse.Namespace) -> int:
    from bot import chart
    from bot.answer import Reply
    from bot.curate import files
    from bot.render import text

    today = options.today or arguments.today()
    drawn = _desk(options).chart(" ".join(options.text), today, known_on=options.known_on)
    if isinstance(drawn, Reply):
        print(text.plain(drawn))
        return FAULT
    media = chart.Media(arguments.PICTURES[options.out.suffix.lower()])
    picture = chart.make(drawn, media, options.width or chart.DEFAULT_WIDTH)
    files.replace(options.out, picture.content)
    print(f"{picture.alt_text}\n\n{options.out}: {picture.title}")
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


# --- private ---

_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Errors of a disk that is full, broken or read-only: no bug of ours."""


def _drop_output() -> None:
    """Leave unwritten what could not be written, or Python complains of it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", type=Path, metavar="FILE", help="another claims file")
    command.add_argument(
        "--today", type=arguments.date, metavar="YYYY-MM-DD", help="the day it is (UTC)"
    )
    command.add_argument(
        "--known-on",
        type=arguments.date,
        metavar="YYYY-MM-DD",
        help="only what had been said by that day",
    )


def _charting(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Draw the figures on file that answer a question, of every date, and print the "
        "picture's alternative text. Where nothing on file answers, the reason is printed, "
        "nothing is written, and the exit code is 1."
    )
    command.add_argument("text", nargs="+", metavar="TEXT", help="the question")
    command.add_argument(
        "--out",
        type=arguments.picture,
        required=True,
        metavar="FILE",
        help="a .png or .svg to write",
    )
    command.add_argument(
        "--width",
        type=arguments.width,
        metavar="PIXELS",
        help="how wide the picture is (default: 1080)",
    )
    _reading(command)
    command.set_defaults(run=_chart)


def _listing(gaps: argparse.ArgumentParser) -> None:
    gaps.add_argument(
        "--since", type=arguments.date, metavar="DATE", help="asked on or after a UTC date"
    )
    gaps.add_argument("--json", action="store_true", help="print the groups as one JSON list")
    gaps.add_argument("--database", metavar="URL", help="the bot's database (default: as `slack`)")
    gaps.set_defaults(run=_gaps)


def _desk(options: argparse.Namespace) -> "Desk":
    from bot.desk import Desk

    file = options.store or os.environ.get("CLAIMS_FILE") or None
    return Desk(Path(file) if file else None)


def _console(options: argparse.Namespace) -> "Console":
    from bot.console import Console, Form

    form = Form(json=options.json, slack=options.slack, explain=options.explain)
    return Console(_desk(options), options.today or arguments.today(), options.known_on, form)
