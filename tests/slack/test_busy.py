"""What people are told when too many ask at once."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import pytest

from bot.slack.shortcut import CHECK
from tests.slack.desks import BUSY, Thinking
from tests.slack.doors import COMMAND, FORM, HttpDoor
from tests.slack.double import SlackDouble
from tests.slack.serving import idle, serving
from tests.slack.test_metrics import counts
from tests.slack.workspace import DESK_CHANNEL, EDITOR

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"


@asynccontextmanager
async def overfull(double: SlackDouble, desk: Thinking) -> AsyncIterator[HttpDoor]:
    """Serve with one question under way and one asker who is still to be told to ask again."""
    async with serving("http", double, desk, {"QUEUE_LIMIT": "1"}) as door:
        assert isinstance(door, HttpDoor)
        double.faults.hold("chat.postMessage")
        await door.mention(QUESTION)
        await door.mention(QUESTION)
        yield door


async def test_who_asks_when_too_many_are_waiting_is_told_once_and_where_they_asked(
    kind: str, double: SlackDouble
) -> None:
    desk = Thinking()
    async with serving(kind, double, desk, {"QUEUE_LIMIT": "2"}) as door:
        first = [await door.mention(QUESTION), await door.direct(QUESTION)]
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        for retry in (None, 1):
            ts = await door.event(event, "Ev0BUSY", retry)
        assert await door.answer_in(ts) == [BUSY]
        await door.command(QUESTION)
        await double.until(lambda: len(double.shown) == 2)
        assert (double.shown[1].text, double.shown[1].only_for) == (BUSY, EDITOR)
        desk.let.set()
        for ts in first:
            assert BUSY not in await door.answer_in(ts)
        await idle(door)
        assert BUSY not in await door.answer_in(await door.mention(QUESTION))
    assert len(double.shown) == 5


async def test_what_cannot_even_be_told_of_is_not_acknowledged(double: SlackDouble) -> None:
    desk = Thinking()
    async with overfull(double, desk) as door:
        home = {"type": "app_home_opened", "tab": "home", "user": EDITOR, "ts": "1.0"}
        click = {"type": "message_action", "callback_id": CHECK, "action_ts": "1.0",
                 "message": {"text": "5 died"}, "user": {"id": EDITOR},
                 "response_url": double.response_url(DESK_CHANNEL, EDITOR)}  # fmt: skip
        command = {"command": COMMAND, "text": "help", "user_id": EDITOR,
                   "response_url": double.response_url(DESK_CHANNEL, EDITOR)}  # fmt: skip
        assert await door.status(home, "Ev0HOME") == 400
        for form in ({"payload": json.dumps(click)}, command):
            assert (await door.post(urlencode(form).encode(), FORM))[0] == 400
        assert (await counts(door))["casualty_bot_deferred_total"] == 3
        double.faults.release()
        desk.let.set()
        await idle(door)
        await door.event(home, "Ev0HOME", retry=1)
        await double.until(lambda: double.views)
    assert len(double.shown) == 2


async def test_with_too_many_still_to_be_told_slack_is_left_to_deliver_again(
    double: SlackDouble, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Thinking()
    async with overfull(double, desk) as door:
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        assert await door.status(event, "Ev0LATER") == 400
        assert await door.status(event, "Ev0LATER") == 400
        assert (await counts(door))["casualty_bot_deferred_total"] == 2
        double.faults.release()
        desk.let.set()
        await double.until(lambda: len(double.shown) == 2)
        await idle(door)
        assert await door.answer_in(await door.event(event, "Ev0LATER", retry=1)) != [BUSY]
    assert len(double.shown) == 3
    assert "OverloadedError" not in caplog.text
