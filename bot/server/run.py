"""Settings and a desk come in; the bot serves Slack until it is told to stop."""

import asyncio
import logging
import signal
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings
from bot.desk import Desk
from bot.server import checking, health, journal, keeping, sockets, web
from bot.server.patience import Patience
from bot.slack import app as slack
from bot.slack import readers
from bot.slack.app import Kept
from bot.slack.metrics import Metrics
from bot.slack.pace import Pace
from bot.slack.posting import Channels, Doors, ResponseUrls
from bot.slack.readers import Here, Readers
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

CALL_SECONDS = 30
DRAIN_SECONDS = 10


def serve(settings: Settings, desk: Desk) -> None:
    """Serve Slack until SIGTERM or SIGINT; answers under way are finished before it returns.

    Raises ConfigError if Slack refuses a token, cannot be reached, or did not grant a scope, if the
    database cannot be used, and if the port is taken.
    """
    journal.start()

    async def until_signal() -> None:
        stop = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await run(settings, desk, stop)

    asyncio.run(until_signal())


async def run(settings: Settings, desk: Desk, stop: asyncio.Event) -> None:
    """Serve Slack until ``stop`` is set; then close the doors, finish the answers, hang up."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            ClientSession(timeout=ClientTimeout(total=CALL_SECONDS), trust_env=True)
        )
        metrics = Metrics()
        client = _client(settings, session, metrics)
        identity = await checking.identity(settings, client)
        ledger = await stack.enter_async_context(keeping.kept(settings, metrics))
        tasks = Tasks(settings.queue_limit, metrics.deferred.inc)
        stack.push_async_callback(tasks.drain, DRAIN_SECONDS)
        kept = Kept(tasks, ledger, metrics)
        out = Doors(
            Channels(client, Pace(settings.posts_a_minute)),
            ResponseUrls(session, settings.api_url, metrics.limited.inc),
        )
        may_know = readers.SCOPE in (identity.bot_scopes or ())
        here = Here(_today, Readers(client, desk, granted=may_know), settings.support)
        app = slack.build(desk, client, identity, out, kept, here)
        doors = await _open(settings, desk, app, kept, stack)
        state = desk.health()
        log.info("%s; store %.12s, %d claims.", doors, state.sha256, state.claims)
        await stop.wait()
        log.info("Stopping.")


# --- private ---


def _today() -> date:
    return datetime.now(UTC).date()


def _client(settings: Settings, session: ClientSession, metrics: Metrics) -> AsyncWebClient:
    # No retry after a broken connection: chat.postMessage may have arrived and would be said twice.
    return AsyncWebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        session=session,
        retry_handlers=[Patience(metrics.limited.inc)],
    )


async def _open(
    settings: Settings, desk: Desk, app: AsyncApp, kept: Kept, stack: AsyncExitStack
) -> str:
    """Open what the settings ask for until the stack unwinds; returns a line that tells of it."""
    if settings.app_token is not None:
        token = settings.app_token.get_secret_value()
        address = await checking.link_address(settings, app.client, token)
        links = await stack.enter_async_context(
            sockets.linked(app, token, address, kept.metrics, settings.socket_connections)
        )
        routes, mode = health.routes(desk, kept, links), "Socket Mode"
        if settings.signing_secret is not None:
            mode += " (SLACK_SIGNING_SECRET is not used because SLACK_APP_TOKEN is set)"
    elif settings.signing_secret is not None:
        secret = settings.signing_secret.get_secret_value()
        routes = [web.events(app, secret, kept.metrics), *health.routes(desk, kept, None)]
        mode = f"HTTP at {web.EVENTS}"
    if settings.port is None:
        return mode
    host, port = await stack.enter_async_context(
        web.listening(routes, settings.host, settings.port)
    )
    return f"{mode}, listening on {host}:{port}"
