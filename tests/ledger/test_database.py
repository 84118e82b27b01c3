import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

from bot.ledger import database as module
from bot.ledger.database import Database, DatabaseDownError, DatabaseError, opened
from bot.ledger.deliveries import Deliveries, Outcome, State
from bot.ledger.tables import deliveries, metadata
from tests.ledger.conftest import Time

pytestmark = pytest.mark.asyncio


def look(connection: Connection) -> object:
    return connection.execute(select(deliveries)).all()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "casualty-bot.db"


def told(database: Database) -> str | None:
    return database.fault


# --- tables ---


async def test_the_steps_lead_to_the_tables_that_the_code_knows(database: Database) -> None:
    def compare(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    assert await database.do(compare) == []


async def test_a_start_with_all_steps_made_changes_nothing(database: Database) -> None:
    hold = await Deliveries(database, 60, Time()).take("T", ("Ev1",))
    await database.start()
    assert hold
    assert await database.do(look)


async def test_tables_of_a_newer_bot_are_refused(database: Database) -> None:
    await database.do(lambda c: c.execute(text("update alembic_version set version_num = '9999'")))
    with pytest.raises(DatabaseError, match="DATABASE_URL cannot be used"):
        await database.start()


# --- the file ---


async def test_a_new_file_is_its_owners_alone(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    await database.stop()
    assert modes == {0o600}


async def test_readers_do_not_wait_for_a_writer(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()
    assert await database.do(lambda c: c.execute(text("pragma journal_mode")).scalar()) == "wal"
    await database.stop()


@pytest.mark.parametrize("url", ["", "casualty-bot.db", "mysql://bot:secret@host/db", "://"])
async def test_a_url_of_no_known_kind_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(DatabaseError) as refused:
        Database(url)
    assert "must begin with sqlite:/// or postgresql://" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/bot.db", "postgresql://bot:secret@127.0.0.1:1/bot"]
)
async def test_a_database_that_cannot_be_reached_is_told_without_its_url(url: str) -> None:
    database = Database(url)
    with pytest.raises(DatabaseError) as refused:
        await database.start()
    await database.stop()
    assert "DATABASE_URL cannot be used" in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "nowhere" not in str(refused.value)


async def test_reading_makes_no_database(file: Path) -> None:
    with pytest.raises(DatabaseError, match="There is no database"), opened(f"sqlite:///{file}"):
        pass
    assert not file.exists()


# --- a database that fails ---


async def test_a_locked_database_is_told_once_and_taken_up_again(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    for _ in range(3):
        with pytest.raises(DatabaseDownError):
            await database.do(look)
    assert told(database) == "SQLITE_BUSY"
    writer.execute("rollback")
    writer.close()
    assert await database.do(look) == []
    assert told(database) is None
    assert [record.getMessage() for record in caplog.records] == [
        "The database does not work: SQLITE_BUSY. Answers go out without it.",
        "The database works again.",
    ]
    await database.stop()


async def test_a_database_that_failed_is_left_alone_for_a_while(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_SECONDS", 3600.0)
    database = Database(f"sqlite:///{file}")
    await database.start()
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    with pytest.raises(DatabaseDownError):
        await database.do(look)
    writer.close()
    with pytest.raises(DatabaseDownError):
        await database.do(look)
    await database.stop()


async def test_a_database_that_comes_back_empty_gets_its_tables(database: Database) -> None:
    await database.do(metadata.drop_all)
    await database.do(lambda c: c.execute(text("drop table alembic_version")))
    with pytest.raises(DatabaseDownError):
        await database.do(look)
    assert await database.do(look) == []


async def test_what_ended_while_the_database_was_down_is_written_when_it_is_back(
    file: Path,
) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()
    taken = Deliveries(database, 60, Time())
    before = await taken.take("T", ("before",))
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    during = await taken.take("T", ("during",))
    assert before
    assert during
    for hold in (before, during):
        assert await taken.advance(hold, State.POSTING)
        await taken.finish(hold, Outcome(State.ANSWERED, posted="1.1"))
    writer.execute("rollback")
    writer.close()
    assert await taken.take("T", ("after",))
    after_a_restart = Deliveries(database, 60, Time())
    assert await after_a_restart.take("T", ("before",)) is None
    assert await after_a_restart.take("T", ("during",)) is None
    await database.stop()
