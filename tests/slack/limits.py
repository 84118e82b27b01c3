"""A message for Slack comes in; the name of the error with which Slack refuses it goes out."""

from collections.abc import Iterable, Mapping
from typing import Any

# docs.slack.dev/reference/block-kit/blocks: what a message, as opposed to a view, may hold.
IN_MESSAGES = {
    "actions", "card", "carousel", "container", "context", "context_actions", "data_table",
    "data_visualization", "divider", "file", "header", "image", "markdown", "plan", "rich_text",
    "section", "table", "task_card", "video",
}  # fmt: skip
IN_MODALS = {
    "actions",
    "alert",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
}
IN_HOMES = IN_MODALS - {"alert", "input"} | {"data_table", "table"}
MOST_BLOCKS = 50
LONGEST_TEXT = 40_000
# Seen at about 13,200; no number is documented.
LONGEST_BLOCKS = 13_200
TEXT_LIMITS = {"header": 150, "section": 3_000, "markdown": 12_000}
ELEMENT_LIMITS = {"context": 10, "actions": 25, "context_actions": 5}
BUTTON_LIMITS = {"value": 2_000, "url": 3_000, "action_id": 255, "accessibility_label": 75}


def refusal(message: Mapping[str, Any]) -> str | None:
    """Return Slack's error name for a message that it would not take, else None."""
    blocks = message.get("blocks") or []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return "invalid_blocks_format"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    tables = [block for block in blocks if block.get("type") == "table"]
    errors = {
        "no_text": not message.get("text") and not blocks,
        "msg_too_long": len(str(message.get("text", ""))) > LONGEST_TEXT,
        "invalid_blocks": len(blocks) > MOST_BLOCKS
        or len(names) > len(set(names))
        or not all(block.get("type") in IN_MESSAGES and _is_sound(block) for block in blocks),
        "invalid_attachments": len(tables) > 1,
        "msg_blocks_too_long": sum(map(len, _texts(blocks))) > LONGEST_BLOCKS,
    }
    return next((name for name, wrong in errors.items() if wrong), None)


def view_refusal(view: Mapping[str, Any]) -> str | None:
    """Return why Slack would not show a view, else None."""
    blocks = view.get("blocks") or []
    wanted = {"modal": IN_MODALS, "home": IN_HOMES}.get(view.get("type", ""), set())
    titled = view.get("type") == "home" or 0 < len(view["title"]["text"]) <= 24
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        return "no way to send it"
    if not titled or not 0 < len(blocks) <= 100:
        return "invalid view"
    sound = all(block.get("type") in wanted and _is_sound(block) for block in blocks)
    return None if sound else "invalid blocks"


# --- private ---


def _is_sound(block: Mapping[str, Any]) -> bool:
    kind = block.get("type")
    if kind == "input":
        return _is_sound_input(block)
    if kind in ELEMENT_LIMITS:
        elements = block.get("elements")
        if not elements or len(elements) > ELEMENT_LIMITS[kind]:
            return False
        return all(_is_sound_element(element) for element in elements)
    if kind == "table":
        return _is_sound_table(block)
    if kind == "section" and not (block.get("text") or block.get("fields")):
        return False
    return kind not in TEXT_LIMITS or _fits(block.get("text"), TEXT_LIMITS[kind])


def _is_sound_element(element: Mapping[str, Any]) -> bool:
    if element.get("type") != "button":
        return bool(element.get("type"))
    return _fits(element.get("text"), 75) and all(
        len(str(element.get(field, ""))) <= limit for field, limit in BUTTON_LIMITS.items()
    )


def _is_sound_input(block: Mapping[str, Any]) -> bool:
    options = block["element"].get("options", [])
    return (
        _fits(block["label"], 2_000)
        and block["element"]["type"] in {"plain_text_input", "radio_buttons"}
        and len(options) <= 10
        and all(_fits(one["text"], 75) and len(one["value"]) <= 150 for one in options)
    )


def _is_sound_table(table: Mapping[str, Any]) -> bool:
    rows = table.get("rows") or []
    cells = [cell for row in rows for cell in row]
    texts = list(_texts(cells))
    return (
        1 <= len(rows) <= 100
        and all(1 <= len(row) <= 20 for row in rows)
        and all(any(_texts(cell)) for cell in cells)
        and sum(map(len, texts)) <= 10_000
    )


def _fits(text: Any, limit: int) -> bool:
    words = text.get("text") if isinstance(text, dict) else text
    return words is None or (isinstance(words, str) and 0 < len(words) <= limit)


def _texts(part: Any) -> Iterable[str]:
    """Every text that is shown, wherever it sits in the blocks."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for item in part:
            yield from _texts(item)
