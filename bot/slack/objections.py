"""What was wrong with an answer comes in, from a modal; it is kept for the curators."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.ledger import Ledger
from bot.ledger.feedback import Objection
from bot.render import views
from bot.slack.answers import Answers
from bot.slack.event import workspace
from bot.slack.tasks import Tasks

CALLBACK = "objection"


class Sent(NamedTuple):
    """A modal that was sent: by whom, about which answer, and what it says."""

    team: str
    user: str
    key: str
    objection: Objection
    words: str
    view: str

    @classmethod
    def read(cls, body: Mapping[str, Any], context: AsyncBoltContext) -> "Sent":
        """Read a ``view_submission`` payload; a reason that is unknown is another one."""
        view = body["view"]
        values = view["state"]["values"]
        chosen = values[views.WHY][views.WHY]["selected_option"]["value"]
        words = values.get(views.WORDS, {}).get(views.WORDS, {}).get("value")
        return cls(
            team=workspace(context),
            user=body["user"]["id"],
            key=str(view.get("private_metadata", "")),
            objection=Objection(chosen) if chosen in set(Objection) else Objection.OTHER,
            words=words or "",
            view=str(view.get("id", "")),
        )


def modal(labels: Mapping[str, str], key: str, *, words: bool) -> dict[str, object]:
    """Lay out the modal that asks; for ``words`` only where they will be kept."""
    return views.objection(labels, CALLBACK, key, Objection, words=words)


def register(
    app: AsyncApp, answers: Answers, ledger: Ledger, tasks: Tasks, today: Callable[[], date]
) -> None:
    """Have the app keep what people say was wrong; the click itself is kept already."""

    async def keep(sent: Sent) -> None:
        reply = await answers.again(sent.team, sent.key, today())
        if reply is not None:
            await ledger.feedback.explain(
                sent.team, sent.user, reply.claims, sent.objection, sent.words
            )

    @app.view(CALLBACK)
    async def submitted(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        sent = Sent.read(body, context)
        if ledger.deliveries.notice((CALLBACK, sent.view, sent.user)):
            tasks.start(keep(sent))
