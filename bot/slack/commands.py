"""The slash command comes in; the answer goes, for the asker's eyes only, to its response_url."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.posting import ResponseUrls
from bot.slack.reply import Asked, Replies

COMMAND = "/casualties"


def register(
    app: AsyncApp, replies: Replies, response_urls: ResponseUrls, today: Callable[[], date]
) -> None:
    """Have the app answer the slash command. Slack sends no date with it: ``today`` tells it."""

    @app.command(COMMAND)
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        response_url = command["response_url"]
        replies.take(
            Asked(
                command.get("text", ""),
                today(),
                response_url,
                ((COMMAND, response_url),),
                team=command.get("team_id", ""),
                user=command.get("user_id", ""),
                private=True,
            ),
            response_urls.to(response_url),
        )
