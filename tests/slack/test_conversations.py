import asyncio
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.desk import Desk
from bot.render import blocks
from tests.slack.desks import SORRY, Failing, Thinking
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.serving import serving
from tests.slack.workspace import BOT, BOT_USER, DESK_CHANNEL, DIRECT, EDITOR

pytestmark = pytest.mark.asyncio

QUESTION = "how many Russian soldiers have died in Ukraine?"
FOLLOW_UP = "as of 10 March?"
DAY = date(2022, 3, 25)


def answer(desk: Desk, text: str, day: date = DAY, after: str | None = None) -> dict[str, Any]:
    previous = None if after is None else desk.ask(after, day).question
    return dict(blocks.message(desk.ask(text, day, previous=previous)))


# --- where answers go ---


async def test_a_mention_is_answered_in_the_thread_that_it_begins(door: Door, desk: Desk) -> None:
    ts = await door.mention(QUESTION)
    assert [answer(desk, QUESTION)["text"]] == await door.answer_in(ts)
    assert door.double.shown[0].channel == DESK_CHANNEL


async def test_a_mention_in_a_thread_is_answered_in_that_thread(door: Door, desk: Desk) -> None:
    await door.mention(QUESTION, thread="1648202399.000001")
    assert [answer(desk, QUESTION)["text"]] == await door.answer_in("1648202399.000001")


async def test_a_direct_message_is_answered_in_the_thread_that_it_begins(
    door: Door, desk: Desk
) -> None:
    ts = await door.direct(QUESTION)
    assert [answer(desk, QUESTION)["text"]] == await door.answer_in(ts)
    assert door.double.shown[0].channel == DIRECT


async def test_a_slash_command_is_answered_for_the_asker_alone(door: Door, desk: Desk) -> None:
    assert await door.command(QUESTION) is None
    await door.double.until(lambda: door.double.shown)
    shown = door.double.shown[0]
    assert answer(desk, QUESTION, datetime.now(UTC).date())["text"] == shown.text
    assert shown.only_for == EDITOR


async def test_the_blocks_of_the_answer_are_sent_and_links_are_not_unfurled(
    door: Door, desk: Desk
) -> None:
    await door.answer_in(await door.mention(QUESTION))
    await door.command(QUESTION)
    await door.double.until(lambda: len(door.double.shown) == 2)
    for shown, day in zip(door.double.shown, (DAY, datetime.now(UTC).date()), strict=True):
        plain = answer(desk, QUESTION, day)["blocks"]
        assert plain == shown.sent["blocks"][: len(plain)]
        assert shown.sent["unfurl_links"] is False
        assert shown.sent["unfurl_media"] is False


# --- what is understood ---


@pytest.mark.parametrize("text", ["", "help", "HELP", "qwertz uiop"])
async def test_help_silence_and_the_unknown_get_usage_everywhere(
    door: Door, desk: Desk, text: str
) -> None:
    await door.answer_in(await door.mention(text))
    await door.answer_in(await door.direct(text))
    await door.command(text)
    await door.double.until(lambda: len(door.double.shown) == 3)
    usage = answer(desk, text)["text"]
    assert [usage] * 3 == [shown.text for shown in door.double.shown]


async def test_the_word_payload_in_a_command_does_no_harm(door: Door, desk: Desk) -> None:
    text = "drone payload deaths"
    await door.command(text)
    await door.double.until(lambda: door.double.shown)
    assert answer(desk, text, datetime.now(UTC).date())["text"] == door.double.shown[0].text


@pytest.mark.parametrize(
    "written",
    [
        f"<@{BOT_USER}> {QUESTION}",
        f"  <@{BOT_USER}>: {QUESTION}",
        f"<@{BOT_USER}|casualties>, {QUESTION}",
        f"{QUESTION} <@{BOT_USER}>",
    ],
)
async def test_the_mention_itself_is_not_part_of_the_question(
    door: Door, desk: Desk, written: str
) -> None:
    ts = await door.mention("", text=written)
    assert [answer(desk, QUESTION)["text"]] == await door.answer_in(ts)


async def test_a_follow_up_is_understood_in_the_thread(door: Door, desk: Desk) -> None:
    ts = await door.mention(QUESTION)
    await door.mention(FOLLOW_UP, thread=ts)
    expected = answer(desk, FOLLOW_UP, after=QUESTION)["text"]
    assert expected == (await door.answer_in(ts, 2))[1]
    assert expected != answer(desk, FOLLOW_UP)["text"]


async def test_a_follow_up_in_another_thread_stands_alone(door: Door, desk: Desk) -> None:
    await door.answer_in(await door.mention(QUESTION))
    other = await door.mention(FOLLOW_UP)
    assert [answer(desk, FOLLOW_UP)["text"]] == await door.answer_in(other)


async def test_a_follow_up_is_understood_in_a_direct_thread(door: Door, desk: Desk) -> None:
    ts = await door.direct(QUESTION)
    await door.direct(FOLLOW_UP, thread=ts)
    expected = answer(desk, FOLLOW_UP, after=QUESTION)["text"]
    assert expected == (await door.answer_in(ts, 2))[1]


async def test_a_follow_up_is_understood_below_a_direct_question(door: Door, desk: Desk) -> None:
    await door.direct(QUESTION)
    ts = await door.direct(FOLLOW_UP)
    assert [answer(desk, FOLLOW_UP, after=QUESTION)["text"]] == await door.answer_in(ts)


async def test_usage_in_between_does_not_break_a_thread(door: Door, desk: Desk) -> None:
    ts = await door.mention(QUESTION)
    await door.mention("help", thread=ts)
    await door.mention(FOLLOW_UP, thread=ts)
    expected = answer(desk, FOLLOW_UP, after=QUESTION)["text"]
    assert expected == (await door.answer_in(ts, 3))[2]


# --- what is left alone ---


@pytest.mark.parametrize(
    "mark",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": BOT, "user": BOT_USER},
        {"user": BOT_USER},
        {"subtype": "bot_message"},
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": EDITOR, "ts": "1648202400.000009"}},
        {"ts": "1648202400.000001", "channel": None},
    ],
)
async def test_bots_edits_and_notices_are_not_answered(door: Door, mark: dict[str, Any]) -> None:
    await door.mention(QUESTION, **mark)
    await door.direct(QUESTION, **mark)
    await door.answer_in(await door.mention(QUESTION))
    assert len(door.double.shown) == 1


async def test_messages_that_are_not_direct_are_acknowledged_and_left_alone(door: Door) -> None:
    await door.direct(QUESTION, channel=DESK_CHANNEL, channel_type="channel")
    await door.event({"type": "reaction_added", "user": EDITOR, "ts": "1648202400.000001"})
    await door.answer_in(await door.mention(QUESTION))
    assert len(door.double.shown) == 1


async def test_an_event_delivered_again_is_answered_once(door: Door) -> None:
    event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
    for retry in (None, 1, 2):
        await door.event(event, "Ev0AGAIN", retry)
    await door.answer_in(await door.mention(QUESTION))
    assert len(door.double.shown) == 2


async def test_one_message_under_two_event_ids_is_answered_once(door: Door) -> None:
    event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
    await door.event(event, "Ev0ONE")
    await door.event(event, "Ev0TWO")
    await door.answer_in(await door.mention(QUESTION))
    assert len(door.double.shown) == 2


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [{"action_id": "old", "type": "button"}]},
        {"type": "shortcut", "callback_id": "old"},
        {"type": "view_submission", "view": {"callback_id": "old", "type": "modal"}},
    ],
)
async def test_unknown_interactions_are_acknowledged(door: Door, payload: dict[str, Any]) -> None:
    assert await door.deliver("interactive", {"user": {"id": EDITOR}} | payload) is None


async def test_unknown_commands_are_acknowledged(door: Door) -> None:
    assert await door.command(QUESTION, command="/other") is None


# --- what goes wrong ---


@pytest.mark.parametrize(
    "text", ["<!channel> how many?", "<!here>", "deaths of <@U0EVIL>", "<https://evil|ministry>"]
)
async def test_nothing_a_person_writes_comes_back_as_markup(door: Door, text: str) -> None:
    await door.answer_in(await door.mention(text))
    await door.command(text)
    await door.double.until(lambda: len(door.double.shown) == 2)
    for shown in door.double.shown:
        assert "<!" not in repr(shown.sent)
        assert "<@" not in repr(shown.sent)
        assert "<https://evil" not in repr(shown.sent)


async def test_all_is_acknowledged_before_any_of_it_is_answered(
    kind: str, double: SlackDouble
) -> None:
    desk = Thinking()
    async with serving(kind, double, desk) as door:
        for _ in range(6):
            await door.mention(QUESTION)
        await door.direct(QUESTION)
        await door.command(QUESTION)
        assert not double.shown
        desk.let.set()
        await double.until(lambda: len(double.shown) == 8)


async def test_answers_under_way_are_finished_at_the_end(kind: str, double: SlackDouble) -> None:
    desk = Thinking()
    Desk.ask(desk, QUESTION, DAY)  # what it reads once is read: the stop does not wait for that
    async with serving(kind, double, desk) as door:
        await door.mention(QUESTION)
        await door.command(QUESTION)
        # Later than the end of this context, which is when the bot is told to stop.
        asyncio.get_running_loop().call_later(0.2, desk.let.set)
    assert len(double.shown) == 2


async def test_a_fault_of_the_desk_is_told_calmly_and_the_next_question_answered(
    kind: str, double: SlackDouble, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(kind, double, Failing()) as door:
        assert await door.answer_in(await door.mention("trap")) == [SORRY]
        await door.command("trap")
        await double.until(lambda: len(double.shown) == 2)
        assert double.shown[1].text == SORRY
        assert await door.answer_in(await door.mention(QUESTION)) != [SORRY]
    assert "could not be answered" in caplog.text
