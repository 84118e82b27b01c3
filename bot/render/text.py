"""A Reply comes in; plain text goes out: what a terminal, a screen reader and a phone show."""

from bot.answer import Answer, Line, Reply


def plain(reply: Reply) -> str:
    """Lay a reply out as plain text."""
    return "\n\n".join(_answer(answer) for answer in reply.answers)


def _answer(answer: Answer) -> str:
    parts = [*answer.lead]
    for section in answer.sections:
        parts.append(f"{section.title}:")
        parts += [f"• {_line(line)}" for line in section.lines]
    parts += [f"• {example}" for example in answer.examples]
    parts += answer.notes
    parts += answer.methods
    parts += answer.sources
    return "\n".join(parts)


def _line(line: Line) -> str:
    claimant = f"{line.claimant} ({line.relation})" if line.relation else line.claimant
    return f"{claimant}: {line.figure}, {line.dates}. {line.verification}"
