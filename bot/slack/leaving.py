"""A workspace that removes the app or its token comes in; all that was kept of it is deleted."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.ledger import Ledger
from bot.ledger.database import DatabaseDownError
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)


def register(app: AsyncApp, tasks: Tasks, ledger: Ledger) -> None:
    """Have the app forget a workspace that uninstalls it, or takes the bot's token away.

    Tokens of people may be revoked, too: the bot has none, and stays.
    https://docs.slack.dev/reference/events/tokens_revoked
    """

    async def forget(team: str) -> None:
        try:
            await ledger.forget(team)
        except DatabaseDownError:
            log.error("A workspace left, and what is kept of it could not be deleted.")
        else:
            log.info("A workspace left; what was kept of it is deleted.")

    def leave(body: Mapping[str, Any]) -> None:
        if isinstance(team := body.get("team_id"), str):
            tasks.start(forget(team))

    @app.event("app_uninstalled")
    async def uninstalled(body: dict[str, Any]) -> None:
        leave(body)

    @app.event("tokens_revoked")
    async def revoked(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tokens", {}).get("bot"):
            leave(body)
