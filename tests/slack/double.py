"""A Slack of our own on loopback: the Web API, Socket Mode connections and response_urls.

It keeps what a person would see, refuses what Slack refuses under Slack's names, fails as told,
and lets tests wait for a condition instead of for time.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from tests.slack.faults import Faults
from tests.slack.links import Links
from tests.slack.surface import Surface
from tests.slack.workspace import Workspace


@dataclass
class SlackDouble(Workspace):
    """A workspace, what goes wrong in it, and the connections that its bot has opened."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.faults = Faults()
        self.links = Links(self)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[SlackDouble]:
    """Run a double for as long as the context lasts."""
    double = SlackDouble(folder)
    application = web.Application(client_max_size=2**22)
    application.add_routes(Surface(double, double.faults).routes())
    application.add_routes([web.get("/link", double.links.hold)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    double.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield double
    finally:
        for link in list(double.links.up):
            await link.socket.close()
        await runner.cleanup()
