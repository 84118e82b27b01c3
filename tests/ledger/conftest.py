"""Fixtures: a real database of each kind, empty, and a clock that tests set."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.ledger.database import Database, engine


class Time:
    """The time in seconds since 1970; it passes when told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/casualty-bot.db"
    server = str(request.getfixturevalue("postgres"))
    name = f"test_{uuid4().hex}"
    administrator = engine(server)
    with administrator.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(
            text(f"create database {name}")
        )
    administrator.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database with its tables, as one process has it."""
    one = Database(url)
    await one.start()
    yield one
    await one.stop()


@pytest_asyncio.fixture
async def other(url: str, database: Database) -> AsyncIterator[Database]:
    """The same database, as another process has it."""
    two = Database(url)
    await two.start()
    assert database.fault is None
    yield two
    await two.stop()
