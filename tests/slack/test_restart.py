"""What a bot knows that was started again with the database of the one before."""

import asyncio
import sqlite3
from datetime import date
from typing import Any

import pytest

from bot.desk import Desk
from bot.render import blocks
from tests.slack.double import SlackDouble
from tests.slack.serving import idle, serving
from tests.slack.workspace import DESK_CHANNEL

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"
FOLLOW_UP = "as of 10 March?"
DAY = date(2022, 3, 25)


async def test_a_thread_can_be_followed_up_after_a_restart(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    async with serving(kind, double, desk) as door:
        ts = await door.mention(QUESTION)
        await door.answer_in(ts)
    async with serving(kind, double, desk) as door:
        await door.mention(FOLLOW_UP, thread=ts)
        answer = (await door.answer_in(ts, 2))[1]
    previous = desk.ask(QUESTION, DAY).question
    assert answer == blocks.message(desk.ask(FOLLOW_UP, DAY, previous=previous))["text"]
    assert answer != blocks.message(desk.ask(FOLLOW_UP, DAY))["text"]


async def test_what_was_answered_before_a_restart_is_not_answered_again(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    async with serving(kind, double, desk) as door:
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        await door.answer_in(await door.event(event, "Ev0ONE"))
    async with serving(kind, double, desk) as door:
        await door.event(event, "Ev0ONE", retry=1)
        await door.event(event, "Ev0TWO")
        await door.answer_in(await door.mention(QUESTION))
    assert len(double.shown) == 2


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings by which instances share a database of each kind in turn."""
    if request.param == "sqlite":
        return {}
    return {"DATABASE_URL": str(request.getfixturevalue("postgres"))}


async def test_two_instances_on_one_database_answer_once_and_share_threads(
    double: SlackDouble, desk: Desk, shared: dict[str, str]
) -> None:
    async with (
        serving("http", double, desk, shared) as one,
        serving("http", double, desk, shared) as two,
    ):
        for number in range(10):
            event = one.message("app_mention", QUESTION, channel=DESK_CHANNEL)
            name = f"Ev{number}"
            await asyncio.gather(one.event(event, name), two.event(event, name, retry=1))
        await double.until(lambda: len(double.shown) == 10)
        await idle(one)
        await idle(two)
        await two.mention(FOLLOW_UP, thread=event["ts"])
        assert "10 March" in (await two.answer_in(event["ts"], 2))[1]
    assert len(double.shown) == 11


async def test_no_message_and_no_address_of_a_person_is_in_the_database(
    double: SlackDouble, desk: Desk
) -> None:
    async with serving("http", double, desk) as door:
        await door.answer_in(await door.mention("how many soldiers did Xanadu lose, says Kubla?"))
        await door.command("how many died in Xanadu?")
        await door.answer_in(await door.direct("deaths in Xanadu?"))
    with sqlite3.connect(double.folder / "casualty-bot.db") as connection:
        kept = "\n".join(connection.iterdump()).lower()
    connection.close()
    assert 'insert into "gaps"' in kept
    for secret in ("xanadu", "kubla", "u0editor", "/response/"):
        assert secret not in kept


UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}
OF_A_PERSON = {"type": "tokens_revoked", "tokens": {"oauth": ["U0EDITOR"], "bot": []}}


@pytest.mark.parametrize(
    ("event", "gone"), [(UNINSTALLED, True), (REVOKED, True), (OF_A_PERSON, False)]
)
async def test_a_workspace_that_ends_the_app_leaves_nothing(
    kind: str, double: SlackDouble, desk: Desk, event: dict[str, Any], gone: bool
) -> None:
    async with serving(kind, double, desk) as door:
        await door.answer_in(await door.mention("how many soldiers did Xanadu lose?"))
        await idle(door)
        await door.end(event)
    with sqlite3.connect(double.folder / "casualty-bot.db") as connection:
        kept = "\n".join(connection.iterdump())
    connection.close()
    assert gone == ("T0NEWSROOM" not in kept)
