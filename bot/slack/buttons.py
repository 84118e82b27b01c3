"""The key of an answer comes in; the buttons under it go out.

A button holds the key and nothing else: what it shows is made anew when it is pressed.
"""

from collections.abc import Mapping

from bot.render.blocks import Block

SOURCES, TIMELINE, SHARE, FEEDBACK = "sources", "timeline", "share", "feedback"
HELPFUL, UNHELPFUL = "helpful", "unhelpful"


def under(key: str, labels: Mapping[str, str], *, private: bool) -> list[Block]:
    """Lay out the buttons under one answer; a ``private`` one may be shared."""
    actions = (SOURCES, TIMELINE, *([SHARE] if private else []))
    return [
        {"type": "actions", "elements": [_button(action, key, labels) for action in actions]},
        {"type": "context_actions", "elements": [_feedback(key, labels)]},
    ]


def opinion(value: str) -> tuple[str, bool]:
    """Read what a feedback button holds: the key of the answer, and whether it was helpful."""
    key, _, said = value.partition(" ")
    return key, said == HELPFUL


# --- private ---


def _button(action: str, key: str, labels: Mapping[str, str]) -> dict[str, object]:
    text = {"type": "plain_text", "text": labels[action]}
    return {"type": "button", "action_id": action, "text": text, "value": key}


def _feedback(key: str, labels: Mapping[str, str]) -> dict[str, object]:
    sides = {"positive_button": HELPFUL, "negative_button": UNHELPFUL}
    return {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        **{
            side: {
                "text": {"type": "plain_text", "text": labels[said]},
                "accessibility_label": labels[said],
                "value": f"{key} {said}",
            }
            for side, said in sides.items()
        },
    }
