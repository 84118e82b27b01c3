"""Somebody opens the app; the Home tab or suggested prompts go out."""

import logging
from collections.abc import Awaitable
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.render import limits, views
from bot.slack.commands import COMMAND
from bot.slack.network import said
from bot.slack.readers import Here
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

MOST_PROMPTS = 4
"""Prompts that Slack shows."""


def register(app: AsyncApp, desk: Desk, tasks: Tasks, here: Here) -> None:
    """Have the app show what is on file where it is opened, and suggest what to ask."""

    async def home(user: str) -> None:
        holdings = desk.holdings(await here.readers.language(user))
        ask = {example: str(number) for number, example in enumerate(holdings.examples)}
        view = views.home(holdings, COMMAND, ask, here.support)
        if fault := limits.view_refusal(view):
            log.error("The Home tab does not fit: %s.", fault)
            return
        await _tried(app.client.views_publish(user_id=user, view=view))

    async def prompts(channel: str, user: str) -> None:
        reader = await here.readers.language(user)
        suggested = [{"title": e, "message": e} for e in desk.examples(reader)[:MOST_PROMPTS]]
        title = desk.labels(reader)["prompt_title"]
        # Without a thread: with one the call fails without a word in an agent's conversation.
        call = app.client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={"channel_id": channel, "title": title, "prompts": suggested},
        )
        await _tried(call)

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        tasks.admit()
        user = str(event.get("user", ""))
        if event.get("tab") == "messages":
            tasks.start(prompts(str(event.get("channel", "")), user))
        else:
            tasks.start(home(user))


# --- private ---


async def _tried(call: Awaitable[object]) -> None:
    try:
        await call
    except (SlackApiError, ClientError, TimeoutError) as fault:
        log.warning("A surface was not shown: %s.", said(fault))
