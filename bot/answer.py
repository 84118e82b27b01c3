"""The Answer: what a reply says, in order, with the claims it rests on. Words, not layout."""

from collections.abc import Mapping
from enum import StrEnum

from bot.match import Considered, Reason
from bot.names import Frozen
from bot.question import Question


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PREMISE_CORRECTED = "premise_corrected"
    NOTHING_ON_FILE = "nothing_on_file"
    OUT_OF_SCOPE = "out_of_scope"


class Line(Frozen):
    """One claim: whose figure, as of when, by which speaker, and whether it could be verified.

    ``verification`` is a sentence of its own; the rest belongs into one.
    """

    claim: str
    claimant: str
    relation: str | None
    figure: str
    dates: str
    verification: str


class Section(Frozen):
    """The lines about one population in one event; ``heads`` name their parts in a table."""

    title: str
    lines: tuple[Line, ...]
    heads: tuple[str, ...] = ()


class Answer(Frozen):
    """The answer to one question.

    ``lead`` comes first and is safe alone; ``notes`` belong to the lines; ``sources`` and
    ``methods`` are the small print. ``claims`` lists the ids of every claim whose figure stands
    in the answer.
    """

    outcome: Outcome
    reason: Reason | None = None
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    question: Question
    considered: tuple[Considered, ...] = ()


class Holdings(Frozen):
    """What a store holds: how many claims and claimants, how fresh, how far checked.

    ``newest`` is the last UTC day that a figure describes, written out; ``unopened`` the number of
    claims whose original nobody has opened yet; ``version`` tells the claims file from any other.
    """

    title: str
    about: str
    claims: int
    claimants: int
    newest: str
    unopened: int
    version: str
    examples: tuple[str, ...]
    labels: Mapping[str, str]


class Reply(Frozen):
    """The reply to one message: an answer for each question in it.

    ``thread`` is the question that a follow-up inherits from: the last one, unless it asked
    nothing that can be followed, as a greeting does. ``labels`` are the words around answers: on
    buttons, in views, and where a message was cut to fit.
    """

    answers: tuple[Answer, ...]
    thread: Question
    labels: Mapping[str, str]

    @property
    def outcome(self) -> Outcome:
        """The outcome of the whole: a correction first, then an answer, then a silence."""
        outcomes = [answer.outcome for answer in self.answers]
        return min(outcomes, key=list(_PRECEDENCE).index)

    @property
    def question(self) -> Question:
        """The last question, read into slots."""
        return self.answers[-1].question

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of every claim cited, each once."""
        return tuple(dict.fromkeys(id_ for answer in self.answers for id_ in answer.claims))


_PRECEDENCE = (
    Outcome.PREMISE_CORRECTED,
    Outcome.ANSWERED,
    Outcome.NOTHING_ON_FILE,
    Outcome.OUT_OF_SCOPE,
)
