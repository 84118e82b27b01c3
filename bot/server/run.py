"""Settings and a desk come in; the bot serves Slack until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.config import ConfigError, Settings
from bot.desk import Desk
from bot.server import health, journal, sockets, web
from bot.slack import app as slack
from bot.slack.posting import RETRIES_WHEN_LIMITED, ResponseUrls, api_error
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

CALL_SECONDS = 30
DRAIN_SECONDS = 10


def serve(settings: Settings, desk: Desk) -> None:
    """Serve Slack until SIGTERM or SIGINT; answers under way are finished before it returns.

    Raises ConfigError if Slack refuses a token, cannot be reached, or the port is taken.
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
        tasks = Tasks()
        stack.push_async_callback(tasks.drain, DRAIN_SECONDS)
        client = _client(settings, session)
        response_urls = ResponseUrls(session, settings.api_url)
        identity = await _identity(settings, client)
        app = slack.build(
            desk, client, identity, response_urls, tasks, today=lambda: datetime.now(UTC).date()
        )
        doors = await _open(settings, desk, app, stack)
        state = desk.health()
        log.info("%s; store %.12s, %d claims.", doors, state.sha256, state.claims)
        await stop.wait()
        log.info("Stopping.")


# --- private ---


def _client(settings: Settings, session: ClientSession) -> AsyncWebClient:
    # No retry after a broken connection: chat.postMessage may have arrived and would be said twice.
    return AsyncWebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url,
        session=session,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES_WHEN_LIMITED)],
    )


async def _identity(settings: Settings, client: AsyncWebClient) -> AuthorizeResult:
    answer = await _confirmed("SLACK_BOT_TOKEN", settings, client.auth_test())
    return AuthorizeResult.from_auth_test_response(
        auth_test_response=answer, bot_token=settings.bot_token.get_secret_value()
    )


async def _open(settings: Settings, desk: Desk, app: AsyncApp, stack: AsyncExitStack) -> str:
    """Open what the settings ask for until the stack unwinds; returns a line that tells of it."""
    if settings.app_token is not None:
        token = settings.app_token.get_secret_value()
        answer = await _confirmed(
            "SLACK_APP_TOKEN", settings, app.client.apps_connections_open(app_token=token)
        )
        link = await stack.enter_async_context(sockets.linked(app, token, answer["url"]))
        routes, mode = health.routes(desk, link.is_live), "Socket Mode"
        if settings.signing_secret is not None:
            mode += " (SLACK_SIGNING_SECRET is not used because SLACK_APP_TOKEN is set)"
    elif settings.signing_secret is not None:
        secret = settings.signing_secret.get_secret_value()
        routes = [web.events(app, secret), *health.routes(desk, None)]
        mode = f"HTTP at {web.EVENTS}"
    if settings.port is None:
        return mode
    host, port = await stack.enter_async_context(
        web.listening(routes, settings.host, settings.port)
    )
    return f"{mode}, listening on {host}:{port}"


async def _confirmed(
    setting: str, settings: Settings, call: Awaitable[AsyncSlackResponse]
) -> AsyncSlackResponse:
    try:
        return await call
    except SlackApiError as error:
        raise ConfigError([f"Slack refuses {setting} ({api_error(error)})"]) from None
    except (ClientError, TimeoutError) as error:
        reason = type(error).__name__
        raise ConfigError([f"Slack does not answer at {settings.api_url} ({reason})"]) from None
