import asyncio
import re
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.desk import Desk
from bot.server import sockets
from tests.slack.double import SlackDouble
from tests.slack.serving import serving

pytestmark = pytest.mark.asyncio

ONE = {"SOCKET_CONNECTIONS": "1"}


@pytest.fixture(autouse=True)
def fast_pings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PING_SECONDS", 0.1)
    monkeypatch.setattr(sockets, "BACKOFF_SECONDS", 0.01)


async def ready(address: str) -> tuple[int, Any]:
    async with ClientSession() as session, session.get(f"{address}/readyz") as response:
        return response.status, (await response.json())["socket_mode"]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_link_is_made_anew_when_slack_asks(
    double: SlackDouble, desk: Desk, reason: str
) -> None:
    async with serving("socket", double, desk, ONE) as door:
        await double.links.disconnect(reason)
        await double.until(lambda: double.happened.count("hello") == 2)
        assert await door.answer_in(await door.mention("help"))


async def test_a_link_that_breaks_is_made_anew(double: SlackDouble, desk: Desk) -> None:
    async with serving("socket", double, desk, ONE) as door:
        await double.until(lambda: double.links.up)
        double.links.cut()
        await double.until(lambda: double.happened.count("hello") == 2)
        assert await door.answer_in(await door.mention("help"))


async def test_a_link_that_falls_silent_is_made_anew(double: SlackDouble, desk: Desk) -> None:
    double.links.deaf = True
    async with serving("socket", double, desk, ONE) as door:
        await double.until(lambda: double.links.up)
        double.links.deaf = False
        await double.until(lambda: double.happened.count("hello") == 2)
        assert await door.answer_in(await door.mention("help"))


async def test_a_link_whose_own_monitor_died_is_watched_by_us(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[sockets.Link] = []

    class Watched(sockets.Link):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sockets, "Link", Watched)
        async with serving("socket", double, desk, ONE) as door:
            await door.answer_in(await door.mention("help"))
            monitor = made[0].client.current_session_monitor
            assert monitor is not None
            monitor.cancel()
            double.links.cut()
            await double.until(lambda: double.happened.count("hello") == 2)
            assert await door.answer_in(await door.mention("help"))
    assert "Nothing was heard from Slack" in caplog.text


async def test_connections_that_slack_counts_and_nobody_holds_are_warned_of(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    double.links.counted = 7
    async with serving("socket", double, desk, ONE) as door:
        await door.answer_in(await door.mention("help"))
    assert "Slack counts 7 connections of this app; these are 1." in caplog.text


async def test_a_ticket_that_is_used_up_is_not_tried_for_ever(
    double: SlackDouble, desk: Desk
) -> None:
    double.links.refusals = 2
    async with serving("socket", double, desk, ONE) as door:
        assert await door.answer_in(await door.mention("help"))


async def test_readiness_follows_the_link(double: SlackDouble, desk: Desk) -> None:
    async with serving("socket", double, desk, ONE) as door:
        await door.answer_in(await door.mention("help"))
        assert await ready(door.address) == (200, {"up": 1, "wanted": 1})
        double.links.refusals = 1_000
        double.links.cut()
        async with asyncio.timeout(10):
            while (await ready(door.address))[0] == 200:
                await asyncio.sleep(0)
        assert await ready(door.address) == (503, {"up": 0, "wanted": 1})
        double.links.refusals = 0
        await double.until(lambda: double.links.up)
        async with asyncio.timeout(10):
            while (await ready(door.address))[0] == 503:
                await asyncio.sleep(0)


async def test_slack_hears_that_the_bot_leaves(double: SlackDouble, desk: Desk) -> None:
    async with serving("socket", double, desk, ONE) as door:
        await door.answer_in(await door.mention("help"))
    await double.until(lambda: not double.links.up)
    assert re.fullmatch(r"(.*, )?'link closed'.*", repr(double.happened)[1:-1])
