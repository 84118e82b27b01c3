"""An app token comes in; a Socket Mode link that feeds the Bolt app is kept open."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

PING_SECONDS = 10.0
PINGS_MISSED = 4
CLOSE_SECONDS = 2.0


class Link(AsyncSocketModeHandler):
    """A connection to Slack that is made anew when it breaks, and knows when it last heard."""

    def __init__(self, app: AsyncApp, app_token: str, address: str) -> None:
        super().__init__(app, app_token, ping_interval=PING_SECONDS)
        self.client.wss_uri = address
        self.client.message_listeners.append(self._hear)
        self._heard_at = 0.0
        self._stopping = False

    def is_live(self) -> bool:
        """Whether the connection is open and Slack was heard on it lately."""
        session = self.client.current_session
        if self._stopping or session is None or session.closed:
            return False
        heard_at = max(self._heard_at, self.client.last_ping_pong_time or 0.0)
        return time.time() - heard_at < PINGS_MISSED * self.client.ping_interval

    async def handle(  # type: ignore[override] # as in the handler that this extends
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Hand an envelope to the app, unless we stop: then Slack delivers it to another link."""
        if not self._stopping:
            await super().handle(client, req)

    async def keep(self) -> None:
        """Connect, and keep the link from going to an address that is used up.

        The client tries the address it has until it succeeds, but Slack's are good for one use.
        """
        connecting = asyncio.create_task(self.client.connect())  # type: ignore[no-untyped-call] # of the SDK
        try:
            while True:
                await asyncio.sleep(self.client.ping_interval)
                if not self.is_live():
                    self.client.wss_uri = None
        finally:
            connecting.cancel()

    async def stop(self) -> None:
        """Take no more envelopes and close the connection."""
        self._stopping = True
        try:
            await asyncio.wait_for(
                self.client.close(),  # type: ignore[no-untyped-call] # of the SDK
                CLOSE_SECONDS,
            )
        except TimeoutError:
            await self.client.aiohttp_client_session.close()

    # --- private ---

    async def _hear(self, *_: Any) -> None:
        self._heard_at = time.time()


@asynccontextmanager
async def linked(app: AsyncApp, app_token: str, address: str) -> AsyncIterator[Link]:
    """Keep a link for as long as the context lasts, first to the address given."""
    link = Link(app, app_token, address)
    keeping = asyncio.create_task(link.keep())
    try:
        yield link
    finally:
        keeping.cancel()
        await link.stop()
