"""What is to go wrong comes in; the fault of each call goes out."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: an error name, a status, or the connection."""

    error: str | None = None
    status: int | None = None  # with a body that is no JSON
    retry_after: int | None = None
    reset: str | None = None  # "before" or "after" the call was carried out
    redirect: str | None = None
    until: asyncio.Event | None = None  # the call waits for it
    answer_until: asyncio.Event | None = None  # its answer does, once it was carried out


@dataclass
class Faults:
    """The faults in wait for each method; ``weather`` tells of those that nobody put there."""

    queued: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    weather: Callable[[str], Fault] | None = None
    held: dict[str, asyncio.Event] = field(default_factory=dict)

    def __getitem__(self, method: str) -> deque[Fault]:
        """Return the faults that the next calls of a method meet, to add to them."""
        return self.queued[method]

    def hold(self, method: str) -> None:
        """Let every further call of a method wait until it is released."""
        self.held[method] = asyncio.Event()

    def release(self) -> None:
        """Let the calls that are held go on."""
        for held in self.held.values():
            held.set()
        self.held.clear()

    def of(self, method: str) -> Fault:
        """Tell what goes wrong with this call of a method."""
        if self.queued[method]:
            return self.queued[method].popleft()
        if self.weather is not None and method not in self.held:
            return self.weather(method)
        return Fault(until=self.held.get(method))
