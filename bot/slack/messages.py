"""A direct message to the bot comes in; the answer goes into its thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.slack.event import Event
from bot.slack.posting import to_thread
from bot.slack.reply import Asked, Replies


def register(app: AsyncApp, replies: Replies) -> None:
    """Have the app answer direct messages.

    A follow-up is understood in its thread and, since people type one message below the other in a
    direct conversation, also outside of any: there it continues the last question of the whole.
    """

    @app.event("message")
    async def answer(body: dict[str, Any], context: AsyncBoltContext) -> None:
        event = Event.read(body, context.bot_user_id)
        if event is None or event.channel_type != "im":
            return
        whole = (event.team, event.channel, "")
        thread = (event.team, event.channel, event.thread)
        replies.take(
            Asked(
                event.text,
                event.day,
                event.channel,
                event.deliveries,
                follows=thread if event.thread_ts else whole,
                kept=(thread, whole),
                team=event.team,
                user=event.user,
            ),
            to_thread(app.client, event.channel, event.thread),
        )
