import io
from pathlib import Path
from typing import Any

import pytest

from bot.curate import check
from tests.stories import ANOTHER_WAR, FOUNDING, Document, document, with_claim, write


def checked(path: Path | None) -> tuple[bool, list[str]]:
    out = io.StringIO()
    sound = check.run(path, out)
    return sound, out.getvalue().splitlines()


def faults(tmp_path: Path, content: Document) -> list[str]:
    sound, (_, *lines) = checked(write(tmp_path / "s.json", content))
    assert not sound
    return [line.strip() for line in lines]


@pytest.mark.parametrize(("path", "checked_path"), [(None, FOUNDING), (ANOTHER_WAR, ANOTHER_WAR)])
def test_a_sound_store_is_said_to_have_no_faults(path: Path | None, checked_path: Path) -> None:
    claims = len(document(checked_path)["claims"])
    assert (True, [f"{checked_path}: {claims} claims, no faults"]) == checked(path)


def test_faults_of_the_schema_come_first_and_alone(tmp_path: Path) -> None:
    broken = with_claim(document(), "av-killed-june", mood="grim", as_of="2019-06-02")
    assert faults(tmp_path, broken) == ["av-killed-june: mood: Extra inputs are not permitted"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"figure": {"low": 9, "high": 7, "wording": "7 to 9"}},
            "figure.low: 9 is above high, 7",
        ),
        (
            {"figure": {"low": 7, "high": 9, "point": 8, "wording": "8"}},
            "figure.point: an exact count has low = high = point",
        ),
        (
            {"other_wordings": [{"low": 9, "high": 7, "wording": "x", "said_by": "havel"}]},
            "other_wordings.0.low: 9 is above high, 7",
        ),
        ({"as_of": "2019-06-02"}, "as_of: 2019-06-02 is after stated_on, 2019-06-01"),
        (
            {"sources": [{"publisher": "A", "published_on": "2019-05"}]},
            "sources.0.published_on: 2019-05 is before stated_on, 2019-06-01",
        ),
        (
            {"scope": {"start": "2019-06", "end": "2019-05-03"}},
            "scope.start: 2019-06 is after scope.end, 2019-05-03",
        ),
    ],
)
def test_a_claim_that_contradicts_itself_is_reported(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    broken = with_claim(document(), "av-killed-june", **changes)
    assert [f"av-killed-june: {fault}"] == faults(tmp_path, broken)


@pytest.mark.parametrize(
    "changes",
    [
        {"as_of": "2019-06"},
        {"as_of": "2019"},
        {"scope": {"start": "2019-05-03", "end": "2019-05"}},
        {"sources": [{"publisher": "A", "published_on": "2019"}]},
        {"figure": {"low": 7, "high": 7, "wording": "about 7"}},
        {"figure": {"wording": "dozens"}},
    ],
)
def test_dates_that_may_agree_and_open_figures_are_no_faults(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    path = write(tmp_path / "s.json", with_claim(document(), "av-killed-june", **changes))
    assert checked(path)[0]


@pytest.mark.parametrize(
    ("former", "field"),
    [
        ("bo-killed-averian", "claimant"),
        ("av-brigade-killed", "population"),
        ("av-wounded-august", "measure"),
    ],
)
def test_a_figure_replaces_only_one_of_its_own_kind(
    tmp_path: Path, former: str, field: str
) -> None:
    broken = with_claim(document(), "av-killed-august", supersedes={"claim": former})
    assert [
        f"av-killed-august: supersedes.claim: {former} has another {field}: "
        "a figure replaces its own kind"
    ] == faults(tmp_path, broken)


def test_a_chain_that_comes_back_to_itself_is_reported_for_each_claim(tmp_path: Path) -> None:
    broken = with_claim(document(), "av-killed-june", supersedes={"claim": "av-killed-august"})
    assert faults(tmp_path, broken) == [
        "av-killed-june: supersedes.claim: the chain comes back to this claim",
        "av-killed-august: supersedes.claim: the chain comes back to this claim",
    ]


@pytest.mark.parametrize("kind", ["populations", "claimants", "places", "events"])
def test_a_name_that_is_part_of_itself_is_reported(tmp_path: Path, kind: str) -> None:
    content = document()
    first, second = content["names"][kind][:2]
    first["part_of"], second["part_of"] = second["id"], first["id"]
    assert any("part_of" in line and first["id"] in line for line in faults(tmp_path, content))
