"""A mention of the bot in a channel comes in; the answer goes into its thread."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.slack import pictures
from bot.slack.event import Event
from bot.slack.posting import Channels
from bot.slack.refusals import Refused
from bot.slack.reply import Asked, Replies


def register(app: AsyncApp, replies: Replies, channels: Channels) -> None:
    """Have the app answer mentions; a follow-up is understood within the thread."""

    @app.event("app_mention")
    async def answer(body: dict[str, Any], context: AsyncBoltContext) -> None:
        event = Event.read(body, context)
        if event is None:
            return
        place = (event.team, event.channel, event.thread)
        aside = channels.aside(event.channel, event.thread_ts, event.user)
        await replies.take(
            Asked(
                event.text,
                event.day,
                event.channel,
                event.deliveries,
                follows=place,
                kept=(place,),
                team=event.team,
                user=event.user,
                turn=partial(channels.turn, event.channel),
                draw=partial(pictures.post, app.client, event.channel, event.thread),
                refused=Refused(aside, event.channel, context.bot_user_id or ""),
            ),
            channels.to(event.channel, event.thread),
        )
