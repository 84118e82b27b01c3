"""A workspace that removes the app comes in; all that was kept of it is deleted."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.ledger import Ledger
from bot.ledger.database import DatabaseDownError
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)


def register(app: AsyncApp, tasks: Tasks, ledger: Ledger) -> None:
    """Have the app forget a workspace that uninstalls it."""

    async def forget(team: str) -> None:
        try:
            await ledger.forget(team)
        except DatabaseDownError:
            log.error("A workspace left, and what is kept of it could not be deleted.")
        else:
            log.info("A workspace left; what was kept of it is deleted.")

    @app.event("app_uninstalled")
    async def leave(body: dict[str, Any]) -> None:
        if isinstance(team := body.get("team_id"), str):
            tasks.start(forget(team))
