import pytest

from bot.answer import Outcome
from bot.desk import Desk
from bot.match import Reason
from tests.test_desk import KILLED, NATO_ALL, NATO_KILLED, WOUNDED, ask, assert_silent


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("does the 40,000 include prisoners?", {NATO_ALL}),
        ("are wounded people counted inside NATO's 7,000 to 15,000?", {NATO_KILLED}),
        ("does Moscow's count of the dead include the National Guard?", {KILLED}),
        ("does the ministry's wounded figure count in civilians?", {WOUNDED}),
    ],
)
def test_what_a_figure_may_include_is_not_what_is_asked_for(
    desk: Desk, text: str, claims: set[str]
) -> None:
    reply = ask(desk, text)
    assert (Outcome.ANSWERED, claims) == (reply.outcome, set(reply.claims))


def test_a_follow_up_asks_what_the_figure_before_it_includes(desk: Desk) -> None:
    reply = ask(desk, "who said 40,000?", "does it include the wounded?")
    assert {NATO_ALL} == set(reply.claims)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Russian military deaths only, no civilians", {KILLED, NATO_KILLED}),
        ("Russian dead, not from officials but from NATO", {NATO_KILLED}),
    ],
)
def test_what_is_left_out_narrows_nothing_where_others_are_asked_for(
    desk: Desk, text: str, claims: set[str]
) -> None:
    assert claims <= set(ask(desk, text).claims)


def test_people_left_out_that_no_figure_leaves_out_are_not_answered_for(desk: Desk) -> None:
    assert_silent(
        ask(desk, "how many Russian soldiers died, not paratroopers?"),
        Outcome.NOTHING_ON_FILE,
        Reason.BREAKDOWN,
    )
