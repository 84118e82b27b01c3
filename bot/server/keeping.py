"""Settings come in; the ledger they name is opened, kept tidy, and closed at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import ConfigError, Settings
from bot.ledger import Ledger, Retention
from bot.ledger.database import Database, DatabaseError
from bot.slack.metrics import Metrics

TIDY_SECONDS = 600


@asynccontextmanager
async def kept(settings: Settings, metrics: Metrics) -> AsyncIterator[Ledger]:
    """Keep a ledger for as long as the context lasts; its tables are brought up to date first.

    Raises ConfigError if the database cannot be used.
    """
    try:
        database = Database(settings.database_url.get_secret_value())
    except DatabaseError as error:
        raise ConfigError([str(error).rstrip(".")]) from None
    retention = Retention(settings.keep_threads_days, settings.keep_gaps_days, settings.keep_text)
    ledger = Ledger(database, retention, settings.lease_seconds)
    try:
        try:
            await database.start()
        except DatabaseError as error:
            raise ConfigError([str(error).rstrip(".")]) from None
        tidying = asyncio.create_task(_tidy(ledger, metrics))
        try:
            yield ledger
        finally:  # however it ends: the database is not closed under a task that still uses it
            tidying.cancel()
            await asyncio.gather(tidying, return_exceptions=True)
        await ledger.tidy()
    finally:
        await database.stop()


# --- private ---


async def _tidy(ledger: Ledger, metrics: Metrics) -> None:
    while True:
        for state, questions in (await ledger.tidy()).items():
            metrics.ended(state, questions)
        await asyncio.sleep(TIDY_SECONDS)
