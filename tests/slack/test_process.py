import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.ledger.deliveries import State
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import door_to, environ
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, DESK_CHANNEL, SIGNING_SECRET
from tests.stories import FOUNDING

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
POST = "chat.postMessage"
QUESTION = "how many Russian soldiers have died in Ukraine?"


async def command(values: dict[str, str]) -> Process:
    inherited = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error::ResourceWarning"}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "slack", cwd=ROOT, env=inherited | values, stderr=PIPE
    )


async def line_with(process: Process, words: str) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        if words in line.decode():
            return line.decode()
    raise AssertionError(f"the bot ended without a word of: {words}")


@asynccontextmanager
async def bot(
    kind: str, double: SlackDouble, **settings: str
) -> AsyncIterator[tuple[Process, Door]]:
    process = await command(environ(kind, double) | settings)
    try:
        async with asyncio.timeout(20):
            line = await line_with(process, "listening on")
        async with door_to(kind, double, line) as door:
            yield process, door
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_the_command_answers_everywhere_and_ends_well(
    kind: str, double: SlackDouble, end: signal.Signals
) -> None:
    async with bot(kind, double) as (process, door):
        assert await door.answer_in(await door.mention(QUESTION))
        assert await door.answer_in(await door.direct(QUESTION))
        await door.command(QUESTION)
        await double.until(lambda: len(double.shown) == 3)
        process.send_signal(end)
        async with asyncio.timeout(15):
            _, errors = await process.communicate()
        assert process.returncode == 0
        said = errors.decode()
        assert "Traceback" not in said
        for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "ticket-", "Russian"):
            assert secret not in said


async def test_an_answer_under_way_at_the_end_is_finished(kind: str, double: SlackDouble) -> None:
    async with bot(kind, double) as (process, door):
        released = asyncio.Event()
        double.faults["chat.postMessage"].append(Fault(until=released))
        ts = await door.mention(QUESTION)
        await double.until(lambda: double.called("chat.postMessage"))
        process.send_signal(signal.SIGTERM)
        await line_with(process, "Stopping")
        released.set()
        assert await door.answer_in(ts)
        async with asyncio.timeout(15):
            await process.communicate()
        assert process.returncode == 0


# --- killed without a word ---


def states(double: SlackDouble) -> list[str]:
    connection = sqlite3.connect(double.folder / "casualty-bot.db")
    rows = connection.execute("select state from deliveries order by taken_at").fetchall()
    connection.close()
    return [state for (state,) in rows]


async def deliver_until(
    condition: Callable[[], object], door: Door, event: dict[str, Any], event_id: str
) -> None:
    """Deliver an event as often as it takes, as Slack does with what was not acknowledged."""
    async with asyncio.timeout(20):
        while not condition():
            await door.event(event, event_id, retry=1)


async def test_what_was_not_yet_posted_when_the_bot_was_killed_is_answered_when_it_comes_again(
    kind: str, double: SlackDouble
) -> None:
    claims = double.folder / "claims.json"
    shutil.copy(FOUNDING, claims)
    settings = {"CLAIMS_FILE": str(claims), "LEASE_SECONDS": "1"}
    async with bot(kind, double, **settings) as (process, door):
        claims.unlink()
        os.mkfifo(claims)  # whoever reads it waits, and so does the answer
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        await door.event(event, "Ev0KILLED")
        async with asyncio.timeout(10):
            while states(double) != ["answering"]:
                await asyncio.sleep(0)
        process.kill()
        await process.communicate()
    claims.unlink()
    shutil.copy(FOUNDING, claims)
    async with bot(kind, double, **settings) as (process, door):
        await deliver_until(lambda: double.shown, door, event, "Ev0KILLED")
        for _ in range(3):
            await door.event(event, "Ev0KILLED", retry=2)
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert (len(double.shown), double.called(POST), states(double)) == (1, 1, ["answered"])


@pytest.mark.parametrize("moment", ["until", "answer_until"])
async def test_what_was_being_posted_when_the_bot_was_killed_is_recorded_and_not_posted_again(
    kind: str, double: SlackDouble, moment: str
) -> None:
    released = asyncio.Event()
    fault = Fault(until=released) if moment == "until" else Fault(answer_until=released)
    double.faults[POST].append(fault)
    seen = {"until": f"{POST}: held", "answer_until": f"{POST}: done"}[moment]
    async with bot(kind, double, LEASE_SECONDS="1") as (process, door):
        event = door.message("app_mention", QUESTION, channel=DESK_CHANNEL)
        await door.event(event, "Ev0KILLED")
        await double.until(lambda: seen in double.happened)
        assert states(double) == ["posting"]
        process.kill()
        await process.communicate()
    released.set()
    async with bot(kind, double, LEASE_SECONDS="1") as (process, door):
        settled = [State.POST_UNKNOWN]
        await deliver_until(lambda: states(double) == settled, door, event, "Ev0KILLED")
        await door.event(event, "Ev0KILLED", retry=2)
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert (len(double.shown), double.called(POST), states(double)) == (1, 1, settled)


async def test_a_post_that_a_kill_left_open_is_told_at_the_next_start(double: SlackDouble) -> None:
    double.faults.hold(POST)
    async with bot("http", double, LEASE_SECONDS="1") as (process, door):
        await door.mention(QUESTION)
        await double.until(lambda: double.called(POST))
        process.kill()
        await process.communicate()
    double.faults.release()
    with sqlite3.connect(double.folder / "casualty-bot.db") as connection:
        connection.execute("update deliveries set lease_ends = 0")
    connection.close()
    process = await command(environ("http", double))
    async with asyncio.timeout(20):
        line = await line_with(process, "A killed process left")
    process.kill()
    await process.communicate()
    assert "A killed process left 1 posts whose end is unknown, and 0 questions" in line


# --- what cannot start ---


async def test_without_settings_the_command_says_so_in_one_sentence() -> None:
    process = await command({"SLACK_BOT_TOKEN": ""})
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert process.returncode == 1
    expected = (
        "casualty-bot: The bot cannot start: SLACK_BOT_TOKEN is missing; "
        "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing.\n"
    )
    assert errors.decode() == expected


async def test_a_token_that_slack_refuses_ends_the_command(double: SlackDouble) -> None:
    process = await command(environ("http", double) | {"SLACK_BOT_TOKEN": "xoxb-wrong"})
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert process.returncode == 1
    expected = "Slack refuses SLACK_BOT_TOKEN (invalid_auth).\n"
    assert errors.decode() == f"casualty-bot: The bot cannot start: {expected}"


async def test_the_claims_file_is_the_one_of_the_environment(
    double: SlackDouble, tmp_path: Path
) -> None:
    missing = tmp_path / "claims.json"
    process = await command(environ("http", double) | {"CLAIMS_FILE": str(missing)})
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert str(missing) in errors.decode()
