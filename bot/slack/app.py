"""The desk and Slack's clients come in; the one Bolt app behind both doors goes out."""

import logging
import re
from typing import NamedTuple

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.ledger import Ledger
from bot.slack import (
    actions,
    commands,
    home,
    leaving,
    mentions,
    messages,
    objections,
    readers,
    shortcut,
)
from bot.slack.answers import Answers
from bot.slack.errands import Errands
from bot.slack.metrics import Metrics
from bot.slack.posting import Doors
from bot.slack.readers import Here
from bot.slack.reply import Replies
from bot.slack.tasks import OverloadedError, Tasks

ANYTHING = re.compile("")
SCOPES = frozenset({"app_mentions:read", "chat:write", "commands", "im:history"})
"""What the bot cannot do without."""
EXTRA_SCOPES = frozenset({"assistant:write", "files:write"})
"""What the manifest asks for besides: suggested prompts and status, and pictures."""
OPTIONAL_SCOPES = frozenset({readers.SCOPE})
"""What is of use if it is granted, and not asked for."""


class Kept(NamedTuple):
    """What the app is given to keep its work in."""

    tasks: Tasks
    ledger: Ledger
    metrics: Metrics


def build(
    desk: Desk,
    client: AsyncWebClient,
    identity: AuthorizeResult,
    doors: Doors,
    kept: Kept,
    here: Here,
) -> AsyncApp:
    """Build the app of one workspace, whose ``identity`` Slack has confirmed.

    Listeners acknowledge and leave the answer to tasks. Requests are not verified here: the
    doors hand in what comes over the bot's own connection or carries Slack's signature.
    """

    async def authorize() -> AuthorizeResult:
        return identity

    bolt_log = logging.getLogger("slack_bolt")
    # Bolt warns whenever it sees a token in the environment beside the client it was given.
    bolt_log.setLevel(logging.ERROR)
    bolt_log.addFilter(_tells_more)
    app = AsyncApp(
        name="casualty-bot",
        logger=bolt_log,
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        process_before_response=True,
    )
    answers = Answers(desk, kept.ledger)
    replies = Replies(desk, answers, here.readers, *kept)
    pressing = actions.Buttons(app, desk, answers, kept.ledger, doors, here)
    mentions.register(app, replies, doors.channels)
    messages.register(app, replies, doors.channels)
    commands.register(app, replies, doors, here.today)
    errands = Errands(kept.tasks, kept.ledger, here.readers, doors)
    actions.register(app, pressing, errands)
    objections.register(app, answers, kept.ledger, kept.tasks, here.today)
    shortcut.register(app, desk, doors.response_urls, errands, here)
    home.register(app, desk, kept.tasks, here)
    leaving.register(app, kept.tasks, kept.ledger)
    for kind in (app.event, app.command, app.action, app.shortcut, app.view, app.options):
        kind(ANYTHING)(_acknowledge)
    return app


# --- private ---


async def _acknowledge(ack: AsyncAck) -> None:
    """Acknowledge what nobody answers: Slack repeats, and in the end complains of, silence."""
    await ack()


def _tells_more(record: logging.LogRecord) -> bool:
    """Leave out Bolt's trace of a delivery that is left to Slack: it is counted."""
    return not (record.exc_info and isinstance(record.exc_info[1], OverloadedError))
