"""What an asker is told, and where, if Slack does not take the answer."""

import pytest

from bot.desk import Desk
from bot.slack import buttons
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import serving
from tests.slack.test_surfaces import answered, commanded, press
from tests.slack.workspace import (
    ARCHIVED_CHANNEL,
    BOT_USER,
    CHANNEL_WITHOUT_BOT,
    DESK_CHANNEL,
    EDITOR,
)

pytestmark = pytest.mark.asyncio

POST, ASIDE = "chat.postMessage", "chat.postEphemeral"
QUESTION = "how many Russian soldiers have died in Ukraine?"
INVITE = f"/invite <@{BOT_USER}>"


async def told(double: SlackDouble) -> str:
    """Wait for the one thing that the asker is told."""
    await double.until(lambda: double.told(EDITOR))
    (words,) = double.told(EDITOR)
    return words


@pytest.mark.parametrize(
    ("channel", "advice"),
    [
        (CHANNEL_WITHOUT_BOT, INVITE),
        ("C0PRIVATE", INVITE),
        (ARCHIVED_CHANNEL, "it is archived"),
    ],
)
async def test_who_asks_where_the_bot_cannot_be_seen_is_told_directly(
    kind: str, double: SlackDouble, desk: Desk, channel: str, advice: str
) -> None:
    async with serving(kind, double, desk) as door:
        await door.mention(QUESTION, channel=channel)
        words = await told(double)
    assert advice in words
    assert f"<#{channel}>" in words
    assert double.shown[0].channel == EDITOR
    assert "1,351" not in words


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("not_in_channel", INVITE),
        ("channel_not_found", INVITE),
        ("is_archived", "it is archived"),
        ("restricted_action", "its settings do not let me post"),
        ("restricted_action_read_only_channel", "its settings do not let me post"),
        ("restricted_action_thread_only_channel", "its settings do not let me post"),
        ("no_permission", "its settings do not let me post"),
        ("team_access_not_granted", "(team_access_not_granted)"),
    ],
)
async def test_who_asks_where_the_bot_may_whisper_is_told_there(
    double: SlackDouble, desk: Desk, error: str, advice: str
) -> None:
    double.faults[POST].append(Fault(error=error))
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION, thread="1648202399.000001")
        assert advice in await told(double)
    (shown,) = double.shown
    assert (shown.channel, shown.only_for) == (DESK_CHANNEL, EDITOR)
    assert shown.thread == "1648202399.000001"


async def test_a_mention_outside_of_threads_is_told_of_outside_of_threads(
    double: SlackDouble, desk: Desk
) -> None:
    double.faults[POST].append(Fault(error="restricted_action"))
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION)
        await told(double)
    assert double.shown[0].thread is None


async def test_a_refusal_is_told_once_though_the_question_comes_again(
    double: SlackDouble, desk: Desk
) -> None:
    double.faults[POST].append(Fault(error="restricted_action"))
    async with serving("socket", double, desk) as door:
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        for retry in (None, 1, 2):
            await door.event(event, "Ev0AGAIN", retry)
        await told(double)
    assert len(double.shown) == 1


async def test_a_bot_that_may_say_nothing_anywhere_goes_on(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    revoked = Fault(error="token_revoked")
    double.faults[POST].extend([revoked, revoked])
    double.faults[ASIDE].append(revoked)
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION)
        await double.until(lambda: double.called(POST) == 2)
        assert await door.answer_in(await door.mention(QUESTION))
    assert caplog.text.count("Slack refused an answer: token_revoked.") == 1
    assert caplog.text.count("Slack refused a word to the asker: token_revoked.") == 2


async def test_a_command_whose_address_is_used_up_is_answered_by_a_word_beside_it(
    double: SlackDouble, desk: Desk
) -> None:
    double.faults["response_url"].append(Fault(error="used_url"))
    async with serving("socket", double, desk) as door:
        await door.command(QUESTION)
        assert "(used_url)" in await told(double)
    assert double.shown[0].channel == DESK_CHANNEL


# --- buttons ---


async def test_a_timeline_that_cannot_be_shown_is_told_of(door: Door) -> None:
    shown = await answered(door)
    door.double.faults[POST].append(Fault(error="is_archived"))
    await press(door, shown, buttons.TIMELINE)
    assert "it is archived" in await told(door.double)


async def test_an_answer_that_can_be_shared_in_no_way_is_told_of(door: Door) -> None:
    shown = await commanded(door)
    door.double.faults["response_url"].append(Fault(error="restricted_action"))
    await press(door, shown, buttons.SHARE, channel=CHANNEL_WITHOUT_BOT)
    await door.double.until(lambda: len(door.double.told(EDITOR)) == 2)
    assert INVITE in door.double.told(EDITOR)[1]
    assert all(one.only_for for one in door.double.shown)


async def test_an_address_that_is_used_up_does_no_harm(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await answered(door)
    await press(door, shown, buttons.SOURCES, trigger=False, used_up=True)
    await door.double.until(lambda: "response_url: used_url" in door.double.happened)
    assert await door.answer_in(await door.mention(QUESTION))
    assert "Slack refused an answer: used_url." in caplog.text
