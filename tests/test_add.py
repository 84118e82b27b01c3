"""One claim more in a file: from a row, or guided at a terminal. Nothing is written on an error."""

import datetime as dt
import difflib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import store
from bot.cli import FAULT, OK, USAGE, main
from bot.curate import add, flat, guide
from bot.curate.asking import EndedError
from bot.curate.find import UnclearNameError
from tests.stories import ANOTHER_WAR, RECORD, ROOT, TODAY, document, with_claim, write

ROW: dict[str, Any] = {
    "id": "av-killed-september",
    "event": "Lake War",
    "subject": "Averian army",
    "measure": "killed",
    "figure": {"low": 500, "wording": "at least 500"},
    "period_start": "2019-05-03",
    "cumulative": True,
    "as_of": "2019-09-01",
    "stated_on": "2019-09-02",
    "claimant": "AGS",
    "relation": "own side",
    "verification": "unverified",
    "supersedes": "av-killed-august",
    "change": "backlog",
    "source": {"publisher": "Lake Courier", "published_on": "2019-09-02"},
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A claims file that may be written."""
    path = tmp_path / "s.json"
    path.write_bytes(ANOTHER_WAR.read_bytes())
    return path


def added(path: Path, row: dict[str, Any]) -> str:
    """Add a row from standard input, as a script does."""
    out = io.StringIO()
    add.from_row("-", io.StringIO(json.dumps(row)), path, TODAY, out)
    return out.getvalue()


def new_lines(before: str, after: str) -> list[str]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert not [line for line in lines if line.startswith("- ")]
    return [line for line in lines if line.startswith("+ ")]


# --- from a row ---


def test_a_row_becomes_a_claim_with_the_names_on_file(shelf: Path) -> None:
    said = added(shelf, ROW)
    read = store.load(shelf)
    claim = read.by_id["av-killed-september"]
    assert (claim.claimant, claim.population, claim.event) == (
        "averian-staff",
        "averian-army",
        "lake-war",
    )
    assert claim.supersedes
    assert (claim.supersedes.claim, claim.supersedes.change) == ("av-killed-august", "backlog")
    assert claim.review
    assert claim.review.model_dump(mode="json") == {
        "state": "secondary_copy",
        "on": "2026-11-24",
        "by": "curator",
    }
    assert read.names == store.load(ANOTHER_WAR).names
    assert said.splitlines()[0] == "av-killed-september"
    assert said.splitlines()[-1] == f"{shelf}: av-killed-september added"


def test_only_the_new_claim_is_written(shelf: Path) -> None:
    before = shelf.read_text(encoding="utf-8")
    added(shelf, ROW)
    lines = new_lines(before, shelf.read_text(encoding="utf-8"))
    whole = json.dumps(document(shelf)["claims"][-1], indent=2).splitlines()
    assert len(lines) == len(whole)


def test_new_names_are_made_and_told(shelf: Path) -> None:
    row = {**ROW, "claimant": "Harbour Office", "relation": "independent count", "supersedes": None}
    said = added(shelf, {**row, "speaker": "Mara Quill, harbour master"})
    assert "new among the claimants: Harbour Office (harbour-office)" in said
    assert "new among the people: Mara Quill (mara-quill)" in said
    assert store.load(shelf).claimants["harbour-office"].name == "Harbour Office"


def test_what_a_curator_should_look_at_is_told_and_written(shelf: Path) -> None:
    row = {**ROW, "supersedes": None, "measure": "Houses lost"}
    del row["as_of"], row["stated_on"]
    said = added(shelf, row)
    assert "look at: measure 'Houses lost' is not in the vocabulary" in said
    assert "look at: av-killed-september: as_of: no date" in said
    assert "av-deployed" not in said


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "av-killed-june"}, "there is a claim 'av-killed-june' already (Averian General"),
        ({"id": "No Slug"}, "row: id: "),
        ({"claimant": ""}, "row: claimant: Field required"),
        ({"figure": {"wording": "at least 500", "high": 500}}, "expected low 500"),
        ({"figure": {"low": "many", "wording": "many"}}, "row: figure.low: "),
        ({"supersedes": "nope"}, "supersedes.claim: there is no 'nope' among the claims"),
        ({"supersedes": "av-killed-june"}, "av-killed-august: supersedes.claim: av-killed-june is"),
        ({"derived_from": ["nope"]}, "derived_from: there is no 'nope'"),
        ({"as_of": "2019-09-03"}, "as_of: 2019-09-03 is after stated_on"),
        ({"figure": {"high": 9, "wording": "up to 9"}, "change": None}, "falls below"),
    ],
)
def test_nothing_is_written_on_an_error(
    shelf: Path,
    changes: dict[str, Any],
    problem: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = tmp_path / "row.json"
    row.write_text(json.dumps({**ROW, **changes}, indent=2), encoding="utf-8")
    assert main(["claims", "add", str(shelf), "--row", str(row)]) == FAULT
    assert problem in capsys.readouterr().err
    assert shelf.read_bytes() == ANOTHER_WAR.read_bytes()


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 9_999, f'{{"id": {"1" * 9_999}}}'])
def test_what_is_no_row_is_one_fault(
    shelf: Path, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = tmp_path / "row.json"
    row.write_text(content, encoding="utf-8")
    assert main(["claims", "add", str(shelf), "--row", str(row)]) == FAULT
    assert f"{row}: 1 fault" in capsys.readouterr().err


def test_a_row_that_is_not_there_or_not_text_is_a_fault(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "add", str(shelf), "--row", str(tmp_path / "none.json")]) == FAULT
    (tmp_path / "row.json").write_bytes(b"\xff")
    assert main(["claims", "add", str(shelf), "--row", str(tmp_path / "row.json")]) == FAULT
    assert "not UTF-8 text at byte 0" in capsys.readouterr().err


def test_a_name_that_several_bear_is_not_guessed() -> None:
    row = {**ROW, "claimant": "MoD"}
    with pytest.raises(UnclearNameError, match="several claimants are called 'MoD'"):
        add.draft(flat.read_one(json.dumps(row), "row"), add.shelve(RECORD), TODAY)


def test_faults_that_were_there_before_do_not_stand_in_the_way(tmp_path: Path) -> None:
    broken = with_claim(document(), "bo-captured", as_of="2030-01-01")
    path = write(tmp_path / "s.json", broken)
    assert "bo-captured" not in added(path, ROW)


def test_a_file_that_somebody_changed_meanwhile_is_left(shelf: Path) -> None:
    shelved = add.shelve(shelf)
    made = add.draft(flat.read_one(json.dumps(ROW), "row"), shelved, TODAY)
    other = write(shelf, with_claim(document(), "av-killed-june", method="a list")).read_bytes()
    with pytest.raises(add.ChangedError, match="changed meanwhile"):
        add.write(made, shelved, io.StringIO())
    assert shelf.read_bytes() == other


# --- guided ---

ANSWERS = [
    "at least 500",
    "",  # the bounds are right
    "staff",
    "1",  # the nearest name
    "Col. Ines Havel, spokeswoman, at a briefing",
    "averian-army",
    "killed",
    "Lake War",
    "y",
    "2019-05-03",
    "2019-09-01",
    "2019-09-02",
    "own",
    "3",
    "added up from lists",
    "unverified",
    "Two units had not reported",
    "",
    "",
    "1",
    "backlog",
    "Lake Courier",
    "Five hundred",
    "2019-09-02",
    "The Mirror",
    "https://mirror.example/500",
    "",  # the id that is proposed
]


def guided(path: Path, answers: list[str]) -> str:
    out = io.StringIO()
    guide.run(path, TODAY, io.StringIO("".join(f"{answer}\n" for answer in answers)), out)
    return out.getvalue()


def test_a_person_is_guided_to_a_claim(shelf: Path) -> None:
    said = guided(shelf, [*ANSWERS, "yes"])
    claim = document(shelf)["claims"][-1]
    assert claim == {
        "id": "averian-army-killed-averian-general-staff-2019-09-01",
        "event": "lake-war",
        "population": "averian-army",
        "measure": "killed",
        "figure": {"low": 500, "wording": "at least 500"},
        "scope": {"kind": "cumulative", "start": "2019-05-03"},
        "as_of": "2019-09-01",
        "stated_on": "2019-09-02",
        "claimant": "averian-staff",
        "speaker": "havel",
        "occasion": "at a briefing",
        "relation": "own",
        "basis": "own_count",
        "method": "added up from lists",
        "verification": {"status": "unverified"},
        "caveats": [{"text": "Two units had not reported"}],
        "supersedes": {"claim": "av-killed-august", "change": "backlog"},
        "sources": [
            {
                "publisher": "Lake Courier",
                "title": "Five hundred",
                "published_on": "2019-09-02",
                "via": "The Mirror",
                "via_url": "https://mirror.example/500",
            }
        ],
        "review": {"state": "secondary_copy", "on": "2026-11-24", "by": "curator"},
    }
    assert "Read as low 500. Right? [Y/n]" in said
    assert "   1  av-killed-august: Averian General Staff, Averian army: 412 killed, as of" in said
    assert said.index("  figure        at least 500 killed") < said.index("Write it? [y/N]")


@pytest.mark.parametrize("refusal", ["n", ""])
def test_what_is_not_confirmed_is_not_written(shelf: Path, refusal: str) -> None:
    assert "Nothing was written." in guided(shelf, [*ANSWERS, refusal])
    assert shelf.read_bytes() == ANOTHER_WAR.read_bytes()


@pytest.mark.parametrize("answered", range(len(ANSWERS) + 1))
def test_an_end_of_input_writes_nothing(shelf: Path, answered: int) -> None:
    with pytest.raises(EndedError):
        guided(shelf, ANSWERS[:answered])
    assert shelf.read_bytes() == ANOTHER_WAR.read_bytes()


def test_an_interrupt_at_a_terminal_writes_nothing(shelf: Path) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "claims", "add", str(shelf)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        os.write(ours, "".join(f"{answer}\n" for answer in ANSWERS).encode())
        assert process.stdout
        seen = ""
        while "Write it?" not in seen:
            letter = process.stdout.read(1)
            assert letter, seen
            seen += letter
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, "Traceback" in said) == (FAULT, False)
    assert shelf.read_bytes() == ANOTHER_WAR.read_bytes()


def test_without_a_row_and_a_terminal_it_is_wrong_usage(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["claims", "add", str(shelf)]) == USAGE
    assert "--row" in capsys.readouterr().err


def test_answers_that_cannot_stand_are_given_back_as_a_row(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [*ANSWERS]
    answers[10] = "2019-09-03"
    out = io.StringIO()
    with pytest.raises(add.UnsoundError, match="2019-09-03 is after stated_on"):
        guide.run(shelf, TODAY, io.StringIO("\n".join(answers) + "\n"), out)
    (row,) = [line for line in out.getvalue().splitlines() if line.startswith("{")]
    (tmp_path / "row.json").write_text(row.replace("2019-09-03", "2019-09-01"), encoding="utf-8")
    capsys.readouterr()
    assert main(["claims", "add", str(shelf), "--row", str(tmp_path / "row.json")]) == OK
    assert document(shelf)["claims"][-1]["supersedes"]["change"] == "backlog"
    assert document(shelf)["claims"][-1]["sources"][0]["via"] == "The Mirror"


def test_answers_that_do_not_fit_are_asked_again(shelf: Path) -> None:
    answers = [
        *["", "probably 500", "9", "2"],  # needed; exact or about
        *["the harbour", "new", "", "?", "2"],  # a new claimant; everybody listed
        *["drowned", "lake-war", "maybe", "n", "at Tarn Bridge", "", ""],
        *["yesterday", "2019-09-01", "", "7", "", "", "", "", ""],
        *["Lake Courier", "", "", "", "", "av-killed-june", "Bad Id", "tarn-drowned", "y"],
    ]
    said = guided(shelf, answers)
    claim = document(shelf)["claims"][-1]
    assert (claim["id"], claim["measure"], claim["claimant"]) == (
        "tarn-drowned",
        "drowned",
        "the-harbour",
    )
    assert claim["figure"] == {"low": 500, "high": 500, "wording": "probably 500"}
    assert "stated_on" not in claim
    for hint in (
        "This one is needed.",
        "Answer with a number from 1 to 2.",
        "Not on file: new takes “the harbour” as a new name.",
        "Answer y or n.",
        "Write YYYY-MM-DD",
        "There is a claim with this id already.",
        "An id has lower-case letters",
        "new among the claimants: the harbour (the-harbour)",
    ):
        assert hint in said


def test_bounds_that_the_words_do_not_give_are_asked_for(shelf: Path) -> None:
    told = ANSWERS[2:]
    said = guided(shelf, ["dozens", "", "many", "24", "", *told, "n"])
    assert "Write a whole number of persons." in said
    assert "dozens killed [low 24]" in said
    said = guided(shelf, ["five hundred", "500", *told, "n"])
    assert "five hundred killed [low 500, high 500, point 500]" in said


def test_a_wording_that_is_read_otherwise_than_meant_is_asked_for_again(shelf: Path) -> None:
    said = guided(shelf, ["500", "n", "500 to 600", "y", *ANSWERS[2:], "n"])
    assert "500 to 600 killed [low 500, high 600]" in said


def test_a_year_is_a_day_of_review_in_utc(shelf: Path) -> None:
    out = io.StringIO()
    add.from_row("-", io.StringIO(json.dumps(ROW)), shelf, dt.date(2027, 1, 2), out)
    assert document(shelf)["claims"][-1]["review"]["on"] == "2027-01-02"
