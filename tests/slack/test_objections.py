"""A click on 'Not helpful': it is kept, and a short modal asks what was wrong."""

import sqlite3
from typing import Any

import pytest

from bot.desk import Desk
from bot.slack import buttons
from bot.slack.objections import CALLBACK
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import idle, serving
from tests.slack.test_surfaces import answered, held, press
from tests.slack.workspace import EDITOR, TEAM

pytestmark = pytest.mark.asyncio

Row = tuple[int, str | None, str | None]


def opinions(double: SlackDouble) -> list[Row]:
    """Read what is kept: helpful or not, the reason, and the words."""
    connection = sqlite3.connect(double.folder / "casualty-bot.db")
    rows = connection.execute("select helpful, objection, words from feedback").fetchall()
    connection.close()
    return rows


async def asked(door: Door, *, trigger: bool = True) -> None:
    """Click 'Not helpful' under an answer."""
    shown = await answered(door)
    await press(door, shown, buttons.FEEDBACK, trigger=trigger)
    await door.double.until(lambda: door.double.told(EDITOR))


async def send(door: Door, view: dict[str, Any], why: str, words: str | None = None) -> None:
    """Send the modal as a person does who chose a reason and may have written something."""
    values = {"why": {"why": {"selected_option": {"value": why}}}}
    if words is not None:
        values["words"] = {"words": {"value": words}}  # type: ignore[dict-item]
    payload = {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": EDITOR},
        "view": view | {"id": f"V{door.double.number()}", "state": {"values": values}},
    }
    for _ in range(2):  # a double click
        assert await door.deliver("interactive", payload) is None
    await idle(door)


async def test_a_click_is_kept_and_a_modal_asks_for_one_of_four_reasons(door: Door) -> None:
    await asked(door)
    (view,) = door.double.views
    assert (view["callback_id"], len(view["private_metadata"])) == (CALLBACK, 16)
    (why,) = view["blocks"]
    assert [option["text"]["text"] for option in why["element"]["options"]] == [
        "A figure is wrong",
        "Something is missing",
        "My question was misread",
        "Something else",
    ]
    assert opinions(door.double) == [(0, None, None)]


async def test_what_was_wrong_is_kept_with_the_click(door: Door) -> None:
    await asked(door)
    await send(door, door.double.views[0], "misread")
    assert opinions(door.double) == [(0, "misread", None)]
    await send(door, door.double.views[0], "missing")
    assert opinions(door.double) == [(0, "missing", None)]


async def test_an_expired_trigger_still_keeps_the_click(door: Door) -> None:
    await asked(door, trigger=False)
    assert not door.double.views
    assert opinions(door.double) == [(0, None, None)]
    assert "kept for the curators" in door.double.told(EDITOR)[0]


async def test_a_second_click_takes_no_reason_away_and_a_change_of_mind_does(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.FEEDBACK)
    await door.double.until(lambda: door.double.views)
    await send(door, door.double.views[0], "wrong_figure")
    await press(door, shown, buttons.FEEDBACK, stamp="2.2")
    await door.double.until(lambda: len(door.double.views) == 2)
    await idle(door)
    assert opinions(door.double) == [(0, "wrong_figure", None)]
    helpful = held(shown, buttons.FEEDBACK).replace("unhelpful", "helpful")
    await press(door, shown, buttons.FEEDBACK, stamp="3.3", value=helpful)
    await idle(door)
    assert opinions(door.double) == [(1, None, None)]


async def test_words_are_asked_for_and_kept_only_where_the_settings_keep_them(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    async with serving(kind, double, desk, {"KEEP_TEXT": "1"}) as door:
        await asked(door)
        (view,) = double.views
        assert [block["block_id"] for block in view["blocks"]] == ["why", "words"]
        await send(door, view, "other", "that is last year's")
        assert opinions(double) == [(0, "other", "that is last year's")]
    async with serving(kind, double, desk) as door:
        await send(door, view, "other", "and now nobody keeps it")
    assert opinions(double) == [(0, "other", None)]


async def test_a_modal_that_is_open_for_too_long_is_left(door: Door) -> None:
    await asked(door)
    await send(door, door.double.views[0] | {"private_metadata": "0123456789abcdef"}, "missing")
    assert opinions(door.double) == [(0, None, None)]
