"""Channels that are shared with another organisation: the same answers, kept where the bot is."""

import sqlite3
from typing import Any

import pytest

from bot.slack import buttons
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import idle
from tests.slack.test_surfaces import answered, press
from tests.slack.workspace import DESK_CHANNEL, TEAM

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"
THEIRS, GUEST = "T0ELSEWHERE", "U0GUEST"


def teams(double: SlackDouble) -> set[str]:
    """List the workspaces of which something is kept."""
    connection = sqlite3.connect(double.folder / "casualty-bot.db")
    found = set()
    for table in ("deliveries", "threads", "gaps", "feedback", "salts"):
        found |= {team for (team,) in connection.execute(f"select team from {table}")}
    connection.close()
    return found


async def asked_by_a_guest(door: Door, text: str, thread: str | None = None) -> str:
    message: dict[str, Any] = door.message("app_mention", text, thread, channel=DESK_CHANNEL)
    guest = {"user": GUEST, "team": THEIRS, "user_team": THEIRS, "source_team": THEIRS}
    body = door.body(message | guest) | {"team_id": THEIRS, "is_ext_shared_channel": True}
    await door.deliver("events_api", body)
    return str(message["ts"])


async def test_a_guest_gets_the_same_answer_and_it_is_kept_where_the_bot_is(door: Door) -> None:
    ours = await door.answer_in(await door.mention(QUESTION))
    thread = await asked_by_a_guest(door, QUESTION)
    assert await door.answer_in(thread) == ours
    await asked_by_a_guest(door, "as of 10 March?", thread)
    assert "10 March" in (await door.answer_in(thread, 2))[1]
    await asked_by_a_guest(door, "how many soldiers did Xanadu lose?")
    await idle(door)
    assert teams(door.double) == {TEAM}


async def test_a_guest_may_press_the_buttons(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.SOURCES, team=THEIRS)
    await door.double.until(lambda: door.double.views)
    await press(door, shown, buttons.FEEDBACK, team=THEIRS)
    await door.double.until(lambda: len(door.double.views) == 2)
    await idle(door)
    assert teams(door.double) == {TEAM}
