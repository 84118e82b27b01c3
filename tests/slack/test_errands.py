"""Clicks that cannot be served: who clicked is told, and nothing stays without a word."""

import pytest

from bot.slack import buttons
from tests.slack.desks import BUSY, SORRY, Failing, Thinking
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import idle, serving
from tests.slack.test_surfaces import answered, check, press
from tests.slack.workspace import EDITOR, Shown

pytestmark = pytest.mark.asyncio

FIGURES = "NATO said 1,351 Russians died."
HOME = Shown("", None, "", {})


async def test_who_clicks_when_too_much_is_under_way_is_told_so(
    kind: str, double: SlackDouble
) -> None:
    desk = Thinking()
    async with serving(kind, double, desk, {"QUEUE_LIMIT": "1"}) as door:
        thread = await door.mention("how many Russian soldiers have died in Ukraine?")
        assert await check(double, door, FIGURES) == BUSY
        desk.let.set()
        await door.answer_in(thread)
        await idle(door)
        assert "1,351" in await check(double, door, FIGURES)


async def test_a_fault_behind_a_click_is_told_calmly(
    kind: str, double: SlackDouble, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(kind, double, Failing()) as door:
        assert await check(double, door, "5 died in a trap.") == SORRY
        assert "1,351" in await check(double, door, FIGURES)
    assert "What a click asked for could not be done." in caplog.text


async def test_who_clicked_on_home_is_told_directly(door: Door) -> None:
    await press(door, HOME, "ask_0", value="0", trigger=False, at_home=True)
    await door.double.until(lambda: door.double.shown)
    shown = door.double.shown[0]
    assert (shown.channel, shown.thread) == (EDITOR, None)
    assert "1,351" in shown.text


async def test_a_click_that_is_told_of_leaves_the_answer_as_it_is(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.SOURCES, value="gone")
    await door.double.until(lambda: len(door.double.shown) == 2)
    assert door.double.shown[1].sent["replace_original"] is False
