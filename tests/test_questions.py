"""Tables of questions whose answers were written without looking at what the bot says."""

import json
from functools import cache
from pathlib import Path

import pytest

from bot import cli
from bot.bench.cases import Case, load
from bot.bench.score import judge
from bot.desk import Desk
from tests.stories import FOUNDING, ROOT

QUESTIONS = ROOT / "tests" / "questions"

TABLES: dict[str, str | None] = json.loads((QUESTIONS / "tables.json").read_text(encoding="utf-8"))
"""The flat table on which each table of questions is asked; null is the store that is shipped."""

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

    def claims_file(table: str, file: str | None) -> Path:
        if file is None:
            return FOUNDING
        out = tmp_path_factory.mktemp(table) / "claims.json"
        imported = cli.main(["claims", "import", str(QUESTIONS / file), "--out", str(out)])
        assert imported == cli.OK
        return out

    return {table: Desk(claims_file(table, file)) for table, file in TABLES.items()}


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
