"""A database's URL comes in; work on its tables is done off the event loop, or said to be down.

SQLite and PostgreSQL are known. A database that fails is left alone for some seconds, so that
answers need not wait for it each time, and taken up again when it works.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from bot.errors import BotError
from bot.ledger import faults

log = logging.getLogger(__name__)

T = TypeVar("T")
Clock = Callable[[], float]
"""Tells the time in seconds since 1970."""

BUSY_SECONDS = 2
"""How long to wait for a lock of another process, or for a server to answer."""
RETRY_SECONDS = 5.0
"""How long a database that failed is left alone."""
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
MIGRATING = 7_203_151_094  # names the lock that keeps two instances from migrating at once


class DatabaseDownError(Exception):
    """The database does not work now; whoever asked has to do without."""


class DatabaseError(BotError):
    """A database that cannot be used at all; the sentence tells where it is, and no password."""


class Database:
    """One database, reached by one thread of its own."""

    def __init__(self, url: str) -> None:
        """Prepare to use a database. Raises DatabaseError if the URL is none that is known."""
        self._engine = engine(url)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._leave_alone_until = 0.0
        self.fault: str | None = None

    async def start(self) -> None:
        """Bring the tables up to date. Raises DatabaseError if that is not possible."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, migrate, self._engine)
        except (SQLAlchemyError, CommandError, OSError) as error:
            wrong = _wrong(self._engine, error)
            raise DatabaseError(f"DATABASE_URL cannot be used: {wrong}.") from None

    async def do(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction.

        Raises DatabaseDownError if the database does not work, and IntegrityError if it works but
        the rows are there already.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    async def stop(self) -> None:
        """Close every connection, once the work handed in is done."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()

    # --- private ---

    def _do(self, work: Callable[[Connection], T]) -> T:
        if time.monotonic() < self._leave_alone_until:
            raise DatabaseDownError
        try:
            if self.fault:
                migrate(self._engine)  # what comes back may be an empty one
            with self._engine.begin() as connection:
                done = work(connection)
        except IntegrityError:
            raise
        except (SQLAlchemyError, CommandError, OSError) as error:
            self._fail(_wrong(self._engine, error))
            raise DatabaseDownError from None
        if self.fault:
            log.warning("The database works again.")
            self.fault = None
        return done

    def _fail(self, wrong: str) -> None:
        if self.fault is None:
            log.error("Answers go out without what is kept, since %s.", wrong)
        self.fault = wrong
        self._leave_alone_until = time.monotonic() + RETRY_SECONDS


def engine(url: str) -> Engine:
    """Make the engine for a URL. Raises DatabaseError if it is none that is known."""
    try:
        read = make_url(url)
        read = read.set(drivername=DRIVERS[read.get_backend_name()])
    except (ArgumentError, KeyError):
        raise DatabaseError(
            "DATABASE_URL is malformed: it must begin with sqlite:/// or postgresql://."
        ) from None
    if read.drivername == "sqlite":
        made = create_engine(read, connect_args={"timeout": BUSY_SECONDS})
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
        return made
    try:
        waits = {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"}
        return create_engine(read, connect_args=waits, pool_pre_ping=True)
    except ImportError:
        raise DatabaseError(
            "DATABASE_URL names PostgreSQL: install casualty-bot with its extra `postgres`."
        ) from None


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; a new SQLite file is its owner's alone."""
    _create_file(engine.url)
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"select pg_advisory_xact_lock({MIGRATING})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Open a database that is there already, to read in it.

    Raises DatabaseError if there is none, or if it cannot be read.
    """
    reached = engine(url)
    file = _file(reached.url)
    if file and not file.exists():
        raise DatabaseError(f"There is no database at {file}.")
    try:
        migrate(reached)
        with reached.begin() as connection:
            yield connection
    except (SQLAlchemyError, CommandError, OSError) as error:
        raise DatabaseError(f"The {_wrong(reached, error).removeprefix('the ')}.") from None
    finally:
        reached.dispose()


# --- private ---


def _file(url: URL) -> Path | None:
    named = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(str(url.database)) if named else None


def _create_file(url: URL) -> None:
    file = _file(url)
    if file and not file.exists():
        # SQLite gives the files beside it the same rights.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(connection: object, _: object) -> None:
    """Leave transactions to us, and let readers and one writer work side by side."""
    connection.isolation_level = None  # type: ignore[attr-defined] # of sqlite3
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined] # of sqlite3


def _begin(connection: Connection) -> None:
    # At once for writing: a transaction that begins by reading could not wait for the lock.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _wrong(engine: Engine, error: Exception) -> str:
    """Say which database is at fault, and how."""
    return f"the database at {faults.place(engine.url)} {faults.said(error)}"
