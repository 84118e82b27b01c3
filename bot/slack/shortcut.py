"""A message that somebody wants checked comes in; what is on file about its figures goes out."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.render import blocks
from bot.slack.errands import Errand, Errands
from bot.slack.posting import ResponseUrls
from bot.slack.readers import Here

CHECK = "check_figures"


def register(
    app: AsyncApp, desk: Desk, response_urls: ResponseUrls, errands: Errands, here: Here
) -> None:
    """Have the app look up every sentence with a figure, for the eyes of who asked alone."""

    async def check(text: str, user: str, response_url: str) -> None:
        reader = await here.readers.language(user)
        reply = await asyncio.to_thread(desk.check, text, here.today(), reader)
        if reply is None:
            message: dict[str, object] = {"text": desk.labels(reader)["no_figures"]}
        else:
            message = blocks.message(reply)
        await response_urls.to(response_url)(message)

    @app.shortcut(CHECK)
    async def asked(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user = body.get("user", {}).get("id", "")
        name = (CHECK, body.get("action_ts", ""), user)
        text, response_url = body.get("message", {}).get("text", ""), body.get("response_url", "")
        if response_url:
            work = partial(check, text, user, response_url)
            errands.take(Errand(name, user, response_url), work)
