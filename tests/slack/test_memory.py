from datetime import date

import pytest

from bot.desk import Desk
from bot.question import Question
from bot.slack.memory import Deliveries, Threads

DAY = date(2022, 3, 25)


@pytest.fixture
def questions(desk: Desk) -> list[Question]:
    sides = ("Russian", "Ukrainian")
    return [desk.ask(f"how many {side} soldiers died?", DAY).question for side in sides]


def test_a_delivery_is_taken_once_under_any_of_its_names() -> None:
    deliveries = Deliveries()
    assert deliveries.take(("Ev1",), ("T", "C", "1"))
    assert not deliveries.take(("Ev1",), ("T", "C", "2"))
    assert not deliveries.take(("Ev2",), ("T", "C", "1"))
    assert not deliveries.take(("Ev2",))
    assert deliveries.take(("Ev3",), ("T", "C", "3"))


def test_the_oldest_deliveries_are_forgotten() -> None:
    deliveries = Deliveries(limit=2)
    assert all(deliveries.take((name,)) for name in "abc")
    assert not deliveries.take(("c",))
    assert deliveries.take(("a",))


def test_a_thread_remembers_its_last_question(questions: list[Question]) -> None:
    threads = Threads()
    first, second = questions
    threads.remember(("T", "C", "1"), first)
    threads.remember(("T", "C", "1"), second)
    assert second == threads.last(("T", "C", "1"))
    assert threads.last(("T", "C", "2")) is None
    assert threads.last(("T2", "C", "1")) is None


def test_the_threads_that_have_been_silent_longest_are_forgotten(
    questions: list[Question],
) -> None:
    threads = Threads(limit=2)
    question = questions[0]
    for thread in ("1", "2", "1", "3"):
        threads.remember(("T", "C", thread), question)
    kept = [threads.last(("T", "C", thread)) is not None for thread in ("1", "2", "3")]
    assert kept == [True, False, True]
