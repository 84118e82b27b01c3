"""An app token comes in; Socket Mode links that feed the Bolt app are kept open."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import (
    run_async_bolt_app,
    send_async_response,
)
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.metrics import Metrics

log = logging.getLogger(__name__)

PING_SECONDS = 10.0
PINGS_MISSED = 4
PINGS_TOO_MANY = 8
CLOSE_SECONDS = 2.0
BACKOFF_SECONDS = 1.0
LONGEST_BACKOFF_SECONDS = 30.0


def backoff(tries: int, chance: float) -> float:
    """Return the seconds to wait before another try, after so many that led nowhere.

    ``chance``, from 0 to 1, keeps the links of all instances from trying at once: Slack allows few
    of these calls a minute.
    """
    longest = min(BACKOFF_SECONDS * 2**tries, LONGEST_BACKOFF_SECONDS) if tries else 0.0
    return longest * (1 + chance) / 2


class Client(SocketModeClient):
    """The SDK's connection, which asks for an address ever less often until it is greeted."""

    tries = 0

    async def issue_new_wss_url(self) -> str:
        """Ask Slack for an address, good for one use; wait first if the last ones led nowhere."""
        await asyncio.sleep(backoff(self.tries, random.random()))  # noqa: S311 - no secret
        self.tries += 1
        return await super().issue_new_wss_url()


class Link:
    """A connection to Slack that is made anew when it breaks, and knows when it last heard.

    ``links`` is how many this process keeps; without an ``address`` it asks for one.
    """

    def __init__(
        self, app: AsyncApp, app_token: str, address: str | None, metrics: Metrics, links: int
    ) -> None:
        self._app = app
        self.client = Client(app_token, app.logger, app.client, ping_interval=PING_SECONDS)
        self.client.wss_uri = address
        self.client.socket_mode_request_listeners.append(self.handle)
        self.client.message_listeners.append(self._hear)
        self._metrics = metrics
        self._links = links
        self._heard_at = time.time()
        self._greeted = False
        self._stopping = False

    def is_live(self) -> bool:
        """Whether the connection is open and Slack was heard on it lately."""
        session = self.client.current_session
        if self._stopping or not self._greeted or session is None or session.closed:
            return False
        return self._silent_for() < PINGS_MISSED * self.client.ping_interval

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Hand an envelope to the app, unless we stop: then Slack delivers it to another link."""
        if self._stopping:
            return
        arrived, at = time.monotonic(), time.time()
        if req.retry_attempt:
            self._metrics.retried(req.retry_reason)
        answer = await run_async_bolt_app(self._app, req)
        await send_async_response(client, req, answer, at)
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
        self.client.tries = 0
        self._metrics.links.inc()
        counted = message.get("num_connections")
        if isinstance(counted, int) and counted > self._links:
            # Each envelope goes to one of them; one that nobody holds any more loses it.
            log.warning(
                "Slack counts %d connections of this app; these are %d.", counted, self._links
            )

    def _silent_for(self) -> float:
        """Seconds since anything was heard: an envelope, a greeting, or the echo of a ping."""
        return time.time() - max(self._heard_at, self.client.last_ping_pong_time or 0.0)


class Links:
    """The connections of one process: each envelope comes over one of them, none says which."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links

    @property
    def wanted(self) -> int:
        """How many are kept."""
        return len(self._links)

    def up(self) -> int:
        """How many are open and were heard on lately."""
        return sum(link.is_live() for link in self._links)


@asynccontextmanager
async def linked(
    app: AsyncApp, app_token: str, address: str, metrics: Metrics, wanted: int
) -> AsyncIterator[Links]:
    """Keep so many links for as long as the context lasts, the first one to the address given."""
    addresses = [address, *[None] * (wanted - 1)]
    links = [Link(app, app_token, one, metrics, wanted) for one in addresses]
    keeping = [asyncio.create_task(link.keep()) for link in links]
    try:
        yield Links(links)
    finally:
        for task in keeping:
            task.cancel()
        await asyncio.gather(*(link.stop() for link in links))
