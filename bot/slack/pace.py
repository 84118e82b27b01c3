"""A channel comes in; whoever wants to post there waits until Slack would take it.

Slack takes about one message a second in a channel, and short bursts:
https://docs.slack.dev/apis/web-api/rate-limits.
"""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

BURST = 5
"""Messages that a channel takes at once."""
_CHANNELS = 5_000
"""Channels whose pace is known; the one that was silent longest is forgotten first."""
_MINUTE = 60.0


class Pace:
    """Keeps posts to each channel apart, so that none has to be refused and sent again."""

    def __init__(self, posts_a_minute: int) -> None:
        """Allow so many posts a minute to each channel, after a burst."""
        self._seconds = BURST * _MINUTE / posts_a_minute
        self._limiters: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def wait(self, channel: str) -> None:
        """Wait for a channel's turn."""
        limiter = self._limiters.setdefault(channel, AsyncLimiter(BURST, self._seconds))
        self._limiters.move_to_end(channel)
        while len(self._limiters) > _CHANNELS:
            self._limiters.popitem(last=False)
        await limiter.acquire()
