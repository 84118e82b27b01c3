"""What a person thinks of an answer comes in; it is kept with the claims the answer cited."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete

from bot.ledger import people
from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.tables import feedback


class Feedback:
    """Who found which claims helpful: one opinion a person and answer, the last one given."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def store(self, team: str, user: str, claims: Iterable[str], *, helpful: bool) -> bool:
        """Keep an opinion; a second click changes nothing. False if the database is down."""
        cited = json.dumps(sorted(set(claims)))
        now = self._clock()

        def write(connection: Connection) -> None:
            person = people.hashed(connection, team, user)
            same = (
                feedback.c.team == team,
                feedback.c.person == person,
                feedback.c.claims == cited,
            )
            connection.execute(delete(feedback).where(*same))
            connection.execute(
                feedback.insert().values(
                    team=team, person=person, claims=cited, helpful=helpful, given_at=now
                )
            )

        try:
            await self._database.do(write)
        except DatabaseDownError:
            return False
        return True

    async def prune(self, days: float) -> None:
        """Forget the opinions that are older than so many days."""
        oldest = self._clock() - days * 24 * 3600
        await self._database.do(
            lambda c: c.execute(delete(feedback).where(feedback.c.given_at < oldest))
        )
