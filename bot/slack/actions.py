"""A pressed button comes in; sources, a timeline, a shared answer or thanks go out."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError

from bot.answer import Reply
from bot.desk import Desk
from bot.ledger import Ledger
from bot.ledger.deliveries import Outcome, State
from bot.question import Wanted
from bot.render import blocks, limits, views
from bot.slack import buttons, objections, pictures
from bot.slack.answers import Answers
from bot.slack.errands import Errand, Errands
from bot.slack.event import workspace
from bot.slack.network import said
from bot.slack.posting import Doors, Message, Post
from bot.slack.readers import Here
from bot.slack.refusals import Refused

log = logging.getLogger(__name__)


class Pressed(NamedTuple):
    """A press of a button: by whom, under which message, and what the button holds."""

    team: str
    user: str
    channel: str
    thread: str
    value: str
    trigger: str
    response_url: str
    private: bool
    bot: str
    name: tuple[str, ...]

    @classmethod
    def read(cls, body: Mapping[str, Any], context: AsyncBoltContext) -> "Pressed":
        """Read a ``block_actions`` payload."""
        action, container = body["actions"][0], body.get("container", {})
        message = body.get("message", {})
        thread = message.get("thread_ts") or container.get("thread_ts") or message.get("ts", "")
        user = body["user"]["id"]
        return cls(
            team=workspace(context),
            user=user,
            channel=(body.get("channel") or {}).get("id", ""),
            thread=thread or container.get("message_ts", ""),
            value=str(action.get("value", "")),
            trigger=body.get("trigger_id", ""),
            response_url=body.get("response_url", ""),
            private=bool(container.get("is_ephemeral")),
            bot=context.bot_user_id or "",
            name=(action.get("action_id", ""), action.get("action_ts", ""), user),
        )


class Buttons:
    """What happens when a button is pressed; a second press of the same does nothing."""

    def __init__(
        self,
        app: AsyncApp,
        desk: Desk,
        answers: Answers,
        ledger: Ledger,
        doors: Doors,
        here: Here,
    ) -> None:
        self._client = app.client
        self._desk = desk
        self._answers = answers
        self._readers = here.readers
        self._ledger = ledger
        self._doors = doors
        self._channels, self._response_urls = doors
        self._today = here.today

    async def sources(self, pressed: Pressed) -> None:
        """Open the sources and methods of an answer."""
        reply = await self._again(pressed, Wanted.SOURCE)
        if reply and not await self._opened(pressed, views.sources(reply, self._desk.version)):
            await self._privately(pressed, blocks.message(reply))

    async def timeline(self, pressed: Pressed) -> None:
        """Put the picture of an answer into its thread, or the steps in words."""
        if not pressed.private:
            plot = await self._answers.plot(pressed.team, pressed.value, self._today())
            if plot and await pictures.post(self._client, pressed.channel, pressed.thread, plot):
                return
        reply = await self._again(pressed, Wanted.HISTORY)
        if reply:
            await self._channels.turn(pressed.channel)
            posted = await self._beside(pressed)(blocks.message(reply))
            await self._told(pressed, posted)

    async def share(self, pressed: Pressed) -> None:
        """Post an answer that only the asker sees to the channel, and say who did."""
        reply = await self._again(pressed)
        if reply is None:
            return
        shared = reply.labels["shared"].format(user=f"<@{pressed.user}>")
        message = blocks.message(reply)
        shown = message["blocks"]
        context = {"type": "context", "elements": [{"type": "mrkdwn", "text": shared}]}
        message |= {"blocks": [context, *shown] if isinstance(shown, list) else shown}
        await self._channels.turn(pressed.channel)
        posted = await self._channels.to(pressed.channel, None)(message)
        if posted.state is State.REFUSED:  # as where the bot is no member: the address still works
            by_address = await self._response_urls.to(pressed.response_url)(
                message | {"response_type": "in_channel", "replace_original": False}
            )
            if by_address.state is State.REFUSED:
                await self._told(pressed, posted)

    async def feedback(self, pressed: Pressed) -> None:
        """Keep whether an answer was helpful, with the claims it cited; if not, ask what was wrong.

        The modal comes first, since Slack opens it for three seconds only; without it the click
        is kept all the same.
        """
        key, helpful = buttons.opinion(pressed.value)
        reply = await self._again(pressed._replace(value=key))
        if reply is None:
            return
        feedback = self._ledger.feedback
        if not helpful:
            asks = objections.modal(reply.labels, key, words=feedback.keeps_text)
            await self._opened(pressed, asks)
        await feedback.store(pressed.team, pressed.user, reply.claims, helpful=helpful)
        await self._privately(pressed, {"text": reply.labels["thanks"]})

    async def ask(self, pressed: Pressed) -> None:
        """Answer an example question of the Home tab."""
        examples = self._desk.examples(await self._readers.language(pressed.user))
        number = int(pressed.value) if pressed.value.isdecimal() else len(examples)
        if number < len(examples):
            reader = await self._readers.language(pressed.user)
            reply = self._desk.ask(examples[number], self._today(), reader=reader)
            if not await self._opened(pressed, views.answer(reply, reply.labels["home_ask_now"])):
                await self._privately(pressed, blocks.message(reply))

    # --- private ---

    async def _again(self, pressed: Pressed, wanted: Wanted | None = None) -> Reply | None:
        """Answer once more; if the question is no longer kept, say so."""
        today = self._today()
        reply = await self._answers.again(pressed.team, pressed.value, today, wanted)
        if reply is None:
            labels = await self._readers.labels(pressed.user)
            await self._privately(pressed, {"text": labels["gone"]})
        return reply

    def _beside(self, pressed: Pressed) -> Post:
        """Tell where more about an answer goes: its thread, or to who alone saw it."""
        if pressed.private:
            return self._response_urls.to(pressed.response_url, replace=False)
        return self._channels.to(pressed.channel, pressed.thread)

    async def _opened(self, pressed: Pressed, view: dict[str, object]) -> bool:
        """Open a modal; False where that is too late or Slack would not show it."""
        if wrong := limits.view_refusal(view):
            log.error("A view does not fit: %s.", wrong)
            return False
        try:
            await self._client.views_open(trigger_id=pressed.trigger, view=view)
        except (SlackApiError, ClientError, TimeoutError) as fault:
            log.warning("A view was not opened: %s.", said(fault))
            return False
        return True

    async def _told(self, pressed: Pressed, posted: Outcome) -> None:
        """Tell who pressed the button if Slack did not take what it was to show."""
        if posted.state is State.REFUSED:
            alone = self._response_urls.to(pressed.response_url, replace=False)
            labels = await self._readers.labels(pressed.user)
            refused = Refused(alone, pressed.channel, pressed.bot)
            await refused.tell(posted.refusal or "", labels)

    async def _privately(self, pressed: Pressed, message: Message) -> None:
        await self._doors.alone(pressed.user, pressed.response_url)(message)


def register(app: AsyncApp, pressing: Buttons, errands: Errands) -> None:
    """Have the app answer buttons: at once to Slack, then in the background."""
    does: dict[Any, Callable[[Pressed], Awaitable[None]]] = {
        buttons.SOURCES: pressing.sources,
        buttons.TIMELINE: pressing.timeline,
        buttons.SHARE: pressing.share,
        buttons.FEEDBACK: pressing.feedback,
        views.ASKS: pressing.ask,
    }
    for action, work in does.items():
        _listen(app, action, work, errands)


# --- private ---


def _listen(
    app: AsyncApp, action: Any, work: Callable[[Pressed], Awaitable[None]], errands: Errands
) -> None:
    @app.action(action)
    async def press(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        pressed = Pressed.read(body, context)
        errand = Errand(pressed.name, pressed.user, pressed.response_url)
        errands.take(errand, partial(work, pressed))
