"""Blocks for a surface come in; why Slack would refuse them goes out, before they are sent.

The SDK checks little of this. Numbers and surfaces: https://docs.slack.dev/reference/block-kit/blocks
and https://docs.slack.dev/reference/views.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


_EVERYWHERE = frozenset({"actions", "context", "divider", "header", "section"})
_SHOWN = {
    Surface.MESSAGE: _EVERYWHERE | {"context_actions", "table"},
    Surface.MODAL: _EVERYWHERE | {"input"},
    Surface.HOME: _EVERYWHERE | {"table"},
}
_MOST_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
_TEXTS = {"header": 150, "section": 3_000}
_ELEMENTS = {"context": 10, "actions": 25, "context_actions": 5}
_BUTTON = {"value": 2_000, "action_id": 255, "accessibility_label": 75}
_LABEL = 75
_MOST_ROWS = 100
_CELLS = 10_000
_ALL_TEXT = 13_000
"""Characters in all blocks of a message; no number is documented, 13,200 were refused."""


def refusal(blocks: Sequence[Mapping[str, Any]], surface: Surface) -> str | None:
    """Say what is wrong with blocks, in a few words; None if Slack takes them."""
    if len(blocks) > _MOST_BLOCKS[surface]:
        return f"{len(blocks)} blocks"
    if sum(block.get("type") == "table" for block in blocks) > 1:
        return "two tables"
    if surface is Surface.MESSAGE and sum(map(len, _texts(blocks))) > _ALL_TEXT:
        return "too much text"
    faults = (_fault(block, surface) for block in blocks)
    return next((fault for fault in faults if fault), None)


def view_refusal(view: Mapping[str, Any]) -> str | None:
    """Say what is wrong with a modal or a Home tab, in a few words; None if Slack takes it."""
    return refusal(view["blocks"], Surface(view["type"]))


# --- private ---


def _fault(block: Mapping[str, Any], surface: Surface) -> str | None:
    kind = str(block.get("type"))
    if kind not in _SHOWN[surface]:
        return f"{kind} in a {surface}"
    if kind in _TEXTS and not _fits(block.get("text"), _TEXTS[kind]):
        return f"the text of a {kind}"
    if kind == "table":
        return _table_fault(block)
    elements = block.get("elements", ())
    if kind in _ELEMENTS and not 0 < len(elements) <= _ELEMENTS[kind]:
        return f"{len(elements)} elements of {kind}"
    return next((fault for element in elements if (fault := _element_fault(element))), None)


def _element_fault(element: Mapping[str, Any]) -> str | None:
    if element.get("type") == "mrkdwn":
        return None if _fits(element, _TEXTS["section"]) else "the text of an element"
    buttons = [element[key] for key in ("positive_button", "negative_button") if key in element]
    for button in buttons or [element]:
        if not _fits(button.get("text"), _LABEL):
            return "the text of a button"
        for field, limit in _BUTTON.items():
            if len(str(button.get(field, ""))) > limit:
                return f"the {field} of a button"
    return None


def _table_fault(table: Mapping[str, Any]) -> str | None:
    rows = table.get("rows", ())
    cells = [list(_texts(cell)) for row in rows for cell in row]
    if not 0 < len(rows) <= _MOST_ROWS:
        return f"{len(rows)} rows of a table"
    if not all(any(texts) for texts in cells):
        return "an empty cell"
    return "the cells of a table" if sum(len(t) for c in cells for t in c) > _CELLS else None


def _fits(text: object, limit: int) -> bool:
    words = text.get("text") if isinstance(text, Mapping) else text
    return isinstance(words, str) and 0 < len(words) <= limit


def _texts(part: object) -> Iterable[str]:
    """List every text that is shown, wherever it stands."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _texts(item)
