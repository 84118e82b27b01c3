"""An app token comes in; a Socket Mode link that feeds the Bolt app is kept open."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.metrics import Metrics

log = logging.getLogger(__name__)

PING_SECONDS = 10.0
PINGS_MISSED = 4
PINGS_TOO_MANY = 8
CLOSE_SECONDS = 2.0


class Link(AsyncSocketModeHandler):
    """A connection to Slack that is made anew when it breaks, and knows when it last heard."""

    def __init__(self, app: AsyncApp, app_token: str, address: str, metrics: Metrics) -> None:
        super().__init__(app, app_token, ping_interval=PING_SECONDS)
        self._metrics = metrics
        self.client.wss_uri = address
        self.client.message_listeners.append(self._hear)
        self._heard_at = time.time()
        self._greeted = False
        self._stopping = False

    def is_live(self) -> bool:
        """Whether the connection is open and Slack was heard on it lately."""
        session = self.client.current_session
        if self._stopping or not self._greeted or session is None or session.closed:
            return False
        return self._silent_for() < PINGS_MISSED * self.client.ping_interval

    async def handle(  # type: ignore[override] # as in the handler that this extends
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Hand an envelope to the app, unless we stop: then Slack delivers it to another link."""
        if self._stopping:
            return
        arrived = time.monotonic()
        if req.retry_attempt:
            self._metrics.retried(req.retry_reason)
        await super().handle(client, req)
        self._metrics.acks.observe(time.monotonic() - arrived)

    async def keep(self) -> None:
        """Connect, and watch over the connection.

        The client tries the address it has until it succeeds, but Slack's are good for one use. And
        its own monitor has been seen to die: then only we notice that nothing is heard any more.
        """
        connecting = asyncio.create_task(self.client.connect())  # type: ignore[no-untyped-call] # of the SDK
        try:
            while True:
                await asyncio.sleep(self.client.ping_interval)
                if self.is_live():
                    continue
                self.client.wss_uri = None
                silent = self._silent_for()
                if connecting.done() and silent > PINGS_TOO_MANY * self.client.ping_interval:
                    log.warning("Nothing was heard from Slack for %.0f s: connecting anew.", silent)
                    connecting = asyncio.create_task(
                        self.client.connect_to_new_endpoint(force=True)
                    )
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

    async def _hear(self, _: object, message: dict[str, Any], *__: object) -> None:
        self._heard_at = time.time()
        if message.get("type") != "hello":
            return
        self._greeted = True
        self._metrics.links.inc()
        connections = message.get("num_connections")
        if isinstance(connections, int) and connections > 1:
            # Each envelope goes to one of them; one that nobody holds any more loses it.
            log.warning("Slack counts %d connections of this app; this is one.", connections)

    def _silent_for(self) -> float:
        """Seconds since anything was heard: an envelope, a greeting, or the echo of a ping."""
        return time.time() - max(self._heard_at, self.client.last_ping_pong_time or 0.0)


@asynccontextmanager
async def linked(
    app: AsyncApp, app_token: str, address: str, metrics: Metrics
) -> AsyncIterator[Link]:
    """Keep a link for as long as the context lasts, first to the address given."""
    link = Link(app, app_token, address, metrics)
    keeping = asyncio.create_task(link.keep())
    try:
        yield link
    finally:
        keeping.cancel()
        await link.stop()
