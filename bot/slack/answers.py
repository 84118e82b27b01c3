"""A Reply comes in; keys go out, by which its answers are made again when a button is pressed."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import date

from bot.answer import Reply
from bot.chart import Plot
from bot.desk import Desk
from bot.ledger import Ledger
from bot.question import Question, Wanted

_KEPT = "answer"
"""What stands for a channel where the question of an answer is kept by its key."""


class Answers:
    """Remembers the slots of what was answered, and answers them again by what is on file now."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger

    async def keep(self, team: str, reply: Reply) -> Sequence[str | None]:
        """Keep the question of each answer that cites a claim; its key, or None for the others."""
        keys: list[str | None] = []
        for answer in reply.answers:
            key = secrets.token_hex(8) if answer.claims else None
            if key:
                await self._ledger.threads.remember((team, _KEPT, key), answer.question)
            keys.append(key)
        return keys

    async def again(
        self, team: str, key: str, today: date, wanted: Wanted | None = None
    ) -> Reply | None:
        """Answer once more, maybe for something else; None if the question is no longer kept."""
        question = await self._question(team, key)
        if question is None:
            return None
        changed = {"wanted": wanted, "numbers": ()} if wanted else {}
        asked = question.model_copy(update=changed)
        return await asyncio.to_thread(self._desk.again, asked, today)

    async def plot(self, team: str, key: str, today: date) -> Plot | None:
        """Lay out a picture of what answers; None if nothing can be drawn."""
        question = await self._question(team, key)
        if question is None:
            return None
        drawn = await asyncio.to_thread(self._desk.chart_again, question, today)
        return drawn if isinstance(drawn, Plot) else None

    async def _question(self, team: str, key: str) -> Question | None:
        return await self._ledger.threads.last((team, _KEPT, key))
