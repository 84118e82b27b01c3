"""A database comes in; the one Ledger of a process goes out, with all that the bot keeps."""

import time
from typing import NamedTuple

from sqlalchemy import Connection, delete

from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.deliveries import Deliveries, State
from bot.ledger.feedback import Feedback
from bot.ledger.gaps import Gaps
from bot.ledger.tables import metadata
from bot.ledger.threads import Threads

LEASE_SECONDS = 60.0


class Retention(NamedTuple):
    """What is kept, and for how many days."""

    thread_days: float = 30
    gap_days: float = 90
    keep_text: bool = False


class Ledger:
    """Deliveries, threads, gaps and feedback in one database."""

    def __init__(
        self,
        database: Database,
        retention: Retention = Retention(),  # noqa: B008 - frozen
        lease_seconds: float = LEASE_SECONDS,
        clock: Clock = time.time,
    ) -> None:
        """Keep everything in a database; ``clock`` tells seconds since 1970."""
        self.database = database
        self.deliveries = Deliveries(database, lease_seconds, clock)
        self.threads = Threads(database, clock)
        self.gaps = Gaps(database, clock, keep_text=retention.keep_text)
        self.feedback = Feedback(database, clock, keep_text=retention.keep_text)
        self._retention = retention

    async def tidy(self) -> dict[State, int]:
        """Settle what killed processes left and forget what is old; nothing if it is down."""
        try:
            settled = await self.deliveries.tidy()
            await self.threads.prune(self._retention.thread_days)
            await self.gaps.prune(self._retention.gap_days)
            await self.feedback.prune(self._retention.gap_days)
        except DatabaseDownError:
            return {}
        return settled

    async def forget(self, team: str) -> None:
        """Delete all that is kept of a workspace. Raises DatabaseDownError."""

        def everything(connection: Connection) -> None:
            for table in metadata.sorted_tables:
                if "team" in table.c:
                    connection.execute(delete(table).where(table.c.team == team))

        await self.database.do(everything)
