from pathlib import Path
from typing import Any

import pytest

from bot import store
from bot.desk import Desk
from tests.slack.doors import HttpDoor
from tests.slack.double import SlackDouble
from tests.slack.serving import serving

pytestmark = pytest.mark.asyncio


async def get(http: HttpDoor, path: str) -> tuple[int, Any]:
    async with http.session.get(http.address + path) as response:
        return response.status, await response.json()


async def test_a_bot_that_runs_is_alive(http: HttpDoor) -> None:
    assert await get(http, "/healthz") == (200, {"alive": True})


async def test_readiness_tells_of_the_store(http: HttpDoor, desk: Desk) -> None:
    health = desk.health()
    told = {"sha256": health.sha256, "claims": health.claims, "fault": None}
    state = {
        "ready": True,
        "store": told,
        "database": {"fault": None},
        "queue": {"depth": 0, "limit": 500},
    }
    assert await get(http, "/readyz") == (200, state)


async def test_a_refused_claims_file_is_told_while_the_last_good_one_answers(
    double: SlackDouble, tmp_path: Path
) -> None:
    path = tmp_path / "claims.json"
    path.write_bytes(store.shipped().read_bytes())
    desk = Desk(path)
    good = desk.health()
    async with serving("http", double, desk) as http:
        assert isinstance(http, HttpDoor)
        path.write_text("{")
        status, state = await get(http, "/readyz")
        assert (status, state["store"]["sha256"]) == (200, good.sha256)
        assert str(path) in state["store"]["fault"]
        assert await http.answer_in(await http.mention("how many soldiers were killed?"))
