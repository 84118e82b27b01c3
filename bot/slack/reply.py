"""A question asked in Slack comes in; the one answer to it is made by the desk and posted."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple
from weakref import WeakValueDictionary

from bot.answer import Reply
from bot.chart import Plot
from bot.desk import Desk
from bot.ledger import Ledger
from bot.ledger.deliveries import Hold, Outcome, State
from bot.ledger.threads import Place
from bot.render import blocks
from bot.slack import buttons
from bot.slack.answers import Answers
from bot.slack.metrics import Metrics
from bot.slack.posting import Message, Post
from bot.slack.readers import Readers
from bot.slack.refusals import Refused
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

RECORD_SECONDS = 1.0
"""How long an acknowledgement waits for its delivery to be on record; Slack waits three seconds."""


class Asked(NamedTuple):
    """A question: its raw text, the day it was asked, and the conversation it is part of.

    A delivery repeated under any of the names in ``deliveries`` is not answered again. Questions
    of one ``conversation`` are answered in turn. ``follows`` is the place whose last question this
    one may continue; it is itself kept for the places in ``kept``. ``team`` and ``user`` tell who
    asked, for what is kept of a workspace. A ``private`` answer is for the asker's eyes alone.
    ``turn`` waits until the place takes another message, ``working`` says that it is being looked
    up, ``draw`` posts a picture beside the answer, ``refused`` tells the asker if Slack did not
    take it.
    """

    text: str
    today: date
    conversation: str
    deliveries: tuple[tuple[str, ...], ...]
    follows: Place | None = None
    kept: tuple[Place, ...] = ()
    team: str = ""
    user: str = ""
    private: bool = False
    turn: Callable[[], Awaitable[None]] | None = None
    working: Callable[[str], Awaitable[None]] | None = None
    draw: Callable[[Plot], Awaitable[object]] | None = None
    refused: Refused | None = None


class Replies:
    """The way from a question to its answer that all surfaces share."""

    def __init__(
        self,
        desk: Desk,
        answers: Answers,
        readers: Readers,
        tasks: Tasks,
        ledger: Ledger,
        metrics: Metrics,
    ) -> None:
        self._desk = desk
        self._readers = readers
        self._answers = answers
        self._tasks = tasks
        self._ledger = ledger
        self._metrics = metrics
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, asked: Asked, post: Post) -> None:
        """Answer in the background, and only once; returns when the delivery is on record.

        Slack gets its ack then, or after RECORD_SECONDS: a delivery that was acknowledged does not
        come again, so a process that is killed must have left a trace of it. With too many answers
        under way the asker is told so instead. Raises OverloadedError if as many askers are still
        to be told.
        """
        self._tasks.admit()
        if not self._ledger.deliveries.notice(*asked.deliveries):
            self._metrics.duplicates.inc()
            return
        recorded = asyncio.Event()
        work = self._turn_away if self._tasks.is_full else self._answer
        self._tasks.start(work(asked, post, recorded))
        with suppress(TimeoutError):
            async with asyncio.timeout(RECORD_SECONDS):
                await recorded.wait()

    # --- private ---

    async def _answer(self, asked: Asked, post: Post, recorded: asyncio.Event) -> None:
        started = time.monotonic()
        hold = await self._hold(asked, recorded)
        if hold is None:
            return
        # In turn: a follow-up sent right after its question must find that question remembered.
        async with self._turns.setdefault(asked.conversation, asyncio.Lock()):
            if not await self._ledger.deliveries.advance(hold, State.ANSWERING):
                return
            labels = await self._readers.labels(asked.user)
            if asked.working:
                await asked.working(labels["working"])
            reply = await self._reply(asked)
            sorry: Message = {"text": labels["sorry"]}
            message = sorry if reply is None else await self._laid_out(asked, reply)
            await self._post(hold, message, asked, post, State.ANSWERED)
        if reply is not None and reply.question.pictured and asked.draw:
            await self._draw(reply, asked)
        self._metrics.answer_times.observe(time.monotonic() - started)
        if reply is not None:
            self._metrics.replied(reply)
            await self._ledger.gaps.note(asked.team, asked.user, reply)

    async def _laid_out(self, asked: Asked, reply: Reply) -> Message:
        """Lay a reply out with the buttons under each answer that cites a claim."""
        keys = await self._answers.keep(asked.team, reply)
        under = [
            buttons.under(key, reply.labels, private=asked.private) if key else [] for key in keys
        ]
        return blocks.message(reply, under)

    async def _draw(self, reply: Reply, asked: Asked) -> None:
        drawn = await asyncio.to_thread(self._desk.chart_again, reply.question, asked.today)
        if isinstance(drawn, Plot) and asked.draw:
            await asked.draw(drawn)

    async def _turn_away(self, asked: Asked, post: Post, recorded: asyncio.Event) -> None:
        hold = await self._hold(asked, recorded)
        if hold is not None:
            busy = (await self._readers.labels(asked.user))["busy"]
            await self._post(hold, {"text": busy}, asked, post, State.BUSY)

    async def _hold(self, asked: Asked, recorded: asyncio.Event) -> Hold | None:
        hold = await self._ledger.deliveries.take(asked.team, *asked.deliveries)
        recorded.set()
        if hold is None:
            self._metrics.duplicates.inc()
        return hold

    async def _reply(self, asked: Asked) -> Reply | None:
        """Ask the desk; None if that failed, which is a fault of the bot."""
        try:
            previous = await self._ledger.threads.last(asked.follows) if asked.follows else None
            reader = await self._readers.language(asked.user)
            reply = await asyncio.to_thread(
                self._desk.ask, asked.text, asked.today, previous=previous, reader=reader
            )
            for place in asked.kept:
                await self._ledger.threads.remember(place, reply.thread)
        except Exception:
            log.exception("A question could not be answered.")
            return None
        return reply

    async def _post(
        self, hold: Hold, message: Message, asked: Asked, post: Post, posted: State
    ) -> None:
        """Post once, unless another process has taken the delivery over; and note how it ended."""
        if asked.turn:
            await asked.turn()
        if not await self._ledger.deliveries.advance(hold, State.POSTING):
            return
        outcome = await post(message)
        if outcome.state is State.ANSWERED:
            outcome = Outcome(posted, outcome.posted)
        await self._ledger.deliveries.finish(hold, outcome)
        self._metrics.ended(outcome.state)
        if outcome.state is State.REFUSED and asked.refused:
            labels = await self._readers.labels(asked.user)
            await asked.refused.tell(outcome.refusal or "", labels)
