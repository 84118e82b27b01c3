"""Slack's reason for refusing an answer comes in; what its asker can do about it goes out."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.slack.posting import Post

# docs.slack.dev/reference/methods/chat.postMessage.
# Who is not in a private channel is told that there is none.
_KINDS = {
    "not_in_channel": "invite",
    "channel_not_found": "invite",
    "is_archived": "archived",
    "no_permission": "restricted",
}
_RESTRICTED = "restricted_action"
"""How the names of all errors begin by which the settings of a channel or workspace forbid it."""


class Refused(NamedTuple):
    """Where a refusal is told: by which ``post``, about which channel, by which bot user."""

    post: Post
    channel: str
    bot: str

    async def tell(self, code: str, labels: Mapping[str, str]) -> None:
        """Say in a sentence why there is no answer in the channel, and how to get one."""
        kind = "restricted" if code.startswith(_RESTRICTED) else _KINDS.get(code, "other")
        words = labels[f"refused_{kind}"]
        said = words.format(channel=f"<#{self.channel}>", bot=f"<@{self.bot}>", code=code)
        await self.post({"text": said})
