"""Fixtures: a double of Slack, a desk with the claims of one story, and the bot behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk import Desk
from tests.slack import double as slack
from tests.slack.doors import Door, HttpDoor
from tests.slack.double import SlackDouble
from tests.slack.serving import DOORS, serving
from tests.stories import FOUNDING


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's SDK would send calls to loopback through a proxy of the environment."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest_asyncio.fixture
async def double(tmp_path: Path) -> AsyncIterator[SlackDouble]:
    """Slack, as the bot sees it."""
    async with slack.running(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The desk that answers in production; it keeps nothing of a question."""
    return Desk(FOUNDING)


@pytest.fixture(params=DOORS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each of the two doors in turn."""
    return str(request.param)


@pytest_asyncio.fixture
async def door(kind: str, double: SlackDouble, desk: Desk) -> AsyncIterator[Door]:
    """A running bot, reached through each of its doors in turn."""
    async with serving(kind, double, desk) as opened:
        yield opened


@pytest_asyncio.fixture
async def http(double: SlackDouble, desk: Desk) -> AsyncIterator[HttpDoor]:
    """A running bot that is reached over HTTP."""
    async with serving("http", double, desk) as opened:
        assert isinstance(opened, HttpDoor)
        yield opened
