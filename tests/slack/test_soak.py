"""Ten thousand deliveries on a bad day, with a seed: every question has one end, and it is known.

Slack repeats what was not acknowledged and some of what was, under the same event id and under
another; limits posts, breaks off before and after them, and stumbles; the link is renewed and cut;
people ask faster than the bot answers; and the bot is started anew in between.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from bot.desk import Desk
from bot.server import sockets
from tests.slack.desks import BUSY
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import idle, serving
from tests.slack.workspace import BOT_USER, DESK_CHANNEL, EDITOR

pytestmark = [pytest.mark.asyncio, pytest.mark.slow, pytest.mark.timeout(600)]

SEED = 20_261_124
DELIVERIES = 10_000
LIVES = 4
WAVE = 125
CHANNELS = 40
ACK_SECONDS = 0.5
TEXTS = ("help", "what does NATO say?", "how many Russian soldiers died?", "and wounded?")
POST = "chat.postMessage"

Body = dict[str, Any]


class Weather:
    """Chooses by a seed what goes wrong with a post, and counts what may have been posted."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.hit = 0

    def __call__(self, method: str) -> Fault:
        chance = self.dice.random()
        if method != POST or chance > 0.04:
            return Fault()
        if chance < 0.02:
            return Fault(retry_after=0)
        self.hit += 1
        kinds = (Fault(reset="before"), Fault(reset="after"), Fault(status=503))
        return self.dice.choice(kinds)


class Slack:
    """Delivers messages, some of them again, until each is acknowledged."""

    door: Door

    def __init__(self, double: SlackDouble, dice: random.Random) -> None:
        self.double = double
        self.dice = dice
        self.sent: list[Body] = []
        self.deliveries = 0

    async def wave(self) -> None:
        """Deliver many at once; cut or renew the link now and then."""
        waiting: dict[str, Body] = {}
        for _ in range(WAVE):
            body = self.next()
            waiting[await self.send(body)] = body
            if self.dice.random() < 0.002:
                await self.trouble()
        while waiting:
            await self.acknowledged(waiting, self.double.links.closed)
            again = [body for name, body in waiting.items() if name not in self.double.links.acks]
            waiting = {await self.send(body, retry=1): body for body in again}

    def next(self) -> Body:
        """Write a new message, or take one that was delivered before."""
        chance = self.dice.random()
        if self.sent and chance < 0.25:
            body = self.dice.choice(self.sent[-500:])
            return body if chance < 0.15 else body | {"event_id": f"Ev{self.double.number()}"}
        message = {
            "type": "app_mention",
            "user": EDITOR,
            "text": f"<@{BOT_USER}> {self.dice.choice(TEXTS)}",
            "ts": self.double.timestamp(),
            "channel": f"{DESK_CHANNEL}{self.dice.randrange(CHANNELS)}",
        }
        body = self.door.body(message)
        self.sent.append(body)
        return body

    async def send(self, body: Body, retry: int = 0) -> str:
        self.deliveries += 1
        while True:
            try:
                more = {"retry_attempt": retry, "retry_reason": "timeout"} if retry else {}
                return await self.double.links.send("events_api", body, **more)
            except ConnectionError:
                await asyncio.sleep(0)  # the link is going, and the double has yet to see it

    async def trouble(self) -> None:
        await self.double.until(lambda: self.double.links.up)
        if self.dice.random() < 0.5:
            self.double.links.cut()
        else:
            await self.double.links.disconnect("refresh_requested")

    async def acknowledged(self, waiting: dict[str, Body], closed: int) -> None:
        """Wait until all is acknowledged, a link was lost and another is there, or it is late."""
        double = self.double

        def settled() -> bool:
            lost = double.links.closed > closed and bool(double.links.up)
            return lost or double.links.acks.keys() >= waiting.keys()

        with suppress(TimeoutError):
            async with asyncio.timeout(ACK_SECONDS):
                await double.until(settled)


async def test_no_question_is_lost_without_a_word_and_none_is_answered_twice(
    double: SlackDouble, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "PING_SECONDS", 0.2)
    dice = random.Random(SEED)
    slack, weather = Slack(double, dice), Weather(dice)
    double.faults.weather = weather
    for life in range(1, LIVES + 1):
        async with serving(
            "socket", double, desk, {"QUEUE_LIMIT": "90", "POSTS_A_MINUTE": "999999"}
        ) as door:
            slack.door = door
            while slack.deliveries < DELIVERIES * life / LIVES:
                await slack.wave()
                if dice.random() < 0.8:
                    await idle(door)
    asked = {body["event"]["ts"] for body in slack.sent}
    shown = Counter(message.thread for message in double.shown)
    busy = sum(message.text == BUSY for message in double.shown)
    with sqlite3.connect(double.folder / "casualty-bot.db") as connection:
        states = dict(connection.execute("select state, count(*) from deliveries group by state"))
    connection.close()
    assert slack.deliveries >= DELIVERIES
    assert double.happened.count("hello") > LIVES
    assert set(shown.values()) == {1}
    assert shown.keys() <= asked
    assert sum(states.values()) == len(asked)
    assert states.keys() == {"answered", "busy", "post_unknown"}
    assert states["post_unknown"] == weather.hit
    assert busy > 0
    assert states["answered"] + states["busy"] <= len(shown) <= len(asked)
