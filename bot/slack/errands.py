"""What a button or a shortcut asks for comes in; it is done once, or who asked is told why not."""

import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from bot.ledger import Ledger
from bot.slack.posting import Doors
from bot.slack.readers import Readers
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)


class Errand(NamedTuple):
    """A click: the names it is known by, whose it was, and where they can be told of it."""

    name: tuple[str, ...]
    user: str
    response_url: str


class Errands:
    """The way from a click to what it does that all surfaces with buttons and menus share."""

    def __init__(self, tasks: Tasks, ledger: Ledger, readers: Readers, doors: Doors) -> None:
        self._tasks = tasks
        self._ledger = ledger
        self._readers = readers
        self._doors = doors

    def take(self, errand: Errand, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work in the background, and only once; with too much under way, say so instead.

        Raises OverloadedError if as many are still to be told.
        """
        self._tasks.admit()
        if not self._ledger.deliveries.notice(errand.name):
            return
        full = self._tasks.is_full
        self._tasks.start(self._tell(errand, "busy") if full else self._do(errand, work))

    # --- private ---

    async def _do(self, errand: Errand, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception:
            log.exception("What a click asked for could not be done.")
            await self._tell(errand, "sorry")

    async def _tell(self, errand: Errand, label: str) -> None:
        words = (await self._readers.labels(errand.user))[label]
        await self._doors.alone(errand.user, errand.response_url)({"text": words})
