"""Requests over HTTP come in; those that Slack signed reach the Bolt app, the rest get a 4xx."""

import json
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.config import ConfigError
from bot.slack.metrics import Metrics

log = logging.getLogger(__name__)

EVENTS = "/slack/events"
LARGEST_BODY = 1024 * 1024
MOST_FIELDS = 1000
LONGEST_TIMESTAMP = 11
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def events(app: AsyncApp, signing_secret: str, metrics: Metrics) -> web.RouteDef:
    """Make the route for events, commands and interactions.

    Bolt 1.30 parses before it verifies, so that junk ends in a 500, and takes any form with the
    word "payload" in it for an interaction. Hence we verify and parse, and hand it the result.
    """
    verifier = SignatureVerifier(signing_secret)

    async def receive(request: web.Request) -> web.Response:
        arrived = time.monotonic()
        text = await _text(request)
        if request.content_type == FORM and "ssl_check=1" in text.split("&"):
            return web.Response()
        if not _is_signed(verifier, text, request):
            log.warning("Refused a request that SLACK_SIGNING_SECRET does not sign.")
            raise web.HTTPUnauthorized
        if "X-Slack-Retry-Num" in request.headers:
            metrics.retried(request.headers.get("X-Slack-Retry-Reason"))
        body = _body(text, request.content_type)
        response = await _dispatch(app, body, dict(request.headers))
        metrics.acks.observe(time.monotonic() - arrived)
        return response

    return web.post(EVENTS, receive)


@asynccontextmanager
async def listening(
    routes: Iterable[web.RouteDef], host: str, port: int
) -> AsyncIterator[tuple[str, int]]:
    """Serve the routes for as long as the context lasts; yields the address that was bound.

    Raises ConfigError if the address cannot be used. Leaving waits for requests in the making.
    """
    application = web.Application(client_max_size=LARGEST_BODY)
    application.add_routes(routes)
    runner = web.AppRunner(
        application, access_log=None, shutdown_timeout=1.0, auto_decompress=False
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise ConfigError([f"HOST {host} and PORT {port} cannot be used"]) from error
        yield host, runner.addresses[0][1]
    finally:
        await runner.cleanup()


# --- private ---


async def _text(request: web.Request) -> str:
    if request.content_type not in {JSON, FORM}:
        raise web.HTTPBadRequest
    try:
        return (await request.read()).decode()
    except (UnicodeDecodeError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None


def _is_signed(verifier: SignatureVerifier, text: str, request: web.Request) -> bool:
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    return (
        timestamp.isascii()
        and timestamp.isdigit()
        and len(timestamp) <= LONGEST_TIMESTAMP
        and signature.isascii()
        and verifier.is_valid(text, timestamp, signature)
    )


def _body(text: str, content_type: str) -> dict[str, Any]:
    """Read an event as JSON, a command as a form, and an interaction as JSON inside a form."""
    try:
        if content_type == JSON:
            return _object(text)
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
        form = dict(pairs)
        return _object(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None


def _object(text: str) -> dict[str, Any]:
    read = json.loads(text)
    if not isinstance(read, dict) or not isinstance(read.get("event", {}), dict):
        raise ValueError("not an object, or one whose event is none")
    return read


async def _dispatch(app: AsyncApp, body: dict[str, Any], headers: dict[str, str]) -> web.Response:
    try:
        # The mode in which Bolt takes a body as it is; only verified bodies come here.
        request = AsyncBoltRequest(body=body, headers=dict(headers), mode="socket_mode")
    except (AttributeError, KeyError, TypeError):
        raise web.HTTPBadRequest from None
    response = await app.async_dispatch(request)
    # What fails in Bolt is the reading of a shape it does not know, or there is too much to do: no
    # ack is given, and Slack delivers it again.
    status = response.status if response.status < 500 else 400  # noqa: PLR2004
    return web.Response(status=status, text=response.body, headers=response.first_headers())
