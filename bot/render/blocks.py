"""A Reply comes in; the payload of ``chat.postMessage`` goes out: ``text`` and Block Kit blocks.

Both the top-level text and the first block carry figure, claimant, date and caveat, since screen
readers and phones read the text and desktop notifications the first block. Limits and escaping:
https://docs.slack.dev/reference/block-kit/blocks and
https://docs.slack.dev/messaging/formatting-message-text.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.answer import Answer, Line, Reply, Section
from bot.render import text

Block = dict[str, object]

TEXT_LIMIT = 3_900
"""Characters of the top-level text; Slack recommends at most 4,000."""
SECTION_LIMIT = 2_900
"""Characters of a section or context element; Slack refuses more than 3,000."""
MESSAGE_LIMIT = 11_000
"""Characters of all blocks; Slack has been seen to refuse some 13,000."""
BLOCK_LIMIT = 48
"""Blocks of a message; Slack refuses more than 50."""
UNFURL_NOTHING: dict[str, object] = {"unfurl_links": False, "unfurl_media": False}
"""Keeps Slack from expanding the addresses of sources into previews."""
_TABLE = 3
"""Claimants from which on a section is laid out as a table; a message may have one."""
_CELL = 300
"""Characters of a table's cell; Slack takes 10,000 in all cells together."""
_CUT = " …"


def message(reply: Reply, buttons: Sequence[Sequence[Block]] = ()) -> dict[str, object]:
    """Lay a reply out for Slack, within its limits. What is left out is said.

    ``buttons`` are the blocks that stand under each answer, where somebody can press them.
    """
    blocks: list[Block] = []
    size = 0
    for block in _blocks(reply, buttons):
        size += len(str(block))
        if size > MESSAGE_LIMIT or len(blocks) == BLOCK_LIMIT:
            blocks.append(context(reply.labels["cut"]))
            break
        blocks.append(block)
    return {
        "text": cut(escape(text.plain(reply)), TEXT_LIMIT),
        "blocks": blocks,
        **UNFURL_NOTHING,
    }


def escape(words: str) -> str:
    """Escape what Slack would read as markup: the three characters it names."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(words: str, limit: int) -> str:
    """Shorten escaped text to a limit without cutting an entity in two."""
    if len(words) <= limit:
        return words
    shortened = words[: limit - len(_CUT)]
    entity = shortened.rfind("&", len(shortened) - 5)
    if entity != -1 and ";" not in shortened[entity:]:
        shortened = shortened[:entity]
    return shortened.rstrip() + _CUT


def context(words: str) -> Block:
    """Lay words out as small print."""
    return _context(verbatim(words))


def verbatim(words: str) -> str:
    """Escape words and keep Slack from reading formatting, names or channels into them."""
    words = escape(words)
    for mark in _MARKUP:
        words = words.replace(mark, mark + _ZERO_WIDTH_SPACE)
    return words


def chunks(lines: Iterable[str]) -> Iterator[str]:
    """Join lines to texts that each fit one block."""
    chunk = ""
    for whole in lines:
        line = cut(whole, SECTION_LIMIT)
        if chunk and len(chunk) + 1 + len(line) > SECTION_LIMIT:
            yield chunk
            chunk = ""
        chunk = f"{chunk}\n{line}" if chunk else line
    if chunk:
        yield chunk


# --- private ---


def _blocks(reply: Reply, buttons: Sequence[Sequence[Block]]) -> Iterator[Block]:
    table = next((s for a in reply.answers for s in a.sections if _side_by_side(s)), None)
    for index, answer in enumerate(reply.answers):
        if index:
            yield {"type": "divider"}
        yield from _answer(answer, table)
        yield from buttons[index] if index < len(buttons) else ()


def _answer(answer: Answer, table: Section | None) -> Iterator[Block]:
    body = [verbatim(sentence) for sentence in answer.lead]
    for section in answer.sections:
        body += [""] if body else []
        body.append(f"*{verbatim(section.title)}*")
        if section is table:
            yield from _texts(body)
            yield _table(section)
            body = []
        else:
            body += [_line(line) for line in section.lines]
    if answer.examples:
        body.insert(len(body) - 1, "")
    body += [f"• {verbatim(example)}" for example in answer.examples]
    yield from _texts(body)
    yield from _texts([verbatim(note) for note in answer.notes])
    small = (*answer.methods, *answer.sources)
    for chunk in chunks([verbatim(words) for words in small]):
        yield _context(chunk)


def _texts(lines: Iterable[str]) -> Iterator[Block]:
    for chunk in chunks(lines):
        yield {"type": "section", "text": {"type": "mrkdwn", "text": chunk}}


def _side_by_side(section: Section) -> bool:
    """Tell whether so many claimants stand side by side that a table reads better than lines."""
    return len({line.claimant for line in section.lines}) >= _TABLE


def _table(section: Section) -> Block:
    rows = [section.heads, *map(_row, section.lines)]
    cells = [[{"type": "raw_text", "text": _uncalled(words)} for words in row] for row in rows]
    wrapped = [{"is_wrapped": True} for _ in section.heads]
    return {"type": "table", "rows": cells, "column_settings": wrapped}


def _uncalled(words: str) -> str:
    """Keep a name in raw text from calling anybody, should it ever be read."""
    return cut(words.replace("@", f"@{_ZERO_WIDTH_SPACE}"), _CELL)


def _row(line: Line) -> tuple[str, ...]:
    relation = f" ({line.relation})" if line.relation else ""
    return f"{line.claimant}{relation}", line.figure, f"{line.dates}. {line.verification}"


def _line(line: Line) -> str:
    relation = f" ({verbatim(line.relation)})" if line.relation else ""
    return (
        f"• *{verbatim(line.claimant)}*{relation}: *{verbatim(line.figure)}*, "
        f"{verbatim(line.dates)}. _{verbatim(line.verification)}_"
    )


def _context(words: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words}]}


_ZERO_WIDTH_SPACE = "\u200b"
_MARKUP = "*_~`@#"
