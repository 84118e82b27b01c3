"""A Plot comes in; its picture goes into a thread, if the workspace lets the bot write files."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import chart
from bot.chart import Media, Plot
from bot.slack.network import said

log = logging.getLogger(__name__)


async def post(client: AsyncWebClient, channel: str, thread: str, plot: Plot) -> bool:
    """Draw and upload; False if that failed, as without the scope for files."""
    try:
        picture = await asyncio.to_thread(chart.make, plot, Media.PNG, chart.DEFAULT_WIDTH)
        await client.files_upload_v2(
            channel=channel,
            thread_ts=thread,
            content=picture.content,
            filename="claims.png",
            title=picture.title,
            alt_txt=picture.alt_text,
            initial_comment=picture.caption,
        )
    except chart.DrawError as fault:
        log.warning("A picture could not be drawn: %s", fault)
        return False
    except (SlackClientError, ClientError, TimeoutError) as fault:
        log.warning("A picture could not be posted: %s.", said(fault))
        return False
    return True
