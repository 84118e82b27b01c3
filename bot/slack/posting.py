"""A message comes in; it is posted once to a thread or a response_url, and refusals are logged."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ledger.deliveries import Outcome, State
from bot.render import limits
from bot.render.blocks import UNFURL_NOTHING
from bot.slack.network import api_error, code, said
from bot.slack.pace import Pace

log = logging.getLogger(__name__)

# What chat.postMessage gets: text, and blocks unless they were refused.
Message = Mapping[str, object]
# Posts a message once and tells how that ended: answered, refused or post_unknown.
Post = Callable[[Message], Awaitable[Outcome]]

SLACK_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
RETRIES_WHEN_LIMITED = 5
# docs.slack.dev/reference/methods/chat.postMessage: with these, part of it may have been done.
MAY_BE_POSTED = re.compile("fatal_error|internal_error|request_timeout|http_5..|unreadable_answer")


class PostingRefusedError(Exception):
    """Slack did not take a message; ``code`` is Slack's name for the reason."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Channels:
    """Answers that everybody in a channel or a conversation sees, each channel at its pace."""

    def __init__(self, client: AsyncWebClient, pace: Pace) -> None:
        self._client = client
        self._pace = pace

    async def turn(self, channel: str) -> None:
        """Wait until a channel takes another message. Before a post begins: waiting is no post."""
        await self._pace.wait(channel)

    def to(self, channel: str, thread: str | None) -> Post:
        """Return what posts a message to a thread; with None it goes to the channel itself."""
        place = {"channel": channel} | ({"thread_ts": thread} if thread else {})
        return _poster(self._sending("chat.postMessage", place))

    def aside(self, channel: str, thread: str | None, user: str) -> Post:
        """Return what tells one person: where they are or, if Slack refuses that, directly."""
        place = {"channel": channel, "user": user} | ({"thread_ts": thread} if thread else {})
        there = _poster(self._sending("chat.postEphemeral", place), _ASIDE)
        # The id of a person opens the conversation with the bot.
        directly = _poster(self._sending("chat.postMessage", {"channel": user}), _ASIDE)

        async def post(message: Message) -> Outcome:
            outcome = await there(message)
            return await directly(message) if outcome.state is State.REFUSED else outcome

        return post

    # --- private ---

    def _sending(self, method: str, place: Mapping[str, str]) -> "_Send":
        async def send(message: Message) -> str | None:
            try:
                answer = await self._client.api_call(
                    method, json={**place, **UNFURL_NOTHING, **message}
                )
            except SlackApiError as error:
                raise PostingRefusedError(api_error(error)) from None
            return answer.get("ts")

        return send


class ResponseUrls:
    """Answers to slash commands, seen by the asker alone. Only Slack's own hosts are posted to."""

    def __init__(self, session: ClientSession, api_url: str, limited: Callable[[], None]) -> None:
        """Post with a session; ``limited`` is called whenever Slack asks for patience."""
        self._session = session
        self._api = urlsplit(api_url)
        self._limited = limited

    def to(self, response_url: str, *, replace: bool = True) -> Post:
        """Return what posts an ephemeral message to a response_url.

        Without ``replace`` the message under which a button was pressed stays as it is.
        """
        kept = {} if replace else {"replace_original": False}

        async def send(message: Message) -> None:
            if not self._is_slack(response_url):
                raise PostingRefusedError("response_url_not_of_slack")
            for retries_left in reversed(range(1 + RETRIES_WHEN_LIMITED)):
                refusal, retry_after = await self._send(response_url, {**kept, **message})
                if retry_after is None:
                    break
                self._limited()
                if retries_left:
                    await asyncio.sleep(retry_after)
            if refusal:
                raise PostingRefusedError(refusal)

        return _poster(send)

    # --- private ---

    def _is_slack(self, address: str) -> bool:
        try:
            url = urlsplit(address)
        except ValueError:
            return False
        of_api = (url.scheme, url.hostname) == (self._api.scheme, self._api.hostname)
        return of_api or (url.scheme == "https" and url.hostname in SLACK_HOSTS)

    async def _send(self, url: str, message: Message) -> tuple[str | None, float | None]:
        """Return Slack's refusal, if any, and the seconds to wait if it asks for patience."""
        body = {"response_type": "ephemeral", **UNFURL_NOTHING, **message}
        async with self._session.post(url, json=body, allow_redirects=False) as response:
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                wait = response.headers.get("Retry-After", "")
                return "ratelimited", float(wait) if re.fullmatch(r"[0-9]{1,4}", wait) else 1.0
            return _refusal(response.status, await response.text()), None


class Doors(NamedTuple):
    """The ways by which an answer leaves."""

    channels: Channels
    response_urls: ResponseUrls

    def alone(self, user: str, response_url: str) -> Post:
        """Return what tells one person: where they clicked or, as from Home, directly."""
        if response_url:
            return self.response_urls.to(response_url, replace=False)
        return self.channels.to(user, None)


# --- private ---


# Sends a message; returns its ts if Slack tells it. Raises PostingRefusedError and ClientError.
_Send = Callable[[Message], Awaitable[str | None]]


_ANSWER, _ASIDE = (logging.ERROR, "an answer"), (logging.WARNING, "a word to the asker")
"""How loudly a failure is logged, and of what."""


def _poster(send: _Send, what: tuple[int, str] = _ANSWER) -> Post:
    level, posted = what

    async def post(message: Message) -> Outcome:
        message = _sound(message)
        try:
            return Outcome(State.ANSWERED, posted=await _send_plainer(send, message))
        except PostingRefusedError as refusal:
            if not MAY_BE_POSTED.fullmatch(refusal.code):
                log.log(level, "Slack refused %s: %s.", posted, refusal.code)
                return Outcome(State.REFUSED, refusal=refusal.code)
            kind = why = refusal.code
        except (ClientError, TimeoutError) as fault:
            kind, why = type(fault).__name__, said(fault)
        # Slack may have posted it before the line broke: trying again could say it twice.
        log.log(level, "Whether %s was posted is unknown: %s.", posted, why)
        return Outcome(State.POST_UNKNOWN, refusal=kind)

    return post


async def _send_plainer(send: _Send, message: Message) -> str | None:
    try:
        return await send(message)
    except PostingRefusedError as refusal:
        if "blocks" not in message or not _is_about_blocks(refusal.code):
            raise
        log.error("Slack refused the blocks of an answer: %s; sent as text.", refusal.code)
        return await send({"text": message["text"]})


def _sound(message: Message) -> Message:
    """Leave out blocks that Slack would refuse; the text says the same."""
    shown = message.get("blocks")
    if not isinstance(shown, list):
        return message
    fault = limits.refusal(shown, limits.Surface.MESSAGE)
    if fault is None:
        return message
    log.error("The blocks of an answer do not fit (%s); sent as text.", fault)
    return {name: value for name, value in message.items() if name != "blocks"}


def _is_about_blocks(code: str) -> bool:
    return code.startswith("invalid_blocks") or re.fullmatch(r"msg_\w*too_long", code) is not None


def _refusal(status: int, answer: str) -> str | None:
    """Read how a response_url answered: in words or JSON, sometimes refusing with status 200."""
    try:
        read = json.loads(answer)
    except ValueError:
        read = answer.strip()
    if isinstance(read, dict):
        return None if read.get("ok", status == HTTPStatus.OK) else code(read.get("error"), status)
    return None if status == HTTPStatus.OK else code(read, status)
