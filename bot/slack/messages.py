"""A direct message to the bot comes in; the answer goes into its thread."""

import logging
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackClientError

from bot.slack import pictures
from bot.slack.event import Event
from bot.slack.network import said
from bot.slack.posting import Channels
from bot.slack.reply import Asked, Replies

log = logging.getLogger(__name__)


def register(app: AsyncApp, replies: Replies, channels: Channels) -> None:
    """Have the app answer direct messages.

    A follow-up is understood in its thread and, since people type one message below the other in a
    direct conversation, also outside of any: there it continues the last question of the whole.
    """

    @app.event("message")
    async def answer(body: dict[str, Any], context: AsyncBoltContext) -> None:
        event = Event.read(body, context)
        if event is None or event.channel_type != "im":
            return
        whole = (event.team, event.channel, "")
        thread = (event.team, event.channel, event.thread)
        await replies.take(
            Asked(
                event.text,
                event.day,
                event.channel,
                event.deliveries,
                follows=thread if event.thread_ts else whole,
                kept=(thread, whole),
                team=event.team,
                user=event.user,
                working=partial(_working, app, event),
                turn=partial(channels.turn, event.channel),
                draw=partial(pictures.post, app.client, event.channel, event.thread),
            ),
            channels.to(event.channel, event.thread),
        )


# --- private ---


async def _working(app: AsyncApp, event: Event, words: str) -> None:
    """Show that a question is being looked up; Slack takes it away when the answer is posted."""
    try:
        await app.client.assistant_threads_setStatus(
            channel_id=event.channel, thread_ts=event.thread, status=words
        )
    except (SlackClientError, ClientError, TimeoutError) as fault:
        log.debug("A status was not shown: %s.", said(fault))
