"""A Reply comes in; plain text goes out: what a terminal, a screen reader and a phone show."""

from bot.answer import Answer, Line, Reply


def plain(reply: Reply) -> str:
    """Lay a reply out as plain text."""
    return "\n\n".join(_answer(answer) for answer in reply.answers)


def _answer(answer: Answer) -> str:
    sections = (
        "\n".join([f"{section.title}:", *(f"• {_line(line)}" for line in section.lines)])
        for section in answer.sections
    )
    heading = answer.lead[-1:] if answer.examples else ()
    lead = answer.lead[: len(answer.lead) - len(heading)]
    examples = (*heading, *(f"• {example}" for example in answer.examples))
    small_print = (*answer.methods, *answer.sources)
    parts = (
        *("\n".join(lines) for lines in (lead, examples)),
        *sections,
        *("\n".join(lines) for lines in (answer.notes, small_print)),
    )
    return "\n\n".join(part for part in parts if part)


def _line(line: Line) -> str:
    claimant = f"{line.claimant} ({line.relation})" if line.relation else line.claimant
    return f"{claimant}: {line.figure}, {line.dates}. {line.verification}"
