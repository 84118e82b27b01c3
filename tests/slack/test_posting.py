import pytest
from aiohttp import ClientSession

from bot.desk import Desk
from bot.ledger.deliveries import State
from bot.slack.posting import ResponseUrls
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import serving
from tests.slack.workspace import ARCHIVED_CHANNEL, CHANNEL_WITHOUT_BOT, EDITOR

pytestmark = pytest.mark.asyncio

POST = "chat.postMessage"
QUESTION = "how many Russian soldiers have died in Ukraine?"


async def test_a_limited_post_is_tried_again_when_slack_says(
    double: SlackDouble, desk: Desk
) -> None:
    double.faults[POST].extend([Fault(retry_after=0), Fault(retry_after=0)])
    async with serving("socket", double, desk) as door:
        await door.answer_in(await door.mention(QUESTION))
    assert (double.called(POST), len(double.shown)) == (3, 1)


@pytest.mark.parametrize(("when", "seen"), [("before", 0), ("after", 1)])
async def test_a_post_whose_connection_broke_is_not_sent_again(
    double: SlackDouble, desk: Desk, when: str, seen: int, caplog: pytest.LogCaptureFixture
) -> None:
    double.faults[POST].append(Fault(reset=when))
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION)
        await double.until(lambda: f"{POST}: reset" in double.happened)
    assert (1, seen) == (double.called(POST), len(double.shown))
    assert "Whether an answer was posted is unknown" in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500),
        Fault(status=503),
        Fault(error="fatal_error"),
        Fault(error="internal_error"),
    ],
)
async def test_a_post_that_slack_stumbled_over_is_not_sent_again(
    double: SlackDouble, desk: Desk, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    double.faults[POST].append(fault)
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION)
    assert double.called(POST) == 1
    assert "Whether an answer was posted is unknown" in caplog.text
    assert "Slack refused" not in caplog.text


@pytest.mark.parametrize(
    "error", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"]
)
async def test_an_answer_refused_for_its_blocks_is_sent_as_text(
    double: SlackDouble, desk: Desk, error: str
) -> None:
    double.faults[POST].append(Fault(error=error))
    double.faults["response_url"].append(Fault(error=error))
    async with serving("socket", double, desk) as door:
        await door.answer_in(await door.mention(QUESTION))
        await door.command(QUESTION)
    assert ["blocks" in shown.sent for shown in double.shown] == [False, False]


@pytest.mark.parametrize("error", ["not_in_channel", "token_revoked", "restricted_action"])
async def test_any_other_refusal_is_one_line_in_the_log(
    double: SlackDouble, desk: Desk, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    double.faults[POST].append(Fault(error=error))
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION)
    assert double.called(POST) == 1
    assert [f"Slack refused an answer: {error}."] == [
        record.getMessage() for record in caplog.records if record.levelname == "ERROR"
    ]


@pytest.mark.parametrize(
    ("channel", "error"),
    [(CHANNEL_WITHOUT_BOT, "not_in_channel"), (ARCHIVED_CHANNEL, "is_archived")],
)
async def test_a_channel_the_bot_cannot_write_to_stops_nothing(
    double: SlackDouble, desk: Desk, channel: str, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving("socket", double, desk) as door:
        await door.mention(QUESTION, channel=channel)
        await door.answer_in(await door.mention(QUESTION))
    assert f"Slack refused an answer: {error}." in caplog.text


async def test_a_limited_response_url_is_tried_again(double: SlackDouble, desk: Desk) -> None:
    double.faults["response_url"].extend([Fault(retry_after=0), Fault(retry_after=0)])
    async with serving("socket", double, desk) as door:
        await door.command(QUESTION)
        await double.until(lambda: double.shown)
    assert double.shown[0].only_for == EDITOR


async def test_a_redirect_of_a_response_url_is_not_followed(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = double.response_url("C0ELSEWHERE", EDITOR)
    double.faults["response_url"].append(Fault(redirect=elsewhere))
    async with serving("socket", double, desk) as door:
        await door.command(QUESTION)
    assert double.response_urls[elsewhere.rpartition("/")[2]]["uses"] == 0
    assert "Slack refused an answer: http_302." in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.evil.example/commands/1",
        "https://evil.example/hooks.slack.com",
        "https://hooks.slack.com@evil.example/",
        "https://169.254.169.254/latest",
        "https://[",
        "file:///etc/passwd",
        "",
    ],
)
async def test_nothing_is_posted_to_an_address_that_is_not_of_slack(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with ClientSession() as session:
        urls = ResponseUrls(session, "https://slack.com/api/", limited=lambda: None)
        outcome = await urls.to(address)({"text": "answer"})
    assert outcome.state is State.REFUSED
    assert "Slack refused an answer: response_url_not_of_slack." in caplog.text
