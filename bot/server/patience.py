"""A call that Slack limits comes in; it is made again when Slack says, and counted."""

from collections.abc import Callable

from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from bot.slack.posting import RETRIES_WHEN_LIMITED


class Patience(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Retry-After says, some times; nothing was done by a call so answered."""

    def __init__(self, limited: Callable[[], None]) -> None:
        super().__init__(max_retry_count=RETRIES_WHEN_LIMITED)
        self._limited = limited

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Count it, and wait."""
        self._limited()
        await super().prepare_for_next_attempt_async(
            state=state, request=request, response=response, error=error
        )
