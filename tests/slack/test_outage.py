"""What people notice of a database that is locked: nothing; and what an operator sees."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.desk import Desk
from bot.ledger import database
from tests.slack.doors import HttpDoor
from tests.slack.double import SlackDouble
from tests.slack.serving import serving
from tests.slack.test_metrics import counts
from tests.slack.workspace import DESK_CHANNEL

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"
LOCKED = "the database at {}/casualty-bot.db is locked by another process"
FOLLOW_UP = "as of 10 March?"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)


@contextmanager
def locked(double: SlackDouble) -> Iterator[None]:
    writer = sqlite3.connect(double.folder / "casualty-bot.db", isolation_level=None)
    writer.execute("begin immediate")
    yield
    writer.execute("rollback")
    writer.close()


async def state(door: HttpDoor) -> tuple[int, Any]:
    async with door.session.get(f"{door.address}/readyz") as response:
        return response.status, (await response.json())["database"]


async def test_answers_go_out_once_and_threads_go_on_while_the_database_is_locked(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving("http", double, desk) as door:
        assert isinstance(door, HttpDoor)
        with locked(double):
            event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
            for retry in (None, 1, 2):
                ts = await door.event(event, "Ev0AGAIN", retry)
            await door.answer_in(ts)
            await door.mention(FOLLOW_UP, thread=ts)
            follow_up = (await door.answer_in(ts, 2))[1]
            assert await state(door) == (200, {"fault": LOCKED.format(double.folder)})
            assert (await counts(door))["casualty_bot_database_up"] == 0
        await door.answer_in(await door.mention(QUESTION))
        assert await state(door) == (200, {"fault": None})
        assert (await counts(door))["casualty_bot_database_up"] == 1
    assert len(double.shown) == 3
    assert "10 March" in follow_up
    assert caplog.text.count("Answers go out without what is kept") == 1
    assert caplog.text.count("The database works again") == 1


async def test_what_was_answered_during_the_outage_is_known_after_a_restart(
    double: SlackDouble, desk: Desk
) -> None:
    async with serving("http", double, desk) as door:
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        with locked(double):
            await door.answer_in(await door.event(event, "Ev0AGAIN"))
        await door.answer_in(await door.mention(QUESTION))
    async with serving("http", double, desk) as door:
        await door.event(event, "Ev0AGAIN", retry=1)
    assert len(double.shown) == 2
