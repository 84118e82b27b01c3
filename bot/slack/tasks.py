"""Work that outlives the acknowledgement: started at once, held, and drained at the end."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

log = logging.getLogger(__name__)

LIMIT = 500
"""Answers that may be under way before further questions are turned away."""


class OverloadedError(Exception):
    """Too much is under way to take anything: no ack is given, so that Slack delivers it again."""


class Tasks:
    """Answers under way. The event loop holds tasks weakly, so somebody has to hold them."""

    def __init__(self, limit: int = LIMIT, deferred: Callable[[], None] | None = None) -> None:
        """Hold tasks; ``limit`` is how many there may be before others are turned away.

        ``deferred`` is called whenever there is no room even to turn somebody away.
        """
        self.limit = limit
        self._deferred = deferred
        self._running: set[asyncio.Task[None]] = set()

    @property
    def depth(self) -> int:
        """How many are under way."""
        return len(self._running)

    @property
    def is_full(self) -> bool:
        """Whether who asks for more is to be told that there is too much under way."""
        return self.depth >= self.limit

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Start work in the background; a fault in it is logged."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)

    def admit(self) -> None:
        """Raise OverloadedError where not even those who are told to wait can be told any more."""
        if self.depth < 2 * self.limit:
            return
        if self._deferred:
            self._deferred()
        raise OverloadedError

    async def drain(self, seconds: float) -> None:
        """Wait for all work; what is not done after so many seconds is given up."""
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.error("Answers left unfinished after %g seconds: %d.", seconds, len(late))
            await asyncio.wait(late)

    # --- private ---

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("An answer failed.", exc_info=fault)
