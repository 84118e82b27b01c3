"""A Reply comes in; text goes out that shows how the question was read and why each claim counted.

For curators: which words filled which slot, and which slot each claim that was left disagreed with.
"""

from bot.answer import Answer, Reply


def plain(reply: Reply) -> str:
    """Explain a reply."""
    return "\n\n".join(_answer(answer) for answer in reply.answers)


def _answer(answer: Answer) -> str:
    question = answer.question
    parts = [f"Question: {question.text}", f"Wanted: {question.wanted}", "Slots:"]
    parts += [
        f"  {evidence.slot} = {evidence.value}, from “{evidence.words}”"
        + (f" read as “{evidence.repaired}”" if evidence.repaired else "")
        for evidence in question.evidence
    ] or ["  none"]
    parts += [f"Unexplained: “{unknown.words}” ({unknown.role})" for unknown in question.unknown]
    outcome = f"{answer.outcome}" + (f" ({answer.reason})" if answer.reason else "")
    parts += [f"Outcome: {outcome}", "Claims:"]
    parts += [
        f"  left  {considered.claim}: {', '.join(considered.left)}"
        if considered.left
        else f"  kept  {considered.claim}"
        for considered in sorted(answer.considered, key=lambda one: bool(one.left))
    ]
    return "\n".join(parts)
