"""Tables of questions whose answers were written without looking at what the bot says."""

import json
from functools import cache

import pytest

from bot.bench import tables
from bot.bench.cases import Case, load
from bot.bench.score import judge
from bot.desk import Desk
from tests.stories import ROOT

QUESTIONS = ROOT / "tests" / "questions"

TABLES = tables.read(QUESTIONS)

KNOWN_FAILURES: dict[str, dict[str, str]] = json.loads(
    (QUESTIONS / "known_failures.json").read_text(encoding="utf-8")
)
"""Why a line of a table is not right yet. It has to fail: one that passes is struck out here."""


@cache
def cases(table: str) -> tuple[Case, ...]:
    return load(QUESTIONS / f"{table}.jsonl")


def lines() -> list[object]:
    listed: list[object] = []
    for table in TABLES:
        known = KNOWN_FAILURES.get(table, {})
        for case in cases(table):
            reason = known.get(case.id)
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            listed.append(pytest.param(table, case, id=f"{table}-{case.id}", marks=marks))
    return listed


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """A desk for each table; flat tables are imported as anybody would import them."""
    folders = {table: tmp_path_factory.mktemp(table) for table in TABLES}
    return {
        table: Desk(tables.claims_file(QUESTIONS, asked, folders[table]))
        for table, asked in TABLES.items()
    }


@pytest.mark.parametrize(("table", "case"), lines())
def test_the_reply_is_the_one_that_was_written_down(
    desks: dict[str, Desk], table: str, case: Case
) -> None:
    assert judge(case, desks[table]).problems == ()


@pytest.mark.parametrize("table", TABLES)
def test_where_silence_is_right_nobodys_figure_is_given(desks: dict[str, Desk], table: str) -> None:
    smuggled = [case.id for case in cases(table) if judge(case, desks[table]).smuggled]
    assert smuggled == []


def test_every_table_is_asked() -> None:
    assert {file.stem for file in QUESTIONS.glob("*.jsonl")} == set(TABLES)


def test_every_known_failure_is_a_line_of_a_table() -> None:
    unknown = {
        (table, case)
        for table, reasons in KNOWN_FAILURES.items()
        for case in reasons
        if case not in {known.id for known in cases(table)}
    }
    assert unknown == set()


@pytest.mark.parametrize("table", TABLES)
def test_no_line_stands_twice(table: str) -> None:
    ids = [case.id for case in cases(table)]
    assert len(set(ids)) == len(ids)


def test_at_least_a_third_of_the_lines_are_silences() -> None:
    silent = [case.silent for table in TABLES for case in cases(table)]
    assert len(silent) >= 400
    assert 3 * sum(silent) >= len(silent)
