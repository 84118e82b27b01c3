import pytest

from bot.desk import Desk
from bot.render.text import plain
from tests.test_desk import KILLED, KILLED_BEFORE, NATO_KILLED, WOUNDED_BEFORE, ask


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("what was the first figure Russia gave for its dead?", {KILLED_BEFORE}),
        ("previous figure for Russian wounded?", {WOUNDED_BEFORE}),
        ("what did Moscow say before 1,351?", {KILLED_BEFORE, KILLED}),
        ("highest figure for Russian soldiers killed?", {NATO_KILLED}),
        ("lowest figure for Russian soldiers killed?", {KILLED_BEFORE}),
    ],
)
def test_the_figure_asked_for_is_picked(desk: Desk, text: str, claims: set[str]) -> None:
    assert claims == set(ask(desk, text).claims)


def test_a_picked_figure_that_is_not_the_last_word_says_so(desk: Desk) -> None:
    reply = ask(desk, "lowest figure for Russian soldiers killed?")
    assert "replaced" in plain(reply)
