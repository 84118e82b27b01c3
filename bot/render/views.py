"""What is on file, or a Reply, comes in; the payload of a Home tab or a modal goes out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answer import Answer, Holdings, Reply
from bot.render import blocks
from bot.render.blocks import Block, chunks, escape, verbatim

ASKS = re.compile(r"ask_\d+")
"""What the buttons of example questions are called."""
WHY, WORDS = "why", "words"
"""What the reason and the words of an objection are called."""
_MOST_WORDS = 1_000
"""Characters that somebody may write about an answer."""
_TITLE = 24
"""Characters of a modal's title and of its closing button."""
_LABEL = 70
"""Characters of a button; Slack refuses more than 75."""


def home(
    holdings: Holdings, command: str, ask: Mapping[str, str], support: str = ""
) -> dict[str, object]:
    """Lay out the Home tab. ``ask`` gives, for each example question, what its button holds.

    ``support`` says whom to turn to, in the words of the operator, whose addresses stay whole.
    """
    labels = holdings.labels
    counts = labels["home_claims"].format(
        claims=f"{holdings.claims:,}", claimants=holdings.claimants, date=holdings.newest
    )
    unopened = labels["home_unopened"].format(n=f"{holdings.unopened:,}")
    version = labels["version"].format(version=holdings.version)
    about = verbatim(holdings.about)
    covers = [f"*{verbatim(holdings.title)}*", about, counts, unopened, version]
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
        _header(labels["home_support"]),
        *_sections([escape(support) or labels["home_installer"]]),
    ]
    return {"type": "home", "blocks": page}


def sources(reply: Reply, version: str) -> dict[str, object]:
    """Lay out where the figures of an answer are from, how they were counted, and which file it is.

    People may have kept an older answer: ``version`` names the claims file that this is made from.
    """
    page = [block for answer in reply.answers for block in _small_print(answer)]
    made_from = _sections([reply.labels["version"].format(version=version)])
    return _modal(reply.labels["sources"], [*(page or _nothing(reply)), *made_from], reply.labels)


def objection(
    labels: Mapping[str, str], callback: str, key: str, reasons: Iterable[str], *, words: bool
) -> dict[str, object]:
    """Lay out the question what was wrong with an answer, for one of some reasons.

    ``callback`` and ``key`` come back with what is chosen; with ``words`` people may write, too.
    """
    options = [{"text": _plain(labels[f"objection_{why}"]), "value": why} for why in reasons]
    choice: Block = {"type": "radio_buttons", "action_id": WHY, "options": options}
    page: list[Block] = [_input(WHY, labels["objection"], choice)]
    if words:
        field: Block = {"type": "plain_text_input", "action_id": WORDS, "multiline": True}
        asked = _input(WORDS, labels["objection_words"], field | {"max_length": _MOST_WORDS})
        page.append(asked | {"optional": True, "hint": _plain(labels["objection_hint"])})
    modal = _modal(labels["objection"], page, labels)
    sent = {"callback_id": callback, "private_metadata": key}
    return modal | sent | {"submit": _plain(blocks.cut(labels["send"], _TITLE))}


def answer(reply: Reply, title: str) -> dict[str, object]:
    """Lay a whole reply out as a modal."""
    shown = blocks.message(reply)["blocks"]
    page = [part for block in shown for part in _parts(block)] if isinstance(shown, list) else []
    return _modal(title, page, reply.labels)


# --- private ---


def _modal(title: str, page: Sequence[Block], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "type": "modal",
        "title": _plain(blocks.cut(title, _TITLE)),
        "close": _plain(blocks.cut(labels["close"], _TITLE)),
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
    return {"type": "header", "text": _plain(words)}


def _plain(words: str) -> Block:
    return {"type": "plain_text", "text": words}


def _input(name: str, words: str, element: Block) -> Block:
    return {"type": "input", "block_id": name, "label": _plain(words), "element": element}


def _button(words: str, value: str) -> Block:
    button = {
        "type": "button",
        "action_id": f"ask_{value}",
        "text": _plain(blocks.cut(words, _LABEL)),
        "value": value,
    }
    return {"type": "actions", "elements": [button]}
