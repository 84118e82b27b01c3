"""The last question of a conversation comes in; a follow-up in the same place finds it again."""

from collections import OrderedDict

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select

from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.slots import kept
from bot.ledger.tables import threads
from bot.ledger.upsert import put
from bot.question import Question

Place = tuple[str, str, str]
"""The team, the channel and the thread of a conversation."""

UNSAVED = 5_000
"""Places that are remembered in memory while the database is down."""


class Threads:
    """The last question of each conversation: its slots, without the words of the message."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._unsaved: OrderedDict[Place, Question] = OrderedDict()

    async def last(self, place: Place) -> Question | None:
        """Return the question that a follow-up in this place continues."""
        if place in self._unsaved:
            return self._unsaved[place]
        try:
            row = await self._database.do(lambda c: _read(c, place))
        except DatabaseDownError:
            return None
        try:
            return None if row is None else Question.model_validate_json(row)
        except ValidationError:
            return None  # written by another version of the bot: the thread begins anew

    async def remember(self, place: Place, question: Question) -> None:
        """Let the next follow-up in this place continue this question."""
        slots = kept(question)
        row = dict(zip(("team", "channel", "thread"), place, strict=True))
        now = self._clock()
        text = slots.model_dump_json()
        try:
            await self._database.do(
                lambda c: put(c, threads, {**row, "question": text, "asked_at": now})
            )
        except DatabaseDownError:
            self._unsaved[place] = slots
            while len(self._unsaved) > UNSAVED:
                self._unsaved.popitem(last=False)
        else:
            self._unsaved.pop(place, None)

    async def prune(self, days: float) -> None:
        """Forget the conversations that have been silent for so many days."""
        oldest = self._clock() - days * 24 * 3600
        await self._database.do(
            lambda c: c.execute(delete(threads).where(threads.c.asked_at < oldest))
        )


# --- private ---


def _read(connection: Connection, place: Place) -> str | None:
    team, channel, thread = place
    here = (threads.c.team == team, threads.c.channel == channel, threads.c.thread == thread)
    return connection.execute(select(threads.c.question).where(*here)).scalar()
