"""What a person thinks of an answer comes in; it is kept with the claims the answer cited.

What somebody writes about it is kept only if the settings say so.
"""

import datetime as dt
import json
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from bot.ledger import people
from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.tables import feedback
from bot.names import Frozen


class Objection(StrEnum):
    """What was wrong with an answer."""

    WRONG_FIGURE = "wrong_figure"
    MISSING = "missing"
    MISREAD = "misread"
    OTHER = "other"


class Opinion(Frozen):
    """What one person thinks of an answer that cited these claims, given on a UTC date.

    ``person`` is a hash that tells the people of one workspace apart.
    """

    team: str
    person: str
    claims: tuple[str, ...]
    helpful: bool
    given_on: dt.date
    objection: Objection | None = None
    words: str | None = None


class Feedback:
    """Who found which claims helpful: one opinion a person and answer, the last one given."""

    def __init__(self, database: Database, clock: Clock, *, keep_text: bool) -> None:
        self._database = database
        self._clock = clock
        self.keeps_text = keep_text

    async def store(self, team: str, user: str, claims: Iterable[str], *, helpful: bool) -> bool:
        """Keep an opinion; a second click changes nothing. False if the database is down."""
        return await self._store(team, user, claims, {"helpful": helpful})

    async def explain(
        self, team: str, user: str, claims: Iterable[str], objection: Objection, words: str = ""
    ) -> bool:
        """Keep what was wrong with an answer. False if the database is down."""
        kept = (words or None) if self.keeps_text else None
        values = {"helpful": False, "objection": str(objection), "words": kept}
        return await self._store(team, user, claims, values)

    async def prune(self, days: float) -> None:
        """Forget the opinions that are older than so many days."""
        oldest = self._clock() - days * 24 * 3600
        await self._database.do(
            lambda c: c.execute(delete(feedback).where(feedback.c.given_at < oldest))
        )

    # --- private ---

    async def _store(
        self, team: str, user: str, claims: Iterable[str], values: dict[str, object]
    ) -> bool:
        cited = json.dumps(sorted(set(claims)))
        now = self._clock()

        def write(connection: Connection) -> None:
            person = people.hashed(connection, team, user)
            mine = {"team": team, "person": person, "claims": cited}
            same = [feedback.c[name] == value for name, value in mine.items()]
            before = connection.execute(select(feedback).where(*same)).mappings().first()
            given = values
            if before and before["helpful"] == values["helpful"]:
                # The same click again takes no reason away.
                given = {"objection": before["objection"], "words": before["words"]} | values
            connection.execute(delete(feedback).where(*same))
            connection.execute(feedback.insert().values(**mine, **given, given_at=now))

        try:
            await self._database.do(write)
        except DatabaseDownError:
            return False
        return True


def read(connection: Connection, since: dt.date | None = None) -> tuple[Opinion, ...]:
    """List the opinions given since a UTC date, oldest first."""
    first = dt.datetime.combine(since or dt.date.min, dt.time(), dt.UTC)
    rows = connection.execute(
        select(feedback).where(feedback.c.given_at >= first.timestamp()).order_by(feedback.c.id)
    )
    return tuple(
        Opinion(
            team=row["team"],
            person=row["person"],
            claims=tuple(json.loads(row["claims"])),
            helpful=row["helpful"],
            given_on=dt.datetime.fromtimestamp(row["given_at"], dt.UTC).date(),
            objection=row["objection"] and Objection(row["objection"]),
            words=row["words"],
        )
        for row in rows.mappings()
    )
