"""Time what people wait for against the least it could cost, in one run; ratios are what to keep.

A floor is work that the job cannot do without: starting the interpreter with its libraries, parsing
the JSON, finding the words of a message, compressing a blank picture. Rounds of both are
interleaved, and medians compared.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bot import chart, store
from bot.bench.cases import load
from bot.chart import Media, Plot
from bot.desk import Desk
from bot.render import blocks
from bot.words import plain, split

_ROUNDS = 5
_QUESTIONS = 200
_START = "import pydantic, rapidfuzz, babel"


class Timed(NamedTuple):
    """One job and its floor: what each does, run as often as ``times`` in a round."""

    name: str
    job: Callable[[], object]
    floor: Callable[[], object]
    times: int = 1


def main() -> int:
    """Print how long each job takes, and how many floors that is."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.speed", description=__doc__)
    parser.add_argument("questions", type=Path, help="a table of questions about the shipped store")
    options = parser.parse_args()
    print(f"{'':34} {'job ms':>10} {'floor ms':>10} {'ratio':>8}")
    for timed in _jobs(options.questions):
        jobs, floors = [], []
        for _ in range(_ROUNDS):
            jobs.append(_milliseconds(timed.job, timed.times))
            floors.append(_milliseconds(timed.floor, timed.times))
        job, floor = median(jobs), median(floors)
        print(f"{timed.name:34} {job:10.3f} {floor:10.3f} {job / floor:7.1f}x", flush=True)
    return 0


# --- private ---


def _jobs(table: Path) -> Iterator[Timed]:
    path, today = store.shipped(), dt.datetime.now(dt.UTC).date()
    content = path.read_bytes()
    texts = [case.turns[0] for case in load(table)[:_QUESTIONS]]
    desk = Desk()
    replies = [desk.ask(text, today) for text in texts]
    payloads = [blocks.message(reply) for reply in replies]
    plot = desk.chart(texts[0], today)
    command = [sys.executable, "-m", "bot", "ask", texts[0]]
    yield Timed(
        "one question at the terminal",
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL),  # noqa: S603
        lambda: subprocess.run([sys.executable, "-c", _START], check=True),  # noqa: S603
    )
    yield Timed(
        f"load {len(json.loads(content)['claims'])} claims",
        lambda: store.load(path),
        lambda: json.loads(content),
    )
    yield Timed(
        "answer a question",
        lambda: [desk.ask(text, today) for text in texts],
        lambda: [split(plain(text)) for text in texts],
        len(texts),
    )
    yield Timed(
        "lay an answer out for Slack",
        lambda: [blocks.message(reply) for reply in replies],
        lambda: [json.dumps(payload) for payload in payloads],
        len(texts),
    )
    if isinstance(plot, Plot):
        yield Timed(
            "draw a chart",
            lambda: chart.make(plot, Media.PNG, chart.DEFAULT_WIDTH),
            lambda: zlib.compress(bytes(3 * chart.DEFAULT_WIDTH * chart.DEFAULT_WIDTH)),
        )


def _milliseconds(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000 / times


if __name__ == "__main__":
    sys.exit(main())
