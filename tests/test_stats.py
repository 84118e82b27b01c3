"""What is on file, counted."""

import datetime as dt
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from bot import store
from bot.cli import main
from bot.curate import stats
from bot.edtf import PartialDate
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, TODAY, document, with_claim, write


def printed(path: Path | None, today: dt.date = TODAY) -> list[str]:
    out = io.StringIO()
    stats.run(path, today, out)
    return out.getvalue().splitlines()


def told(path: Path) -> dict[str, object]:
    out = io.StringIO()
    stats.run(path, TODAY, out, as_json=True)
    return dict(json.loads(out.getvalue()))


def test_totals_come_first() -> None:
    assert printed(ANOTHER_WAR)[:4] == [
        f"{ANOTHER_WAR} on 24 November 2026",
        "15 claims by 3 claimants, from 8 sources of 1 publisher",
        "15 still need their original opened",
        "1 without any date",
    ]


def test_a_table_counts_and_dates_the_claims_of_each_name() -> None:
    lines = printed(ANOTHER_WAR)
    start = next(i for i, line in enumerate(lines) if line.startswith("By measure"))
    assert lines[start : start + 6] == [
        "By measure       claims  first       last        newest is",
        "killed               11  2019-06-01  2019-09     7 years old",
        "captured              1  2019-08-20  2019-08-20  7 years old",
        "missing               1  2019-08-15  2019-08-15  7 years old",
        "troops deployed       1  –           –           –",
        "wounded               1  2019-08-15  2019-08-15  7 years old",
    ]


def test_the_four_tables_stand_in_order() -> None:
    heads = [line.split()[1] for line in printed(RECORD) if line.startswith("By ")]
    assert heads == ["event", "population", "measure", "claimant"]


@pytest.mark.parametrize("path", [RECORD, FOUNDING, ANOTHER_WAR], ids=lambda path: path.stem)
def test_no_line_of_a_table_is_wider_than_a_terminal(path: Path) -> None:
    assert max(map(len, printed(path)[1:])) <= 80


def test_only_a_name_that_does_not_fit_is_shortened() -> None:
    lines = printed(RECORD)
    assert any(line.startswith("the Kremenchuk shopping centre…  ") for line in lines)
    assert any(line.startswith("people, soldiers or civilians…  ") for line in lines)
    assert not any("…" in line for line in printed(ANOTHER_WAR))


@pytest.mark.parametrize(
    ("date", "today", "age"),
    [
        ("2026-11-24", "2026-11-24", "0 days"),
        ("2026-11-24", "2026-11-25", "1 day"),
        ("2026-11-24", "2026-11-01", "0 days"),
        ("2026-10-24", "2026-11-24", "1 month"),
        ("2026-03-24", "2026-11-24", "8 months"),
        ("2026-03-25", "2026-11-24", "7 months"),
        ("2025-11", "2026-11-24", "11 months"),
        ("2024~", "2026-11-24", "1 year"),
    ],
)
def test_an_age_counts_from_the_last_day_a_date_may_mean(date: str, today: str, age: str) -> None:
    assert stats.age(PartialDate(date), dt.date.fromisoformat(today)) == age


def test_each_table_counts_every_claim_once() -> None:
    by = told(RECORD)["by"]
    assert isinstance(by, dict)
    claims = store.load(RECORD).claims
    for title, field in (("event", "event"), ("measure", "measure"), ("claimant", "claimant")):
        counted = {share["id"]: share["claims"] for share in by[title]}
        assert counted == Counter(getattr(claim, field) for claim in claims)


def test_an_opened_original_no_longer_waits(tmp_path: Path) -> None:
    review = {"state": "original", "on": "2026-11-24", "by": "editor"}
    path = write(tmp_path / "s.json", with_claim(document(), "av-killed-june", review=review))
    assert (told(ANOTHER_WAR)["unopened_originals"], told(path)["unopened_originals"]) == (15, 14)


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", {"claims": []})
    assert printed(path)[1] == "0 claims by 0 claimants, from 0 sources of 0 publishers"


def test_the_command_takes_a_day_and_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "stats", str(FOUNDING), "--today", "2022-04-25", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["today"], read["by"]["event"][0]["newest_is_days_old"]) == ("2022-04-25", 31)


def test_an_unsound_store_is_not_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", with_claim(document(), "av-killed-june", mood="grim"))
    assert main(["claims", "stats", str(path)]) == 1
