import asyncio

import pytest

from bot.slack.pace import BURST, Pace

pytestmark = pytest.mark.asyncio


async def test_a_channel_takes_a_burst_and_then_one_message_at_a_time() -> None:
    pace = Pace(posts_a_minute=1)
    for _ in range(BURST):
        await pace.wait("C1")
    late = asyncio.create_task(pace.wait("C1"))
    await pace.wait("C2")
    assert not late.done()
    late.cancel()
