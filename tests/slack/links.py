"""The Socket Mode side of the double: connections that the bot opens, and envelopes over them."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.workspace import Workspace


@dataclass(frozen=True)
class Link:
    """A Socket Mode connection that the bot has opened."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport


def newest(links: Sequence[Link]) -> Link:
    """Choose the connection that was opened last."""
    return links[-1]


@dataclass
class Links:
    """The connections that are open. ``choose`` tells over which of them an envelope goes."""

    workspace: Workspace
    up: list[Link] = field(default_factory=list)
    closed: int = 0
    acks: dict[str, Any] = field(default_factory=dict)
    choose: Callable[[Sequence[Link]], Link] = newest
    deaf: bool = False  # pings of new connections are not answered
    counted: int | None = None  # what a greeting says in place of the true number
    refusals: int = 0  # how many more connections are refused

    async def send(self, kind: str, payload: dict[str, Any], **more: Any) -> str:
        """Send an envelope over one of them; return its id, under which its ack is noted."""
        await self.workspace.until(lambda: self.up)
        envelope_id = f"envelope-{self.workspace.number()}"
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload, **more}
        await self.choose(self.up).socket.send_json(
            {"accepts_response_payload": kind != "events_api"} | envelope
        )
        return envelope_id

    async def disconnect(self, reason: str) -> None:
        """Tell the newest connection to be made anew."""
        await self.up[-1].socket.send_json({"type": "disconnect", "reason": reason})

    def cut(self) -> None:
        """Cut the newest connection without a word."""
        self.up[-1].transport.abort()

    async def hold(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection, for a ticket that is good for one use."""
        ticket = request.query.get("ticket", "")
        tickets = self.workspace.tickets
        if self.refusals or ticket not in tickets:
            tickets.discard(ticket)
            self.refusals = max(0, self.refusals - 1)
            raise web.HTTPForbidden
        tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=not self.deaf)
        await socket.prepare(request)
        assert request.transport is not None
        link = Link(socket, request.transport)
        self.up.append(link)
        await socket.send_json({"type": "hello", "num_connections": self.counted or len(self.up)})
        self.workspace.happen("hello")
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                ack = json.loads(message.data)
                self.acks[ack["envelope_id"]] = ack.get("payload")
                self.workspace.happen(f"ack {ack['envelope_id']}")
        self.up.remove(link)
        self.closed += 1
        self.workspace.happen("link closed")
        return socket
