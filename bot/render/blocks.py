"""A Reply comes in; the payload of ``chat.postMessage`` goes out: ``text`` and Block Kit blocks.

Both the top-level text and the first block carry figure, claimant, date and caveat, since screen
readers and phones read the text and desktop notifications the first block. Limits and escaping:
https://docs.slack.dev/reference/block-kit/blocks and
https://docs.slack.dev/messaging/formatting-message-text.
"""

from collections.abc import Iterable, Iterator

from bot.answer import Answer, Line, Reply
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
_CUT = " …"


def message(reply: Reply) -> dict[str, object]:
    """Lay a reply out for Slack, within its limits. What is left out is said."""
    blocks: list[Block] = []
    size = 0
    for block in _blocks(reply):
        size += len(str(block))
        if size > MESSAGE_LIMIT or len(blocks) == BLOCK_LIMIT:
            blocks.append(_context(_verbatim(reply.cut)))
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


# --- private ---


def _blocks(reply: Reply) -> Iterator[Block]:
    for index, answer in enumerate(reply.answers):
        if index:
            yield {"type": "divider"}
        yield from _answer(answer)


def _answer(answer: Answer) -> Iterator[Block]:
    body = [_verbatim(sentence) for sentence in answer.lead]
    for section in answer.sections:
        body += [""] if body else []
        body.append(f"*{_verbatim(section.title)}*")
        body += [_line(line) for line in section.lines]
    if answer.examples:
        body.insert(len(body) - 1, "")
    body += [f"• {_verbatim(example)}" for example in answer.examples]
    for chunk in _chunks(body):
        yield {"type": "section", "text": {"type": "mrkdwn", "text": chunk}}
    for chunk in _chunks([_verbatim(note) for note in answer.notes]):
        yield {"type": "section", "text": {"type": "mrkdwn", "text": chunk}}
    small = (*answer.methods, *answer.sources)
    for chunk in _chunks([_verbatim(words) for words in small]):
        yield _context(chunk)


def _line(line: Line) -> str:
    relation = f" ({_verbatim(line.relation)})" if line.relation else ""
    return (
        f"• *{_verbatim(line.claimant)}*{relation}: *{_verbatim(line.figure)}*, "
        f"{_verbatim(line.dates)}. _{_verbatim(line.verification)}_"
    )


def _context(words: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words}]}


_ZERO_WIDTH_SPACE = "\u200b"
_MARKUP = "*_~`@#"


def _verbatim(words: str) -> str:
    """Escape words and keep Slack from reading formatting, names or channels into them."""
    words = escape(words)
    for mark in _MARKUP:
        words = words.replace(mark, mark + _ZERO_WIDTH_SPACE)
    return words


def _chunks(lines: Iterable[str]) -> Iterator[str]:
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
