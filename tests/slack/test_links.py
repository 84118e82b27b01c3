"""Several connections: what comes over any of them is answered once, and one lost is no loss."""

import asyncio

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Desk
from bot.server import sockets
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import serving
from tests.slack.test_link import ready
from tests.slack.workspace import DESK_CHANNEL

HELP = "help"
WARNING = "Slack counts"


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PING_SECONDS", 0.1)
    monkeypatch.setattr(sockets, "BACKOFF_SECONDS", 0.01)


async def until_up(door: Door, up: int) -> int:
    """Wait until so many connections are up; return the status of the readiness page."""
    async with asyncio.timeout(10):
        while (state := await ready(door.address))[1] != {"up": up, "wanted": 2}:
            await asyncio.sleep(0)
    return state[0]


@pytest.mark.asyncio
async def test_two_connections_are_opened_and_told_of(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving("socket", double, desk) as door:
        assert await until_up(door, 2) == 200
        async with ClientSession() as session, session.get(f"{door.address}/metrics") as response:
            assert "casualty_bot_links_up 2.0" in await response.text()
    assert WARNING not in caplog.text


@pytest.mark.asyncio
async def test_what_comes_over_both_is_answered_once(double: SlackDouble, desk: Desk) -> None:
    async with serving("socket", double, desk) as door:
        await until_up(door, 2)
        event = door.message("app_mention", HELP, channel=DESK_CHANNEL)
        for number in (0, 1):
            double.links.choose = lambda links, number=number: links[number]  # type: ignore[misc]
            await door.event(event, "Ev0BOTH", retry=number or None)
            assert await door.answer_in(await door.mention(HELP))
    assert len(double.shown) == 3


@pytest.mark.asyncio
async def test_while_one_is_lost_the_other_takes_in(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving("socket", double, desk) as door:
        await until_up(door, 2)
        double.links.refusals = 1_000
        double.links.cut()
        assert await until_up(door, 1) == 200
        assert await door.answer_in(await door.mention(HELP))
        double.links.refusals = 0
        assert await until_up(door, 2) == 200
    assert WARNING not in caplog.text


@pytest.mark.asyncio
@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_while_one_is_renewed_the_other_takes_in(
    double: SlackDouble, desk: Desk, reason: str
) -> None:
    async with serving("socket", double, desk) as door:
        await until_up(door, 2)
        other = double.links.up[0]
        double.faults.hold("apps.connections.open")  # the new one has yet to come
        await double.links.disconnect(reason)
        await double.until(lambda: "apps.connections.open: held" in double.happened)
        double.links.choose = lambda _: other
        assert await door.answer_in(await door.mention(HELP))
        double.faults.release()
        await double.until(lambda: double.happened.count("hello") == 3)
        assert double.links.up[0] is other


@pytest.mark.asyncio
async def test_with_all_of_them_lost_the_bot_is_not_ready(double: SlackDouble, desk: Desk) -> None:
    async with serving("socket", double, desk) as door:
        await until_up(door, 2)
        double.links.refusals = 1_000
        for link in double.links.up:
            link.transport.abort()
        assert await until_up(door, 0) == 503


@pytest.mark.asyncio
async def test_only_more_connections_than_its_own_are_warned_of(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    double.links.counted = 3
    async with serving("socket", double, desk) as door:
        await until_up(door, 2)
    assert "Slack counts 3 connections of this app; these are 2." in caplog.text


@given(st.integers(1, 100), st.floats(0, 1))
def test_addresses_are_asked_for_ever_less_often_and_never_all_at_once(
    tries: int, chance: float
) -> None:
    waited = sockets.backoff(tries, chance)
    assert sockets.backoff(0, chance) == 0
    assert 0 < waited <= sockets.LONGEST_BACKOFF_SECONDS
    assert waited <= sockets.backoff(tries + 1, chance)
    assert sockets.backoff(tries, 0) * 2 == sockets.backoff(tries, 1)
