"""What happens in the bot comes in; counts and times go out, for Prometheus to read.

Labels are closed sets: nothing that a person wrote, and no id, becomes one.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.answer import Reply
from bot.ledger.deliveries import State

RETRY_REASONS = {
    "http_timeout", "too_many_redirects", "connection_failed", "ssl_error", "http_error",
    "unknown_error", "timeout",
}  # fmt: skip
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60)
"""Slack gives up on an acknowledgement after 3 seconds."""


class Metrics:
    """The counts of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.acks = Histogram(
            "casualty_bot_ack_seconds",
            "From a delivery's arrival to its acknowledgement",
            buckets=SECONDS,
            registry=registry,
        )
        self.answer_times = Histogram(
            "casualty_bot_answer_seconds",
            "From a question's arrival to the end of posting its answer",
            buckets=SECONDS,
            registry=registry,
        )
        self._answers = Counter(
            "casualty_bot_answers", "Questions by how they ended", ["state"], registry=registry
        )
        self._unanswered = Counter(
            "casualty_bot_unanswered",
            "Questions that no claim answers, by reason",
            ["reason"],
            registry=registry,
        )
        self.duplicates = Counter(
            "casualty_bot_duplicates", "Deliveries left because they were taken", registry=registry
        )
        self.deferred = Counter(
            "casualty_bot_deferred",
            "Deliveries not acknowledged because too much was under way",
            registry=registry,
        )
        self._retries = Counter(
            "casualty_bot_retries",
            "Deliveries that Slack repeated, by its reason",
            ["reason"],
            registry=registry,
        )
        self.limited = Counter(
            "casualty_bot_rate_limited", "Calls that Slack asked to repeat later", registry=registry
        )
        self.links = Counter(
            "casualty_bot_links", "Socket Mode connections made", registry=registry
        )

    def ended(self, state: State, questions: int = 1) -> None:
        """Count questions by how they ended."""
        self._answers.labels(str(state)).inc(questions)

    def replied(self, reply: Reply) -> None:
        """Count the questions of a message that no claim answers."""
        for answer in reply.answers:
            if answer.reason:
                self._unanswered.labels(str(answer.reason)).inc()

    def retried(self, reason: str | None) -> None:
        """Count a repeated delivery."""
        self._retries.labels(reason if reason in RETRY_REASONS else "other").inc()

    def watch(self, name: str, meaning: str, measure: Callable[[], float]) -> None:
        """Report what a function tells whenever the counts are read."""
        Gauge(f"casualty_bot_{name}", meaning, registry=self.registry).set_function(measure)

    def text(self) -> bytes:
        """Write all counts in the text format of Prometheus."""
        return generate_latest(self.registry)
