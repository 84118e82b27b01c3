"""The body of an Events API delivery comes in; an Event goes out if a person wrote it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from slack_bolt.async_app import AsyncBoltContext

# Bots, edits, joins, deletions and the like: nothing that a person has just typed.
NOT_A_QUESTION = ("bot_id", "subtype", "hidden", "edited")


class Event(BaseModel):
    """One message of a person. Times are Slack's: seconds since 1970 that also name a message.

    ``team`` is the workspace that has the bot, also where somebody of another one wrote.
    """

    model_config = ConfigDict(frozen=True)

    event_id: str = ""
    team: str
    channel: str
    channel_type: str = ""
    user: str = ""
    text: str = ""
    ts: str = Field(pattern=r"^\d{1,11}\.\d{1,9}$")
    thread_ts: str | None = None

    @classmethod
    def read(cls, body: Mapping[str, Any], context: AsyncBoltContext) -> Self | None:
        """Read a delivery, without the mention of the bot; None unless a person wrote it."""
        event = body["event"]
        if any(event.get(mark) for mark in NOT_A_QUESTION):
            return None
        own = {"event_id": body.get("event_id", ""), "team": workspace(context)}
        try:
            read = cls.model_validate({**event, **own})
        except ValidationError:
            return None
        return read.model_copy(update={"text": _without_mention(read.text, context.bot_user_id)})

    @property
    def thread(self) -> str:
        """The thread an answer belongs to: the one it was asked in, else the one it begins."""
        return self.thread_ts or self.ts

    @property
    def day(self) -> date:
        """The UTC date on which it was written."""
        return datetime.fromtimestamp(float(self.ts), UTC).date()

    @property
    def deliveries(self) -> tuple[tuple[str, ...], ...]:
        """The names under which Slack may deliver this message a second time."""
        message = (self.team, self.channel, self.ts)
        return ((self.event_id,), message) if self.event_id else (message,)


def workspace(context: AsyncBoltContext) -> str:
    """Return the id of the workspace that has the bot.

    What Slack delivers from a channel shared with another organisation may carry the id of theirs.
    """
    identity = context.authorize_result
    return (identity.team_id if identity else None) or ""


# --- private ---


def _without_mention(text: str, bot_user: str | None) -> str:
    """Drop whom the text is addressed to, and the bot's own name wherever it stands."""
    addressed = re.sub(r"^\s*<@\w+(?:\|[^>]*)?>[\s,:]*", "", text)
    return re.sub(rf"<@{bot_user}(?:\|[^>]*)?>", " ", addressed).strip()
