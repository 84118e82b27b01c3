"""The bot's own check of blocks refuses what Slack would, and takes what Slack takes."""

from typing import Any

import pytest

from bot.render import limits
from bot.render.limits import Surface
from tests.slack import limits as slack

Block = dict[str, Any]


def section(words: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def table(*rows: list[str]) -> Block:
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows],
    }


def button(words: str, **more: str) -> Block:
    plain = {"type": "plain_text", "text": words}
    return {"type": "actions", "elements": [{"type": "button", "text": plain, **more}]}


SOUND = {
    "fifty blocks": [section("words")] * 50,
    "a table of a hundred rows": [table(*[["a", "b"]] * 100)],
    "the longest section": [section("w" * 3_000)],
    "the longest button": [button("w" * 75, action_id="a" * 255, value="v" * 2_000)],
}
UNSOUND = {
    "51 blocks": [section("words")] * 51,
    "101 rows": [table(*[["a", "b"]] * 101)],
    "an empty cell": [table(["a", "b"], ["c", ""])],
    "two tables": [table(["a"]), table(["b"])],
    "cells that are too long": [table(*[["w" * 1_001]] * 10)],
    "a section that is too long": [section("w" * 3_001)],
    "an empty section": [section("")],
    "more than a message takes": [section("w" * 2_900)] * 5,
    "a button that is too long": [button("w" * 76)],
    "a button that holds too much": [button("w", value="v" * 2_001)],
    "eleven pieces of small print": [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "w"}] * 11}
    ],
    "no buttons": [{"type": "actions", "elements": []}],
    "an input": [{"type": "input", "label": {"type": "plain_text", "text": "w"}}],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_slack_takes_is_sent(name: str) -> None:
    message = {"text": "words", "blocks": SOUND[name]}
    assert (limits.refusal(SOUND[name], Surface.MESSAGE), slack.refusal(message)) == (None, None)


@pytest.mark.parametrize("name", UNSOUND)
def test_what_slack_refuses_is_not_sent(name: str) -> None:
    assert slack.refusal({"text": "words", "blocks": UNSOUND[name]})
    assert limits.refusal(UNSOUND[name], Surface.MESSAGE)


@pytest.mark.parametrize(("kind", "most"), [("modal", 100), ("home", 100)])
def test_a_view_takes_a_hundred_blocks(kind: str, most: int) -> None:
    view = {"type": kind, "title": {"type": "plain_text", "text": "w"}}
    for count, takes in ((most, True), (most + 1, False)):
        shown = view | {"blocks": [section("w")] * count}
        assert (limits.view_refusal(shown) is None) is takes
        assert (slack.view_refusal(shown) is None) is takes


def test_a_table_is_no_part_of_a_modal() -> None:
    view = {"type": "modal", "title": {"text": "w"}, "blocks": [table(["a"])]}
    assert slack.view_refusal(view)
    assert limits.view_refusal(view)
