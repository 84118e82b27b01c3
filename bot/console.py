"""Lines of text come in; replies go out as text or JSON: ``ask``, ``ask --batch`` and ``chat``."""

import datetime as dt
import json
import time
import traceback
from typing import NamedTuple, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answer import Reply
from bot.desk import Desk
from bot.question import Question
from bot.render import blocks, explain, text


class Form(NamedTuple):
    """How replies are printed: as text, one JSON object or Slack's payload; with reasons or not."""

    json: bool = False
    slack: bool = False
    explain: bool = False


class Turns(BaseModel):
    """One line of a batch: the messages of a thread, of which the last is answered."""

    model_config = ConfigDict(frozen=True)

    id: str | int | None = None
    turns: tuple[str, ...] = Field(min_length=1)


class Console:
    """Asks a desk on behalf of somebody at a terminal, as of one UTC day."""

    def __init__(
        self, desk: Desk, today: dt.date, known_on: dt.date | None = None, form: Form | None = None
    ) -> None:
        self._desk = desk
        self._today = today
        self._known_on = known_on
        self._form = form or Form()

    def ask(self, message: str, out: TextIO) -> None:
        """Answer one message."""
        started = time.perf_counter()
        reply = self._reply(message, None)
        if self._form.json:
            _print_json(self._record(None, reply, started), out)
        elif self._form.slack:
            print(json.dumps(blocks.message(reply), ensure_ascii=False, indent=2), file=out)
        else:
            self._print(reply, out)

    def batch(self, lines: TextIO, out: TextIO) -> None:
        """Answer the last message of each thread, one JSON line for each line, in order.

        A line that is not such a thread gets ``{"id", "error"}``, and the run goes on; so does one
        that meets a bug, whose trace goes to standard error.
        """
        for line in lines:
            if not line.strip():
                continue
            started = time.perf_counter()
            try:
                thread = Turns.model_validate_json(line)
            except ValidationError as error:
                _print_json({"id": _id(line), "error": _problem(error)}, out)
                continue
            previous: Question | None = None
            try:
                for turn in thread.turns:
                    started = time.perf_counter()
                    reply = self._reply(turn, previous)
                    previous = reply.thread
            except Exception as fault:
                traceback.print_exc()
                _print_json({"id": thread.id, "error": f"a bug: {type(fault).__name__}"}, out)
                continue
            _print_json(self._record(thread.id, reply, started), out)

    def chat(self, lines: TextIO, out: TextIO) -> None:
        """Hold a thread: one message a line, to the end of input.

        Where nobody types and nothing is piped in, the store's first example question is answered,
        so that whoever starts the bot for the first time sees an answer.
        """
        typed = lines.isatty()
        if typed:
            print(self._greeting(), file=out)
        previous: Question | None = None
        heard = False
        while line := self._next(lines, out, typed=typed):
            message = line.strip()
            if not message:
                continue
            heard = True
            previous = self._turn(message, previous, out, echo=not typed)
        if not (heard or typed):
            for question in self._desk.examples()[:1]:
                self._turn(question, None, out, echo=True)

    def _next(self, lines: TextIO, out: TextIO, *, typed: bool) -> str:
        if typed:
            print("> ", end="", file=out, flush=True)
        return lines.readline()

    def _turn(
        self, message: str, previous: Question | None, out: TextIO, *, echo: bool
    ) -> Question:
        if echo:
            print(f"> {message}", file=out)
        reply = self._reply(message, previous)
        self._print(reply, out)
        print(file=out, flush=True)
        return reply.thread

    def _greeting(self) -> str:
        examples = "\n".join(f"  {question}" for question in self._desk.examples())
        return f"Ask about casualty figures; Ctrl-D ends. For example:\n{examples}"

    def _reply(self, message: str, previous: Question | None) -> Reply:
        return self._desk.ask(message, self._today, previous=previous, known_on=self._known_on)

    def _print(self, reply: Reply, out: TextIO) -> None:
        print(text.plain(reply), file=out)
        if self._form.explain:
            print(f"\n{explain.plain(reply)}", file=out)

    def _record(self, id_: str | int | None, reply: Reply, started: float) -> dict[str, object]:
        record: dict[str, object] = {
            "id": id_,
            "outcome": reply.outcome,
            "text": text.plain(reply),
            "claims": reply.claims,
            "question": reply.question.model_dump(mode="json", exclude={"evidence"}),
            "ms": round((time.perf_counter() - started) * 1000, 3),
        }
        if self._form.slack:
            record["slack"] = blocks.message(reply)
        if self._form.explain:
            record["explain"] = explain.plain(reply)
        return record


# --- private ---


def _print_json(record: dict[str, object], out: TextIO) -> None:
    print(json.dumps(record, ensure_ascii=False), file=out, flush=True)


def _id(line: str) -> object:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record.get("id") if isinstance(record, dict) else None


def _problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])
