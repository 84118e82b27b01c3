"""A person comes in; the language they read Slack in goes out, if it matters and may be known."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.slack.network import said

log = logging.getLogger(__name__)

SCOPE = "users:read"
"""What lets the bot ask; it does without."""
_PATIENCE_SECONDS = 2.0
"""How long an answer waits to know in which language."""
_KNOWN_SECONDS = 24 * 3600.0
_UNKNOWN_SECONDS = 600.0
"""How long a person whom Slack does not tell of is not asked for again."""
_PEOPLE = 5_000
"""People whose language is remembered; the one unheard of for longest is forgotten first."""


class Here(NamedTuple):
    """What holds where the bot runs: the day it is, who reads, and whom to turn to for help."""

    today: Callable[[], date]
    readers: "Readers"
    support: str = ""


class Readers:
    """The languages of people, asked of Slack once a day at most. Nothing of it is kept on disk."""

    def __init__(self, client: AsyncWebClient, desk: Desk, *, granted: bool) -> None:
        """Ask only if that was ``granted``, and there is a language to reply in but English."""
        self._client = client
        self._desk = desk
        self._asks = granted and len(desk.speaks()) > 1
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()

    async def language(self, user: str) -> str:
        """Return the code of the language somebody reads Slack in; empty if it is not known."""
        if not self._asks or not user:
            return ""
        language, until = self._known.get(user, ("", 0.0))
        if time.monotonic() >= until:
            language = await self._ask(user)
            seconds = _KNOWN_SECONDS if language else _UNKNOWN_SECONDS
            self._known[user] = language, time.monotonic() + seconds
            while len(self._known) > _PEOPLE:
                self._known.popitem(last=False)
        self._known.move_to_end(user)
        return language

    async def labels(self, user: str) -> Mapping[str, str]:
        """Return the words around answers in somebody's language."""
        return self._desk.labels(await self.language(user))

    # --- private ---

    async def _ask(self, user: str) -> str:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._client.users_info(user=user, include_locale=True)
        except (SlackClientError, ClientError, TimeoutError) as fault:
            log.warning("Somebody's language is not known: %s.", said(fault))
            return ""
        told: Mapping[str, object] = answer.get("user") or {}
        locale = str(told.get("locale", ""))
        return locale.replace("_", "-").partition("-")[0].lower()
