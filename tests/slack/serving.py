"""A desk comes in; the bot serves the double with it, and a door to it goes out."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiohttp import ClientSession

from bot import config
from bot.desk import Desk
from bot.server.run import run
from tests.slack.doors import Door, HttpDoor, SocketDoor
from tests.slack.double import SlackDouble
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

DOORS = ("socket", "http")


def environ(kind: str, double: SlackDouble) -> dict[str, str]:
    """Return the environment of a bot whose Slack is the double."""
    secret = (
        {"SLACK_APP_TOKEN": APP_TOKEN}
        if kind == "socket"
        else {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    )
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": double.api_url,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "DATABASE_URL": f"sqlite:///{double.folder / 'casualty-bot.db'}",
        **secret,
    }


def address(start_line: str) -> str:
    """Read where the bot listens from the line it logs at its start."""
    return "http://" + start_line.partition("listening on ")[2].partition(";")[0]


@asynccontextmanager
async def serving(
    kind: str, double: SlackDouble, desk: Desk, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Door]:
    """Serve in this process; the door is open when the context begins."""
    stop = asyncio.Event()
    with _start_line() as started:
        values = environ(kind, double) | dict(settings or {})
        bot = asyncio.create_task(run(config.read(values), desk, stop))
        first: set[asyncio.Future[Any]] = {bot, started}
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        if bot.done():
            await bot
    try:
        async with door_to(kind, double, started.result()) as door:
            yield door
    finally:
        stop.set()
        await bot


@asynccontextmanager
async def door_to(kind: str, double: SlackDouble, start_line: str) -> AsyncIterator[Door]:
    """Open the door of that kind to a bot that has logged its start."""
    if kind == "socket":
        await double.until(lambda: double.links.up)
        yield SocketDoor(double, address(start_line))
    else:
        async with ClientSession() as session:
            yield HttpDoor(double, address(start_line), session)


async def idle(door: Door) -> None:
    """Wait until no answer is under way."""
    depth = 1
    async with ClientSession() as session, asyncio.timeout(10):
        while depth:
            async with session.get(f"{door.address}/readyz") as response:
                depth = (await response.json())["queue"]["depth"]


# --- private ---


@contextmanager
def _start_line() -> Iterator[asyncio.Future[str]]:
    line: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    class Started(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not line.done():
                line.set_result(record.getMessage())

    log, handler = logging.getLogger("bot.server.run"), Started()
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield line
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
