"""What is on file, or a Reply, comes in; the payload of a Home tab or a modal goes out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answer import Answer, Holdings, Reply
from bot.render import blocks
from bot.render.blocks import Block, chunks, verbatim

ASKS = re.compile(r"ask_\d+")
"""What the buttons of example questions are called."""
_TITLE = 24
"""Characters of a modal's title and of its closing button."""
_LABEL = 70
"""Characters of a button; Slack refuses more than 75."""


def home(holdings: Holdings, command: str, ask: Mapping[str, str]) -> dict[str, object]:
    """Lay out the Home tab. ``ask`` gives, for each example question, what its button holds."""
    labels = holdings.labels
    newest = f"{holdings.newest:%d %B %Y}".lstrip("0") if holdings.newest else ""
    counts = labels["home_claims"].format(
        claims=f"{holdings.claims:,}", claimants=holdings.claimants, date=newest
    )
    unopened = labels["home_unopened"].format(n=f"{holdings.unopened:,}")
    covers = [f"*{verbatim(holdings.title)}*", verbatim(holdings.about), counts, unopened]
    page: list[Block] = [
        _header(labels["home_covers"]),
        *_sections(filter(None, covers)),
        {"type": "divider"},
        *_sections([labels["home_ask"].format(command=f"`{command}`")]),
        *(_button(example, ask[example]) for example in holdings.examples if example in ask),
        {"type": "divider"},
        _header(labels["home_read"]),
        *_sections([labels["home_reading"]]),
        _header(labels["home_curators"]),
        *_sections([labels["home_curating"]]),
    ]
    return {"type": "home", "blocks": page}


def sources(reply: Reply) -> dict[str, object]:
    """Lay out where the figures of an answer are from and how they were counted."""
    page = [block for answer in reply.answers for block in _small_print(answer)]
    return _modal(reply.labels["sources"], page or _nothing(reply), reply.labels)


def answer(reply: Reply, title: str) -> dict[str, object]:
    """Lay a whole reply out as a modal."""
    shown = blocks.message(reply)["blocks"]
    page = [part for block in shown for part in _parts(block)] if isinstance(shown, list) else []
    return _modal(title, page, reply.labels)


# --- private ---


def _modal(title: str, page: Sequence[Block], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": blocks.cut(title, _TITLE)},
        "close": {"type": "plain_text", "text": labels["close"]},
        "blocks": list(page),
    }


def _small_print(answer: Answer) -> Iterator[Block]:
    yield from _sections([verbatim(words) for words in (*answer.methods, *answer.sources)])
    yield from _sections([verbatim(words) for words in answer.lead])
    yield from _sections([verbatim(note) for note in answer.notes])


def _nothing(reply: Reply) -> list[Block]:
    return [*_sections([reply.labels["nothing"]])]


def _parts(block: Block) -> Iterator[Block]:
    """Keep a block, but write out a table, which no modal takes."""
    rows = block.get("rows")
    if block["type"] != "table" or not isinstance(rows, list):
        yield block
        return
    yield from _sections(
        f"• {verbatim(', '.join(cell['text'] for cell in row))}" for row in rows[1:]
    )


def _sections(lines: Iterable[str]) -> Iterator[Block]:
    for chunk in chunks(lines):
        yield {"type": "section", "text": {"type": "mrkdwn", "text": chunk}}


def _header(words: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": words}}


def _button(words: str, value: str) -> Block:
    button = {
        "type": "button",
        "action_id": f"ask_{value}",
        "text": {"type": "plain_text", "text": blocks.cut(words, _LABEL)},
        "value": value,
    }
    return {"type": "actions", "elements": [button]}
