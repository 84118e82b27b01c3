"""Desks that do to a question what a real one does only on a bad day."""

import threading
from datetime import date
from pathlib import Path

from bot import vocabulary
from bot.answer import Reply
from bot.desk import Desk
from bot.question import Question

_WORDS = vocabulary.read(vocabulary.LANGUAGES / "en.toml").reply
BUSY, SORRY = _WORDS["label_busy"], _WORDS["label_sorry"]


class Thinking(Desk):
    """A desk that answers no sooner than it is let."""

    def __init__(self, languages: Path = vocabulary.LANGUAGES) -> None:
        super().__init__(languages=languages)
        self.let = threading.Event()

    def ask(
        self,
        text: str,
        today: date,
        *,
        previous: Question | None = None,
        known_on: date | None = None,
        reader: str = "",
    ) -> Reply:
        self.let.wait()
        return super().ask(text, today, previous=previous, known_on=known_on, reader=reader)


class Failing(Desk):
    """A desk that fails over one word."""

    def ask(
        self,
        text: str,
        today: date,
        *,
        previous: Question | None = None,
        known_on: date | None = None,
        reader: str = "",
    ) -> Reply:
        if "trap" in text:
            raise ValueError(text)
        return super().ask(text, today, previous=previous, known_on=known_on, reader=reader)

    def check(self, text: str, today: date, reader: str = "") -> Reply | None:
        if "trap" in text:
            raise ValueError(text)
        return super().check(text, today, reader)
