"""Buttons, views, prompts, pictures and the shortcut, over real sockets and both doors."""

from typing import Any

import pytest

from bot.desk import Desk
from bot.slack import buttons
from bot.slack.shortcut import CHECK
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import serving
from tests.slack.workspace import CHANNEL_WITHOUT_BOT, DESK_CHANNEL, DIRECT, EDITOR, TEAM, Shown

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"


def blocks(shown: Shown) -> list[dict[str, Any]]:
    return list(shown.sent.get("blocks", ()))


def held(shown: Shown, action: str) -> str:
    """What the button of an answer holds."""
    for block in blocks(shown):
        for element in block.get("elements", ()):
            if element.get("action_id") != action:
                continue
            side = element.get("negative_button", element)
            return str(side["value"])
    raise AssertionError(f"no button {action}")


def labels(shown: Shown) -> list[str]:
    return [
        element["text"]["text"]
        for block in blocks(shown)
        if block["type"] == "actions"
        for element in block["elements"]
    ]


async def press(
    door: Door,
    shown: Shown,
    action: str,
    *,
    value: str | None = None,
    stamp: str = "1.1",
    channel: str = DESK_CHANNEL,
    trigger: bool = True,
    used_up: bool = False,
    team: str = TEAM,
    at_home: bool = False,
) -> None:
    double = door.double
    name = f"trigger-{double.number()}"
    if trigger:
        double.triggers.add(name)
    payload = {
        "type": "block_actions",
        "team": {"id": team},
        "user": {"id": EDITOR},
        "channel": {"id": channel},
        "trigger_id": name,
        "response_url": ""
        if at_home
        else double.response_url(channel, EDITOR, uses=5 if used_up else 0),
        "container": {"is_ephemeral": shown.only_for is not None},
        "message": {"ts": "1.0", "thread_ts": shown.thread},
        "actions": [
            {
                "type": "button",
                "block_id": "b",
                "action_id": action,
                "action_ts": stamp,
                "value": held(shown, action) if value is None else value,
            }
        ],
    }
    await door.deliver("interactive", payload)


async def answered(door: Door) -> Shown:
    thread = await door.mention(QUESTION)
    await door.answer_in(thread)
    return next(shown for shown in door.double.shown if shown.thread == thread)


async def commanded(door: Door) -> Shown:
    await door.command(QUESTION)
    await door.double.until(lambda: door.double.shown)
    return door.double.shown[-1]


# --- buttons ---


async def test_an_answer_has_buttons_and_they_hold_no_words(door: Door) -> None:
    shown = await answered(door)
    assert labels(shown) == ["Sources & method", "Timeline"]
    assert len(held(shown, buttons.SOURCES)) == 16


async def test_a_private_answer_can_be_shared(door: Door) -> None:
    assert labels(await commanded(door)) == ["Sources & method", "Timeline", "Share to channel"]


async def test_a_silence_has_no_buttons(door: Door) -> None:
    thread = await door.mention("how many Martians died?")
    await door.answer_in(thread)
    assert labels(door.double.shown[-1]) == []


async def test_sources_open_in_a_view(door: Door, desk: Desk) -> None:
    await press(door, await answered(door), buttons.SOURCES)
    await door.double.until(lambda: door.double.views)
    said = str(door.double.views[0])
    assert "The Associated Press" in said
    assert "original was not opened" in said
    assert f"claims file {desk.health().sha256[:12]}" in said


async def test_sources_that_cannot_open_are_told_to_who_pressed(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.SOURCES, trigger=False)
    await door.double.until(lambda: any(one.only_for == EDITOR for one in door.double.shown))
    assert "The Associated Press" in door.double.shown[-1].text


async def test_an_answer_that_is_no_longer_kept_is_said_to_be_too_old(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.SOURCES, value="0123456789abcdef")
    await door.double.until(lambda: any(one.only_for == EDITOR for one in door.double.shown))
    assert "too old" in door.double.shown[-1].text


async def test_a_timeline_comes_as_a_picture_where_files_may_be_written(door: Door) -> None:
    door.double.scopes.add("files:write")
    shown = await answered(door)
    await press(door, shown, buttons.TIMELINE)
    await door.double.until(lambda: door.double.called("files.completeUploadExternal"))
    (file,) = door.double.files.values()
    assert file["content"].startswith(b"\x89PNG")
    assert "1,351" in file["alt_txt"]
    assert (file["channel_id"], file["thread_ts"]) == (DESK_CHANNEL, shown.thread)


async def test_a_timeline_comes_in_words_where_they_may_not(door: Door) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.TIMELINE)
    texts = await door.answer_in(str(shown.thread), 2)
    assert "almost 500 killed" in texts[1]
    assert "1,351 killed" in texts[1]


async def test_an_answer_is_shared_once_with_the_name_of_who_did(door: Door) -> None:
    shown = await commanded(door)
    for _ in range(2):
        await press(door, shown, buttons.SHARE)
    await door.double.until(lambda: len(door.double.shown) > 1)
    posted = [one for one in door.double.shown if one.only_for is None]
    assert [one.channel for one in posted] == [DESK_CHANNEL]
    assert f"<@{EDITOR}>" in str(posted[0].sent["blocks"][0])
    assert "1,351 killed" in posted[0].text


async def test_where_the_bot_is_no_member_an_answer_is_shared_by_its_address(door: Door) -> None:
    await press(door, await commanded(door), buttons.SHARE, channel=CHANNEL_WITHOUT_BOT)
    await door.double.until(lambda: len(door.double.shown) > 1)
    assert door.double.shown[-1].only_for is None
    assert door.double.shown[-1].sent["response_type"] == "in_channel"


async def test_an_opinion_is_thanked_for(door: Door) -> None:
    shown = await answered(door)
    assert held(shown, buttons.FEEDBACK).endswith(" unhelpful")
    await press(door, shown, buttons.FEEDBACK)
    await door.double.until(lambda: any(one.only_for == EDITOR for one in door.double.shown))
    assert "kept for the curators" in door.double.shown[-1].text


# --- home and agent ---


async def opened(door: Door, tab: str) -> None:
    event = {"type": "app_home_opened", "user": EDITOR, "channel": DIRECT, "tab": tab}
    event["ts"] = door.double.timestamp()
    await door.deliver("events_api", door.body(event, f"Ev{door.double.number()}"))


async def test_the_home_tab_tells_what_is_on_file_and_how_to_read_it(
    door: Door, desk: Desk
) -> None:
    await opened(door, "home")
    await door.double.until(lambda: door.double.views)
    said = str(door.double.views[0])
    version = f"claims file {desk.health().sha256[:12]}"
    for words in (
        "9 figures",
        "25 March 2022",
        "original opened",
        version,
        "/casualties",
        "verify",
    ):
        assert words in said


async def test_whom_to_turn_to_can_be_copied_and_notifies_nobody(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    settings = {"SUPPORT": "data@example.org, #data-desk <!channel>"}
    async with serving(kind, double, desk, settings) as door:
        await opened(door, "home")
        await double.until(lambda: double.views)
    assert "data@example.org, #data-desk &lt;!channel&gt;" in repr(double.views[-1])


async def test_an_example_of_the_home_tab_is_answered_in_a_view(door: Door) -> None:
    await opened(door, "home")
    await door.double.until(lambda: door.double.views)
    nowhere = Shown("", None, "", {})
    await press(door, nowhere, "ask_0", value="0")
    await door.double.until(lambda: len(door.double.views) > 1)
    assert "1,351" in str(door.double.views[1])


async def test_questions_that_are_on_file_are_suggested(door: Door, desk: Desk) -> None:
    door.double.scopes.add("assistant:write")
    await opened(door, "messages")
    await door.double.until(lambda: door.double.prompts)
    assert set(door.double.prompts) <= set(desk.examples())


async def test_a_direct_question_shows_that_it_is_being_looked_up(door: Door) -> None:
    thread = await door.direct(QUESTION)
    await door.answer_in(thread)
    methods = [name for name, _ in door.double.calls]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.postMessage")


# --- pictures and the shortcut ---


async def test_a_chart_is_posted_beside_the_answer(door: Door) -> None:
    door.double.scopes.add("files:write")
    thread = await door.mention("chart Russian soldiers killed")
    await door.answer_in(thread)
    await door.double.until(lambda: door.double.called("files.completeUploadExternal"))
    assert "1,351 killed" in door.double.in_thread(thread)[0]


async def check(double: SlackDouble, door: Door, text: str) -> str:
    payload = {
        "type": "message_action",
        "callback_id": CHECK,
        "action_ts": str(double.number()),
        "team": {"id": TEAM},
        "user": {"id": EDITOR},
        "channel": {"id": DESK_CHANNEL},
        "message": {"text": text, "ts": "1.0"},
        "response_url": double.response_url(DESK_CHANNEL, EDITOR),
    }
    before = len(double.shown)
    await door.deliver("interactive", payload)
    await double.until(lambda: len(double.shown) > before)
    assert double.shown[-1].only_for == EDITOR
    return double.shown[-1].text


async def test_every_figure_of_a_message_is_looked_up(double: SlackDouble, door: Door) -> None:
    said = await check(
        double, door, "NATO said 1,351 Russians died. It was cold. 3,825 were wounded."
    )
    assert "“NATO said 1,351 Russians died”" in said
    assert "No, that is not what is on file." in said
    assert "3,825 is the figure of Russia's Ministry of Defence" in said
    assert "cold" not in said


async def test_a_message_without_figures_is_said_to_have_none(
    double: SlackDouble, door: Door
) -> None:
    assert "no sentence with a figure" in await check(double, door, "Good morning, all.")
