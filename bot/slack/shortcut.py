"""A message that somebody wants checked comes in; what is on file about its figures goes out."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.ledger import Ledger
from bot.render import blocks
from bot.slack.posting import ResponseUrls
from bot.slack.tasks import Tasks

CHECK = "check_figures"


def register(
    app: AsyncApp,
    desk: Desk,
    response_urls: ResponseUrls,
    ledger: Ledger,
    tasks: Tasks,
    today: Callable[[], date],
) -> None:
    """Have the app look up every sentence with a figure, for the eyes of who asked alone."""

    async def check(text: str, response_url: str) -> None:
        reply = await asyncio.to_thread(desk.check, text, today())
        if reply is None:
            message: dict[str, object] = {"text": desk.holdings().labels["no_figures"]}
        else:
            message = blocks.message(reply)
        await response_urls.to(response_url)(message)

    @app.shortcut(CHECK)
    async def asked(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        name = (CHECK, body.get("action_ts", ""), body.get("user", {}).get("id", ""))
        text, response_url = body.get("message", {}).get("text", ""), body.get("response_url", "")
        if response_url and ledger.deliveries.notice(name):
            tasks.start(check(text, response_url))
