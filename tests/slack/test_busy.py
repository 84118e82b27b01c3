"""What people are told when too many ask at once."""

import pytest

from bot.slack.reply import BUSY
from tests.slack.desks import Thinking
from tests.slack.double import DESK_CHANNEL, EDITOR, SlackDouble
from tests.slack.serving import serving

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"


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
        assert BUSY not in await door.answer_in(await door.mention(QUESTION))
    assert len(double.shown) == 5


async def test_even_the_busy_answers_have_an_end_which_is_logged(
    double: SlackDouble, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Thinking()
    async with serving("http", double, desk, {"QUEUE_LIMIT": "1"}) as door:
        await door.mention(QUESTION)
        double.hold("chat.postMessage")
        await door.mention(QUESTION)
        await door.mention(QUESTION)
        assert "A question was dropped: too many are waiting." in caplog.text
        double.release()
        desk.let.set()
    assert len(double.shown) == 2
