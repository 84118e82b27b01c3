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
    with pytest.raises(DatabaseError, match="has the tables of another version of the bot"):
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
    ("url", "said"),
    [
        ("sqlite:////nowhere/bot.db", "the database at /nowhere/bot.db cannot be opened"),
        (
            "postgresql://bot:secret@127.0.0.1:1/bot",
            "the database at 127.0.0.1:1 does not answer, or lets nobody in with this user and "
            "password",
        ),
    ],
)
async def test_a_database_that_cannot_be_reached_is_named_without_its_password(
    url: str, said: str
) -> None:
    database = Database(url)
    with pytest.raises(DatabaseError) as refused:
        await database.start()
    await database.stop()
    assert str(refused.value) == f"DATABASE_URL cannot be used: {said}."


async def test_a_file_that_is_no_database_is_named(file: Path) -> None:
    file.write_text("claims, " * 200)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match=f"the database at {file} is no SQLite file"):
        await database.start()
    await database.stop()


async def test_a_full_disk_is_named(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = Database(f"sqlite:///{file}")
    await database.start()

    def fill(connection: Connection) -> None:
        connection.execute(text("pragma max_page_count = 1"))
        connection.execute(text("create table filling as select zeroblob(100000)"))

    with pytest.raises(DatabaseDownError):
        await database.do(fill)
    assert told(database) == f"the database at {file} has no room left: the disk is full"
    assert "the disk is full" in caplog.text
    assert "OperationalError" not in caplog.text
    await database.stop()


async def test_a_database_that_is_not_there_and_one_that_is_read_only_are_named(
    database: Database, url: str
) -> None:
    if url.startswith("sqlite"):
        await database.do(lambda c: c.execute(text("pragma query_only = 1")))
        with pytest.raises(DatabaseDownError):
            await database.do(lambda c: c.execute(deliveries.delete()))
        assert "may not be written by this user" in str(database.fault)
        return
    elsewhere = Database(url.replace("test_", "nowhere_"))
    with pytest.raises(DatabaseError, match="DATABASE_URL cannot be used: the database at "):
        await elsewhere.start()
    await elsewhere.stop()


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
    locked = f"the database at {file} is locked by another process"
    assert told(database) == locked
    writer.execute("rollback")
    writer.close()
    assert await database.do(look) == []
    assert told(database) is None
    assert [record.getMessage() for record in caplog.records] == [
        f"Answers go out without what is kept, since {locked}.",
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
