"""What people do in Slack comes in; it is delivered to the bot through one of its two doors."""

import asyncio
import io
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession
from slack_sdk.signature import SignatureVerifier

from tests.slack.double import SlackDouble
from tests.slack.workspace import APP, BOT_USER, DESK_CHANNEL, DIRECT, EDITOR, SIGNING_SECRET, TEAM

COMMAND = "/casualties"
FORM = "application/x-www-form-urlencoded"


class Door(ABC):
    """A way for Slack to the bot. What is sent has been acknowledged when the call returns."""

    def __init__(self, double: SlackDouble, address: str) -> None:
        self.double = double
        self.address = address

    @abstractmethod
    async def deliver(self, kind: str, payload: dict[str, Any], retry: int | None = None) -> Any:
        """Deliver a payload of an envelope's kind; return what the acknowledgement carried."""

    async def event(
        self, event: dict[str, Any], event_id: str = "", retry: int | None = None
    ) -> str:
        """Deliver an event; return the ts of its message."""
        await self.deliver("events_api", self.body(event, event_id), retry)
        return str(event["ts"])

    def body(self, event: dict[str, Any], event_id: str = "") -> dict[str, Any]:
        """Put an event into the body of a delivery."""
        return {
            "type": "event_callback",
            "event_id": event_id or f"Ev{self.double.number()}",
            "event_time": int(float(event["ts"])),
            "team_id": TEAM,
            "api_app_id": APP,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "event": event,
        }

    async def end(self, event: Mapping[str, Any], team: str = TEAM) -> None:
        """Tell of an end of the app in a workspace."""
        body = {"type": "event_callback", "event_id": "Ev0END", "team_id": team, "event": event}
        await self.deliver("events_api", body)

    async def mention(self, text: str, /, thread: str | None = None, **more: Any) -> str:
        """Mention the bot in a channel; return the ts of the message."""
        return await self.event(
            self.message("app_mention", f"<@{BOT_USER}> {text}", thread, channel=DESK_CHANNEL)
            | more
        )

    async def direct(self, text: str, /, thread: str | None = None, **more: Any) -> str:
        """Write to the bot directly; return the ts of the message."""
        message = self.message("message", text, thread, channel=DIRECT, channel_type="im")
        return await self.event(message | more)

    async def command(self, text: str, /, **more: Any) -> Any:
        """Type the slash command in a channel; return what the acknowledgement showed."""
        fields = {
            "command": COMMAND,
            "text": text,
            "team_id": TEAM,
            "team_domain": "newsroom",
            "channel_id": DESK_CHANNEL,
            "channel_name": "desk",
            "user_id": EDITOR,
            "user_name": "editor",
            "api_app_id": APP,
            "trigger_id": f"trigger-{self.double.number()}",
            "response_url": self.double.response_url(DESK_CHANNEL, EDITOR),
        }
        return await self.deliver("slash_commands", fields | more)

    async def answer_in(self, thread: str, count: int = 1) -> list[str]:
        """Wait for so many messages of the bot in a thread; return their texts."""
        await self.double.until(lambda: len(self.double.in_thread(thread)) >= count)
        return self.double.in_thread(thread)

    def message(
        self, kind: str, text: str, thread: str | None = None, **more: str
    ) -> dict[str, Any]:
        """Make a message as a person writes it."""
        message = {"type": kind, "user": EDITOR, "text": text, "ts": self.double.timestamp()}
        return message | ({"thread_ts": thread} if thread else {}) | more


class SocketDoor(Door):
    """Socket Mode: envelopes over the link that the bot has opened."""

    async def deliver(self, kind: str, payload: dict[str, Any], retry: int | None = None) -> Any:
        """Send an envelope and wait for its acknowledgement."""
        more = {} if retry is None else {"retry_attempt": retry, "retry_reason": "timeout"}
        envelope_id = await self.double.links.send(kind, payload, **more)
        await self.double.until(lambda: envelope_id in self.double.links.acks)
        return self.double.links.acks[envelope_id]


class HttpDoor(Door):
    """Signed requests to the bot's address."""

    def __init__(self, double: SlackDouble, address: str, session: ClientSession) -> None:
        super().__init__(double, address)
        self.session = session

    async def deliver(self, kind: str, payload: dict[str, Any], retry: int | None = None) -> Any:
        """Post as Slack does: events as JSON, commands as a form, interactions as JSON in one."""
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        elif kind == "slash_commands":
            body, content_type = urlencode(payload), FORM
        else:
            body, content_type = urlencode({"payload": json.dumps(payload)}), FORM
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        status, answer = await self.post(
            body.encode(), content_type, {} if retry is None else again
        )
        assert status == 200
        self.double.happen("ack")
        return answer or None

    async def status(self, event: dict[str, Any], event_id: str) -> int:
        """Deliver an event that may be refused; return the status."""
        body = json.dumps(self.body(event, event_id)).encode()
        return (await self.post(body, "application/json"))[0]

    async def post(
        self, body: bytes, content_type: str, changed: Mapping[str, str | None] | None = None
    ) -> tuple[int, str]:
        """Post a signed body; headers may be changed or, by None, left out."""
        headers: dict[str, str | None] = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(int(time.time())),
            **(changed or {}),
        }
        signature = SignatureVerifier(SIGNING_SECRET).generate_signature(
            timestamp=headers["X-Slack-Request-Timestamp"] or "",
            body=body.decode(errors="replace"),
        )
        headers = {"X-Slack-Signature": signature} | headers
        sent = {name: value for name, value in headers.items() if value is not None}
        async with (
            asyncio.timeout(10),
            self.session.post(
                f"{self.address}/slack/events", data=io.BytesIO(body), headers=sent
            ) as response,
        ):
            return response.status, await response.text()
