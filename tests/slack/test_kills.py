"""A bot that is killed again and again while questions come in: none is lost without a trace.

Slack delivers again what was not acknowledged, and nothing else. So whatever was acknowledged has
to be on record, as answered or as lost, and nobody gets an answer twice.
"""

import random
import signal
import sqlite3
import time
from collections import Counter
from typing import Any

import pytest

from bot.ledger import Ledger
from bot.ledger.database import Database
from tests.slack.double import SlackDouble
from tests.slack.serving import idle
from tests.slack.test_process import bot
from tests.slack.workspace import DESK_CHANNEL
from tests.stories import FOUNDING

pytestmark = [pytest.mark.asyncio, pytest.mark.slow, pytest.mark.timeout(300)]

SEED = 20_261_124
LIVES = 10
WAVE = 30
QUESTIONS = ("help", "what does NATO say?", "how many Russian soldiers died?")
SETTINGS = {
    "CLAIMS_FILE": str(FOUNDING),
    "LEASE_SECONDS": "1",
    "POSTS_A_MINUTE": "999999",
}


async def test_whatever_was_acknowledged_is_on_record_after_any_number_of_kills(
    double: SlackDouble,
) -> None:
    dice = random.Random(SEED)
    acknowledged = 0
    again: list[dict[str, Any]] = []
    for life in range(LIVES):
        last = life == LIVES - 1
        async with bot("socket", double, **SETTINGS) as (process, door):
            for _ in range(WAVE):
                channel, text = f"{DESK_CHANNEL}{dice.randrange(20)}", dice.choice(QUESTIONS)
                again.append(door.body(door.message("app_mention", text, channel=channel)))
            sent = {await double.links.send("events_api", body): body for body in again}
            await acknowledged_of(double, sent, len(sent) if last else dice.randrange(WAVE))
            if last:
                await idle(door)
            process.send_signal(signal.SIGTERM if last else signal.SIGKILL)
            await process.communicate()
            await double.until(lambda: not double.links.up)
        again = [body for envelope, body in sent.items() if envelope not in double.links.acks]
        acknowledged += len(sent) - len(again)
    assert (len(again), acknowledged) == (0, LIVES * WAVE)
    states = await settled(double)
    shown = Counter(message.thread for message in double.shown)
    assert sum(states.values()) == acknowledged
    assert states.keys() <= {"answered", "post_unknown", "lost"}
    assert set(shown.values()) == {1}
    assert states["answered"] <= len(shown) <= states["answered"] + states["post_unknown"]
    assert states["answered"] < acknowledged  # some kill hit something


async def acknowledged_of(double: SlackDouble, sent: dict[str, Any], count: int) -> None:
    """Wait until so many of the envelopes are acknowledged."""
    await double.until(lambda: len(double.links.acks.keys() & sent.keys()) >= count)


async def settled(double: SlackDouble) -> Counter[str]:
    """Let the leases of what kills left run out, and count how every delivery ended."""
    database = Database(f"sqlite:///{double.folder / 'casualty-bot.db'}")
    await database.start()
    await Ledger(database, clock=lambda: time.time() + 2 * 3600).tidy()
    await database.stop()
    connection = sqlite3.connect(double.folder / "casualty-bot.db")
    rows = connection.execute("select state from deliveries").fetchall()
    connection.close()
    return Counter(state for (state,) in rows)
