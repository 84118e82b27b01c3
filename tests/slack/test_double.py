from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.double import SlackDouble
from tests.slack.workspace import ARCHIVED_CHANNEL, BOT_TOKEN, CHANNEL_WITHOUT_BOT, DESK_CHANNEL

pytestmark = pytest.mark.asyncio

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
CELL = {"type": "raw_text", "text": "x"}


def section(length: int) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * length}}


async def refusal(double: SlackDouble, token: str = BOT_TOKEN, **message: Any) -> str:
    client = AsyncWebClient(token, double.api_url)
    message = {"channel": DESK_CHANNEL, "text": "x"} | message
    with pytest.raises(SlackApiError) as error:
        await client.api_call("chat.postMessage", json=message)
    return str(error.value.response["error"])


async def test_what_slack_takes_is_shown(double: SlackDouble) -> None:
    blocks = [section(3_000), {"type": "divider"}, {"type": "table", "rows": [[CELL]]}]
    client = AsyncWebClient(BOT_TOKEN, double.api_url)
    await client.chat_postMessage(channel=DESK_CHANNEL, text="x", thread_ts="1.2", blocks=blocks)
    assert double.in_thread("1.2") == ["x"]


async def test_strangers_are_refused(double: SlackDouble) -> None:
    assert await refusal(double, token="xoxb-unknown") == "invalid_auth"
    assert await refusal(double, token="") == "not_authed"


async def test_a_missing_scope_is_refused(double: SlackDouble) -> None:
    double.scopes.remove("chat:write")
    assert await refusal(double) == "missing_scope"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE", "channel_not_found"),
        (CHANNEL_WITHOUT_BOT, "not_in_channel"),
        (ARCHIVED_CHANNEL, "is_archived"),
    ],
)
async def test_channels_out_of_reach_are_refused(
    double: SlackDouble, channel: str, error: str
) -> None:
    assert await refusal(double, channel=channel) == error


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": "x"}, "invalid_blocks_format"),
        ({"blocks": [SECTION] * 51}, "invalid_blocks"),
        ({"blocks": [{"type": "alert"}]}, "invalid_blocks"),
        ({"blocks": [section(0)]}, "invalid_blocks"),
        ({"blocks": [section(3_001)]}, "invalid_blocks"),
        ({"blocks": [SECTION | {"block_id": "a"}] * 2}, "invalid_blocks"),
        ({"blocks": [section(3_000)] * 5}, "msg_blocks_too_long"),
        ({"blocks": [{"type": "table", "rows": [[CELL]] * 101}]}, "invalid_blocks"),
        ({"blocks": [{"type": "table", "rows": [[CELL | {"text": ""}]]}]}, "invalid_blocks"),
        ({"blocks": [{"type": "table", "rows": [[CELL]]}] * 2}, "invalid_attachments"),
        ({"blocks": [{"type": "context", "elements": []}]}, "invalid_blocks"),
    ],
)
async def test_messages_over_the_limits_are_refused(
    double: SlackDouble, message: dict[str, Any], error: str
) -> None:
    assert await refusal(double, **message) == error
