import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot import store
from bot.curate import check, lint
from tests.stories import (
    ANOTHER_WAR,
    FOUNDING,
    RECORD,
    Document,
    document,
    with_claim,
    write,
)


def checked(path: Path | None) -> tuple[bool, list[str]]:
    out = io.StringIO()
    sound = check.run(path, out)
    return sound, out.getvalue().splitlines()


def found(tmp_path: Path, content: Document, rule: str) -> list[str]:
    """Hold a claims file against the linter and list what one rule finds."""
    read = store.load(write(tmp_path / "s.json", content))
    return [str(finding) for finding in lint.findings(read) if finding.rule == rule]


def june(**changes: Any) -> Document:
    return with_claim(document(), "av-killed-june", **changes)


# --- the command ---


@pytest.mark.parametrize("path", [RECORD, FOUNDING, ANOTHER_WAR])
def test_the_stores_of_the_repository_have_no_errors(path: Path) -> None:
    sound, lines = checked(path)
    assert sound
    assert any(f"{len(document(path)['claims'])} claims, no errors" in line for line in lines)


def test_every_warning_about_the_record_is_explained() -> None:
    open_ones = [
        finding
        for finding in lint.findings(store.load(RECORD))
        if finding.level is lint.Level.WARNING and not finding.why
    ]
    assert open_ones == []


def test_nothing_checked_against_an_original_is_counted_as_such() -> None:
    assert checked(RECORD)[1][-1].endswith("591 of 591 claims still need their original opened")


def test_the_shipped_store_is_checked_unless_another_is_named() -> None:
    assert checked(None) == checked(RECORD)


def test_faults_of_the_file_stand_with_what_the_rules_find(tmp_path: Path) -> None:
    broken = june(mood="grim")
    broken = with_claim(broken, "av-killed-august", as_of="2029-06-02")
    sound, lines = checked(write(tmp_path / "s.json", broken))
    assert not sound
    assert "  av-killed-june: mood: Extra inputs are not permitted" in lines
    assert any(line.startswith("  av-killed-august: as_of: 2029-06-02 is after") for line in lines)


def test_two_hundred_faults_are_two_hundred_faults(tmp_path: Path) -> None:
    content = document()
    model = next(claim for claim in content["claims"] if claim["id"] == "av-killed-june")
    for number in range(200):
        broken = {"low": 9, "high": 7, "wording": "some"}
        content["claims"].append(
            model | {"id": f"x-{number}", "figure": broken, "supersedes": None, "as_of": None}
        )
        del content["claims"][-1]["supersedes"], content["claims"][-1]["as_of"]
    out = io.StringIO()
    assert not check.run(write(tmp_path / "s.json", content), out, as_json=True)
    findings = json.loads(out.getvalue())["findings"]
    assert sum(finding["rule"] == "bounds" for finding in findings) == 200


def test_findings_come_as_json(tmp_path: Path) -> None:
    out = io.StringIO()
    path = write(tmp_path / "s.json", june(figure={"low": 9, "high": 7, "wording": "7 to 9"}))
    assert not check.run(path, out, as_json=True)
    printed = json.loads(out.getvalue())
    assert (printed["store"], printed["errors"]) == (str(path), 2)
    assert printed["findings"][0] == {
        "rule": "bounds",
        "level": "error",
        "entry": "av-killed-june",
        "field": "figure.low",
        "found": "9 is above high",
        "expected": "<= 7",
        "why": None,
    }


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_what_is_no_claims_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    sound, lines = checked(path)
    assert not sound
    assert lines[0] == f"{path}: 1 error"


# --- figures ---


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"low": 9, "high": 7, "wording": "x"}, "figure.low: 9 is above high; expected <= 7"),
        (
            {"low": 7, "high": 9, "point": 8, "wording": "x"},
            "figure.point: 8 is not both bounds; expected low = high = point",
        ),
    ],
)
def test_bounds_are_in_order(tmp_path: Path, figure: dict[str, Any], said: str) -> None:
    assert found(tmp_path, june(figure=figure), "bounds") == [f"av-killed-june: {said}"]


@pytest.mark.parametrize(
    ("wording", "low", "high", "point"),
    [
        ("412", 412, 412, 412),
        ("at least 412", 412, None, None),
        ("well over 412", 412, None, None),
        ("412 or more", 412, None, None),
        ("up to 412", None, 412, None),
        ("almost 412", None, 412, None),
        ("approaching around 412", None, 412, None),
        ("about 412", 412, 412, None),
        ("412 or so", 412, 412, None),
        ("probably 412", 412, 412, None),
        ("roughly 7,000 to 15,000", 7_000, 15_000, None),
        ("1.3 to 1.4 million", 1_300_000, 1_400_000, None),
        ("between 300 and 400", 300, 400, None),
        ("dozens", None, None, None),
        ("nearly half a million", 480_000, 520_000, None),
    ],
)
def test_a_hedge_is_a_bound(
    tmp_path: Path, wording: str, low: int | None, high: int | None, point: int | None
) -> None:
    figure = {"low": low, "high": high, "point": point, "wording": wording}
    assert found(tmp_path, june(figure=figure), "hedge") == []


@pytest.mark.parametrize(
    ("wording", "low", "high", "point", "expected"),
    [
        ("at least 412", 412, 412, 412, "low 412"),
        ("up to 412", 0, 412, None, "high 412"),
        ("about 412", 412, 412, 412, "low 412, high 412"),
        ("412", 421, 421, 421, "low 412, high 412, point 412"),
        ("412", None, None, None, "low 412, high 412, point 412"),
        ("300 to 400", 300, 350, None, "low 300, high 400"),
    ],
)
def test_bounds_that_say_something_else_than_the_words_are_reported(
    tmp_path: Path, wording: str, low: int, high: int, point: int, expected: str
) -> None:
    figure = {"low": low, "high": high, "point": point, "wording": wording}
    (said,) = found(tmp_path, june(figure=figure), "hedge")
    assert said.endswith(f"for “{wording}”; expected {expected}")


def test_casualties_are_not_filed_as_killed(tmp_path: Path) -> None:
    figure = {"low": 412, "high": 412, "point": 412, "wording": "412 casualties"}
    (said,) = found(tmp_path, june(figure=figure), "umbrella")
    assert "a measure that 'casualties' means" in said


# --- dates ---


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"as_of": "2019-06-02"}, "as_of: 2019-06-02 is after stated_on; expected <= 2019-06-01"),
        (
            {"sources": [{"publisher": "A", "published_on": "2019-05"}]},
            "sources.0.published_on: 2019-05 is before stated_on; expected >= 2019-06-01",
        ),
        (
            {"scope": {"start": "2019-06", "end": "2019-05-03"}},
            "scope.start: 2019-06 is after scope.end; expected <= 2019-05-03",
        ),
    ],
)
def test_dates_are_in_order(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    assert found(tmp_path, june(**changes), "dates") == [f"av-killed-june: {said}"]


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": "2019-06"},
        {"as_of": "2019"},
        {"scope": {"start": "2019-05-03", "end": "2019-05"}},
        {"sources": [{"publisher": "A", "published_on": "2019"}]},
    ],
)
def test_dates_that_may_agree_are_no_faults(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert found(tmp_path, june(**changes), "dates") == []


def test_a_claim_without_a_date_is_a_warning() -> None:
    read = store.load(ANOTHER_WAR)
    (undated,) = [finding for finding in lint.findings(read) if finding.rule == "undated"]
    assert (undated.level, undated.entry) == (lint.Level.WARNING, "av-deployed")


# --- chains ---


@pytest.mark.parametrize(
    ("former", "field"),
    [
        ("bo-killed-averian", "claimant"),
        ("av-brigade-killed", "population"),
        ("av-wounded-august", "measure"),
    ],
)
def test_a_figure_replaces_one_of_another_kind_only_with_a_reason(
    tmp_path: Path, former: str, field: str
) -> None:
    plain = with_claim(document(), "av-killed-august", supersedes={"claim": former})
    (said,) = found(tmp_path, plain, "crossing")
    assert f"{former} has another {field}" in said
    typed = {"claim": former, "change": "correction"}
    reasoned = with_claim(document(), "av-killed-august", supersedes=typed)
    assert found(tmp_path, reasoned, "crossing") == []


def test_a_chain_that_comes_back_to_itself_is_reported_for_each_claim(tmp_path: Path) -> None:
    broken = june(supersedes={"claim": "av-killed-august"})
    assert [line.split(":")[0] for line in found(tmp_path, broken, "chain")] == [
        "av-killed-june",
        "av-killed-august",
    ]


def test_a_claim_is_replaced_once(tmp_path: Path) -> None:
    link = {"claim": "av-killed-june"}
    broken = with_claim(document(), "av-wounded-august", supersedes=link)
    assert len(found(tmp_path, broken, "chain")) == 2


def test_a_running_total_that_falls_needs_a_typed_reason(tmp_path: Path) -> None:
    high = {"low": 9_000, "high": 9_000, "point": 9_000, "wording": "9,000"}
    low = {"low": 900, "high": 900, "point": 900, "wording": "900"}
    fallen = with_claim(june(figure=high), "av-killed-august", figure=low)
    (said,) = found(tmp_path, fallen, "fall")
    assert said.startswith("av-killed-august: supersedes.change: ")
    link = {"claim": "av-killed-june", "change": "method"}
    assert found(tmp_path, with_claim(fallen, "av-killed-august", supersedes=link), "fall") == []


def test_a_derived_figure_names_its_origin(tmp_path: Path) -> None:
    assert len(found(tmp_path, june(basis="derived", method=None), "origin")) == 1
    assert len(found(tmp_path, june(derived_from=["av-killed-june"]), "origin")) == 1


def test_two_running_totals_of_one_claimant_are_linked(tmp_path: Path) -> None:
    content = document()
    august = next(claim for claim in content["claims"] if claim["id"] == "av-killed-august")
    del august["supersedes"]
    (said,) = found(tmp_path, content, "gap")
    assert "neither replaces the other" in said


# --- parts, duplicates, sides, names ---


def test_a_part_is_no_larger_than_its_whole(tmp_path: Path) -> None:
    content = document()
    august = next(claim for claim in content["claims"] if claim["id"] == "av-killed-august")
    many = {"low": 99_000, "high": 99_000, "point": 99_000, "wording": "99,000"}
    lancers = next(p["id"] for p in content["names"]["populations"] if p.get("part_of"))
    changed = {"supersedes": None, "figure": many}
    part = {k: v for k, v in (august | changed).items() if v is not None}
    content["claims"].append(part | {"id": "part", "population": lancers})
    content["claims"].append(part | {"id": "one", "measure": "killed_or_wounded"})
    assert [line.split(":")[0] for line in found(tmp_path, content, "part-of-people")] == ["part"]
    content["claims"][-1]["figure"] = {"low": 1, "high": 1, "point": 1, "wording": "1"}
    parts = [line.split(":")[0] for line in found(tmp_path, content, "part-of-measure")]
    assert "av-killed-august" in parts


def test_the_same_claim_twice_and_nearly_so(tmp_path: Path) -> None:
    content = document()
    wounded = next(claim for claim in content["claims"] if claim["id"] == "av-wounded-august")
    content["claims"].append(wounded | {"id": "again"})
    assert [line.split(":")[0] for line in found(tmp_path, content, "duplicate")] == ["again"]
    other = {"low": 1, "high": 1, "point": 1, "wording": "1"}
    content["claims"][-1] = wounded | {"id": "again", "figure": other}
    assert found(tmp_path, content, "duplicate") == []
    assert [line.split(":")[0] for line in found(tmp_path, content, "near-duplicate")] == ["again"]


def test_an_event_with_one_partys_figures_alone_is_reported(tmp_path: Path) -> None:
    content = document()
    content["claims"] = [c for c in content["claims"] if c["id"] == "av-killed-june"]
    (said,) = found(tmp_path, content, "one-sided")
    assert "by averia" in said


def test_a_dispute_by_nobody_is_reported(tmp_path: Path) -> None:
    broken = june(verification={"status": "disputed"}, disputed_by=[])
    assert len(found(tmp_path, broken, "dispute")) == 1


def test_an_alias_of_two_entries_is_reported_once_for_the_pair(tmp_path: Path) -> None:
    content = document()
    first, second = content["names"]["claimants"][:2]
    first["aliases"] = [*first.get("aliases", ()), "the bureau", "the office"]
    second["aliases"] = [*second.get("aliases", ()), "the bureau", "The Office"]
    (said,) = found(tmp_path, content, "alias")
    assert "“the bureau”, “The Office”" in said


def test_a_name_that_no_claim_needs_is_reported() -> None:
    read = store.load(ANOTHER_WAR)
    unused = [finding.entry for finding in lint.findings(read) if finding.rule == "unused"]
    assert unused == ["names.parties.corvia", "names.places.port-merrow"]


@pytest.mark.parametrize("kind", ["populations", "claimants", "places", "events"])
def test_a_name_that_is_part_of_itself_is_reported(tmp_path: Path, kind: str) -> None:
    content = document()
    first, second = content["names"][kind][:2]
    first["part_of"], second["part_of"] = second["id"], first["id"]
    assert any(first["id"] in line for line in found(tmp_path, content, "circle"))


def test_an_explanation_stands_with_its_warning_and_an_idle_one_is_reported(tmp_path: Path) -> None:
    content = document()
    content["explained"] = [
        {"rule": "undated", "entries": ["av-deployed"], "why": "the order had no date"},
        {"rule": "undated", "entries": ["av-killed-june"], "why": "none"},
    ]
    (undated,) = found(tmp_path, content, "undated")
    assert undated.endswith("(the order had no date)")
    assert len(found(tmp_path, content, "idle-explanation")) == 1
