"""What the bot remembers of its conversations: deliveries taken, and the last question of each."""

from collections import OrderedDict

from bot.question import Question

# A place is the team, the channel and the thread of a conversation.
Place = tuple[str, str, str]

DELIVERIES_KEPT = 20_000
THREADS_KEPT = 5_000


class Deliveries:
    """The newest deliveries already taken: Slack repeats what it believes to be lost."""

    def __init__(self, limit: int = DELIVERIES_KEPT) -> None:
        self._taken: OrderedDict[tuple[str, ...], None] = OrderedDict()
        self._limit = limit

    def take(self, *names: tuple[str, ...]) -> bool:
        """Take a delivery by all its names; False if it was taken before under any of them."""
        new = not any(name in self._taken for name in names)
        self._taken.update(dict.fromkeys(names))
        while len(self._taken) > self._limit:
            self._taken.popitem(last=False)
        return new


class Threads:
    """The last question of each conversation, kept for as many places as the limit says."""

    def __init__(self, limit: int = THREADS_KEPT) -> None:
        self._questions: OrderedDict[Place, Question] = OrderedDict()
        self._limit = limit

    def last(self, place: Place) -> Question | None:
        """Return the question that a follow-up in this place continues."""
        return self._questions.get(place)

    def remember(self, place: Place, question: Question) -> None:
        """Let the next follow-up in this place continue this question."""
        self._questions[place] = question
        self._questions.move_to_end(place)
        while len(self._questions) > self._limit:
            self._questions.popitem(last=False)
