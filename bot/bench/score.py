"""A case and a desk come in; a Verdict goes out: right, or what is wrong with the reply."""

from collections.abc import Iterator

from bot.answer import Reply
from bot.bench.cases import Case
from bot.desk import Desk
from bot.names import Frozen
from bot.question import Question
from bot.render.text import plain


class Verdict(Frozen):
    """How a reply compares with its case.

    ``abstained`` tells that no claim was cited, ``smuggled`` that one was where none may be.
    """

    case: Case
    problems: tuple[str, ...]
    abstained: bool
    smuggled: bool

    @property
    def right(self) -> bool:
        """Whether the reply is all that the case asks for."""
        return not self.problems


def judge(case: Case, desk: Desk) -> Verdict:
    """Ask the thread of a case and judge the reply to its last message."""
    previous: Question | None = None
    for turn in case.turns:
        reply = desk.ask(turn, case.today, previous=previous)
        previous = reply.thread
    return Verdict(
        case=case,
        problems=tuple(_problems(case, reply)),
        abstained=not reply.claims,
        smuggled=case.silent and bool(reply.claims),
    )


# --- private ---


def _problems(case: Case, reply: Reply) -> Iterator[str]:
    if reply.outcome not in case.outcome:
        yield f"outcome is {reply.outcome}, not {' or '.join(case.outcome)}"
    cited = set(reply.claims)
    for claim in sorted(set(case.claims) - cited):
        yield f"does not cite {claim}"
    for claim in sorted(cited - {*case.claims, *case.also_ok}):
        yield f"cites {claim}"
    said = plain(reply).casefold()
    for words in case.must_say:
        if words.casefold() not in said:
            yield f"does not say “{words}”"
    for words in case.must_not_say:
        if words.casefold() in said:
            yield f"says “{words}”"
    slots = reply.question.model_dump(mode="json")
    for slot, expected in case.slots.items():
        if slots.get(slot) != expected:
            yield f"reads {slot} as {slots.get(slot)}, not {expected}"
