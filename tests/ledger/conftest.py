"""Fixtures: a real database of each kind, empty, and a clock that tests set."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own, reached through a socket in its folder; gives its URL."""
    if shutil.which("initdb") is None or shutil.which("postgres") is None:
        pytest.skip("PostgreSQL is not installed")
    account = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
        make = ["initdb", "--no-sync", "-A", "trust", "-U", "bot", "-D", str(data)]
        subprocess.run(make, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        serve = ["pg_ctl", "start", "-w", "-D", str(data), "-l", f"{folder}/log"]
        options = ["-o", f"-k {folder} -c listen_addresses='' -c fsync=off"]
        subprocess.run(
            serve + options, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        try:
            yield f"postgresql://bot@/postgres?host={folder}"
        finally:
            stop = ["pg_ctl", "stop", "-m", "immediate", "-D", str(data)]
            subprocess.run(stop, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)


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
