"""A reply that found nothing on file comes in; its slots and reason are kept for curators.

The message itself is kept only if the settings say so.
"""

import datetime as dt

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select

from bot.answer import Outcome, Reply
from bot.ledger import people
from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.slots import kept
from bot.ledger.tables import gaps
from bot.match import Reason
from bot.names import Frozen
from bot.question import Question


class Gap(Frozen):
    """A question that nothing on file answered.

    ``person`` is a hash that tells the people of one workspace apart; ``words`` are the message,
    None unless messages are kept. ``asked_on`` is a UTC date.
    """

    team: str
    person: str
    asked_on: dt.date
    reason: Reason
    question: Question
    words: str | None = None


class Gaps:
    """The questions that nothing on file answered."""

    def __init__(self, database: Database, clock: Clock, *, keep_text: bool) -> None:
        self._database = database
        self._clock = clock
        self._keep_text = keep_text

    async def note(self, team: str, user: str, reply: Reply) -> None:
        """Keep what a reply could not answer; a database that is down keeps nothing."""
        silent = [a for a in reply.answers if a.reason and a.outcome is Outcome.NOTHING_ON_FILE]
        if not silent:
            return
        now = self._clock()
        rows = [
            {
                "team": team,
                "reason": str(answer.reason),
                "question": kept(answer.question).model_dump_json(),
                "words": answer.question.text if self._keep_text else None,
                "asked_at": now,
            }
            for answer in silent
        ]

        def write(connection: Connection) -> None:
            person = people.hashed(connection, team, user)
            connection.execute(gaps.insert(), [{**row, "person": person} for row in rows])

        try:
            await self._database.do(write)
        except DatabaseDownError:
            return  # the fault is logged; the asker has an answer

    async def prune(self, days: float) -> None:
        """Forget the questions that are older than so many days."""
        oldest = self._clock() - days * 24 * 3600
        await self._database.do(lambda c: c.execute(delete(gaps).where(gaps.c.asked_at < oldest)))


def read(connection: Connection, since: dt.date | None = None) -> tuple[Gap, ...]:
    """List the questions asked since a UTC date, oldest first; rows of other versions are left."""
    first = dt.datetime.combine(since or dt.date.min, dt.time(), dt.UTC)
    rows = connection.execute(
        select(gaps).where(gaps.c.asked_at >= first.timestamp()).order_by(gaps.c.id)
    )
    found = []
    for row in rows.mappings():
        try:
            question = Question.model_validate_json(row["question"])
            asked_on = dt.datetime.fromtimestamp(row["asked_at"], dt.UTC).date()
            found.append(
                Gap(
                    team=row["team"],
                    person=row["person"],
                    asked_on=asked_on,
                    reason=Reason(row["reason"]),
                    question=question,
                    words=row["words"],
                )
            )
        except (ValidationError, ValueError):
            continue
    return tuple(found)
