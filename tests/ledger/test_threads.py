import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from bot.bench import tables
from bot.bench.cases import Case, load
from bot.desk import Desk
from bot.ledger.database import Database
from bot.ledger.slots import kept
from bot.ledger.threads import Threads
from bot.question import Question
from bot.render.text import plain
from tests.ledger.conftest import Time
from tests.stories import ROOT

DAY = dt.date(2022, 3, 25)
HERE, THERE = ("T", "C", "1"), ("T", "C", "2")


def asked(desk: Desk, text: str) -> Question:
    return desk.ask(text, DAY).question


@pytest.mark.asyncio
async def test_a_thread_remembers_its_last_question_in_another_process(
    database: Database, other: Database, clock: Time, desk: Desk
) -> None:
    before, after = Threads(database, clock), Threads(other, clock)
    await before.remember(HERE, asked(desk, "how many Russian soldiers died?"))
    await before.remember(HERE, asked(desk, "how many Ukrainian soldiers died?"))
    expected = kept(asked(desk, "how many Ukrainian soldiers died?"))
    assert expected == await after.last(HERE)
    assert await after.last(THERE) is None
    assert await after.last(("T2", "C", "1")) is None


@pytest.mark.asyncio
async def test_a_silent_thread_is_forgotten(database: Database, clock: Time, desk: Desk) -> None:
    threads = Threads(database, clock)
    await threads.remember(HERE, asked(desk, "how many soldiers died?"))
    clock.passes(20 * 24 * 3600)
    await threads.remember(THERE, asked(desk, "how many soldiers died?"))
    clock.passes(20 * 24 * 3600)
    await threads.prune(30)
    assert await threads.last(HERE) is None
    assert await threads.last(THERE)


def test_no_word_of_the_message_is_kept_but_its_measure_and_its_dates(desk: Desk) -> None:
    question = asked(desk, "how many Russian soldiers died in Xanadu as of 10 March, says Kubla?")
    assert "xanadu" in question.model_dump_json().lower()
    left = kept(question).model_dump_json().lower()
    for word in ("xanadu", "kubla", "how many", "soldiers"):
        assert word not in left
    assert "10 march" in left


QUESTIONS = ROOT / "tests" / "questions"
TABLES = tables.read(QUESTIONS)


@cache
def conversations(table: str) -> tuple[Case, ...]:
    return tuple(case for case in load(QUESTIONS / f"{table}.jsonl") if len(case.turns) > 1)


@pytest.mark.parametrize("table", TABLES)
def test_a_follow_up_gets_the_same_reply_from_the_slots_alone(table: str, tmp_path: Path) -> None:
    desk = Desk(tables.claims_file(QUESTIONS, TABLES[table], tmp_path))
    different = []
    for case in conversations(table):
        whole = slots = None
        for turn in case.turns:
            one = desk.ask(turn, case.today, previous=whole)
            two = desk.ask(turn, case.today, previous=slots)
            if plain(one) != plain(two):
                different.append((case.id, plain(one), plain(two)))
            whole, slots = one.thread, kept(two.thread)
    assert different == []
