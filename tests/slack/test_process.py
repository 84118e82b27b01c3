import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.slack.doors import Door
from tests.slack.double import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Fault, SlackDouble
from tests.slack.serving import door_to, environ

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
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
async def bot(kind: str, double: SlackDouble) -> AsyncIterator[tuple[Process, Door]]:
    process = await command(environ(kind, double))
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
