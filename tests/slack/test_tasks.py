import asyncio

import pytest

from bot.slack.tasks import Tasks

pytestmark = pytest.mark.asyncio


async def test_draining_waits_for_what_was_started() -> None:
    tasks, done = Tasks(), asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        done.set()

    tasks.start(work())
    await tasks.drain(10)
    assert done.is_set()


async def test_draining_nothing_returns() -> None:
    await Tasks().drain(10)


async def test_what_is_late_is_given_up_and_told(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    async def work() -> None:
        await asyncio.Event().wait()

    tasks.start(work())
    await tasks.drain(0.01)
    assert "Answers left unfinished after 0.01 seconds: 1." in caplog.text


async def test_a_fault_in_work_is_logged_and_hurts_nobody(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    async def work() -> None:
        raise RuntimeError

    tasks.start(work())
    await tasks.drain(10)
    assert "An answer failed." in caplog.text
