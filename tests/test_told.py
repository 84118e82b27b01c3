import pytest

from bot.answer import Outcome
from bot.desk import Desk
from tests.test_desk import ask


def test_a_word_of_the_occasion_tells_the_claim_that_was_made_there(record: Desk) -> None:
    reply = ask(record, "Bill Burns' number, Aspen, Russian dead")
    assert reply.claims == ("ru-mil-killed-cia-2022-07-20",)


@pytest.mark.parametrize(
    "text",
    [
        "Bill Burns' number, Davos, Russian dead",
        "how many Aspen soldiers died?",
        "what happened in the forum?",
    ],
)
def test_a_word_that_no_record_has_or_that_may_name_people_tells_no_claim(
    record: Desk, text: str
) -> None:
    reply = ask(record, text)
    assert (reply.outcome is Outcome.ANSWERED, reply.claims) == (False, ())


@pytest.mark.parametrize(
    "text",
    [
        "how many Korean troops were killed?",
        "how many Soviets died in World War I?",
    ],
)
def test_a_part_of_an_event_s_name_does_not_tell_whose_people_or_which_event(
    record: Desk, text: str
) -> None:
    assert ask(record, text).claims == ()
