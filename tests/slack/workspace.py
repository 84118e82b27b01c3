"""One workspace with one app in it: who is there, what a person sees, and what happened."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BOT_TOKEN = "xoxb-of-the-double"
APP_TOKEN = "xapp-of-the-double"
SIGNING_SECRET = "signing-secret-of-the-double"
TEAM, APP = "T0NEWSROOM", "A0CASUALTIES"
BOT_USER, BOT, EDITOR = "U0CASUALTIES", "B0CASUALTIES", "U0EDITOR"
DESK_CHANNEL, CHANNEL_WITHOUT_BOT, ARCHIVED_CHANNEL = "C0DESK", "C0OTHER", "C0OLD"
DIRECT = "D0EDITOR"
# 25 March 2022, 10:00 UTC.
NOW = 1_648_202_400
PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands on a screen; ``only_for`` whom, if it is ephemeral."""

    channel: str
    thread: str | None
    text: str
    sent: dict[str, Any]
    only_for: str | None = None


@dataclass
class Workspace:
    """What there is and what was done. ``scopes`` may be changed to take rights away.

    ``folder`` is where the bot of this workspace may keep its database; ``locales`` are what people
    chose to read Slack in.
    """

    folder: Path
    address: str = ""
    scopes: set[str] = field(
        default_factory=lambda: {"app_mentions:read", "chat:write", "commands", "im:history"}
    )
    tells_scopes: bool = True
    locales: dict[str, str] = field(default_factory=lambda: {EDITOR: "en-GB"})
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)
    response_urls: dict[str, dict[str, Any]] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    happened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.address}/api/"

    def number(self) -> int:
        """Return a number not used before in this workspace."""
        return next(self._numbers)

    def timestamp(self) -> str:
        """Return the name of a new message."""
        return f"{NOW}.{self.number():06d}"

    def response_url(self, channel: str, user: str, uses: int = 0) -> str:
        """Return an address for answers to one command, which was used so often."""
        name = str(self.number())
        self.response_urls[name] = {"uses": uses, "channel": channel, "user": user}
        return f"{self.address}/response/{name}"

    def in_thread(self, thread: str) -> list[str]:
        """Return the texts that the bot wrote in a thread."""
        return [shown.text for shown in self.shown if shown.thread == thread]

    def told(self, user: str) -> list[str]:
        """Return the texts that the bot wrote for the eyes of one person."""
        return [shown.text for shown in self.shown if user in {shown.only_for, shown.channel}]

    def called(self, method: str) -> int:
        """Return how often the bot called a method."""
        return sum(name == method for name, _ in self.calls)

    def happen(self, what: str) -> None:
        """Note something for the tests that wait."""
        self.happened.append(what)
        self._changed.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds that changes when something happens here."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                self._changed.clear()
                await self._changed.wait()
