"""The slash command comes in; the answer goes, for the asker's eyes only, to its response_url."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack.event import workspace
from bot.slack.posting import Doors
from bot.slack.refusals import Refused
from bot.slack.reply import Asked, Replies

COMMAND = "/casualties"


def register(app: AsyncApp, replies: Replies, doors: Doors, today: Callable[[], date]) -> None:
    """Have the app answer the slash command. Slack sends no date with it: ``today`` tells it."""

    @app.command(COMMAND)
    async def answer(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        response_url = command["response_url"]
        channel, user = command.get("channel_id", ""), command.get("user_id", "")
        aside = doors.channels.aside(channel, None, user)
        await replies.take(
            Asked(
                command.get("text", ""),
                today(),
                response_url,
                ((COMMAND, response_url),),
                team=workspace(context),
                user=user,
                private=True,
                refused=Refused(aside, channel, context.bot_user_id or ""),
            ),
            doors.response_urls.to(response_url),
        )
