"""A question asked in Slack comes in; the one answer to it is made by the desk and posted."""

import asyncio
import logging
from datetime import date
from typing import NamedTuple
from weakref import WeakValueDictionary

from bot.desk import Desk
from bot.render import blocks
from bot.slack.memory import Deliveries, Place, Threads
from bot.slack.posting import Message, Post
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

SORRY = "Something went wrong on my side; the fault is logged."


class Asked(NamedTuple):
    """A question: its raw text, the day it was asked, and the conversation it is part of.

    A delivery repeated under any of the names in ``deliveries`` is not answered again. Questions
    of one ``conversation`` are answered in turn. ``follows`` is the place whose last question this
    one may continue; it is itself kept for the places in ``kept``.
    """

    text: str
    today: date
    conversation: str
    deliveries: tuple[tuple[str, ...], ...]
    follows: Place | None = None
    kept: tuple[Place, ...] = ()


class Replies:
    """The way from a question to its answer that all surfaces share."""

    def __init__(self, desk: Desk, tasks: Tasks, deliveries: Deliveries, threads: Threads) -> None:
        self._desk = desk
        self._tasks = tasks
        self._deliveries = deliveries
        self._threads = threads
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def take(self, asked: Asked, post: Post) -> None:
        """Answer in the background, and only once; returns at once so that Slack gets its ack."""
        if self._deliveries.take(*asked.deliveries):
            self._tasks.start(self._answer(asked, post))

    # --- private ---

    async def _answer(self, asked: Asked, post: Post) -> None:
        # In turn: a follow-up sent right after its question must find that question remembered.
        async with self._turns.setdefault(asked.conversation, asyncio.Lock()):
            try:
                message = await self._compose(asked)
            except Exception:
                log.exception("A question could not be answered.")
                message = {"text": SORRY}
            await post(message)

    async def _compose(self, asked: Asked) -> Message:
        previous = asked.follows and self._threads.last(asked.follows)
        reply = await asyncio.to_thread(self._desk.ask, asked.text, asked.today, previous=previous)
        for place in asked.kept:
            self._threads.remember(place, reply.thread)
        return blocks.message(reply)
