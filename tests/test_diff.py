"""What changed between two claims files, for a reviewer."""

import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claim import Claim
from bot.cli import main
from bot.curate import changed, diff, summary
from bot.store import load
from tests.stories import ANOTHER_WAR, RECORD, Document, document, with_claim, write
from tests.test_layout import odd_order, values


@pytest.fixture
def compared(tmp_path: Path) -> Any:
    """Compare two documents; give the printed lines, and whether both were sound."""

    def compare(old: Document, new: Document) -> tuple[list[str], list[str], bool]:
        out, faulty = io.StringIO(), io.StringIO()
        before, after = (write(tmp_path / f"{n}.json", d) for n, d in (("old", old), ("new", new)))
        sound = diff.run(before, after, out, faulty)
        return out.getvalue().splitlines(), faulty.getvalue().splitlines(), sound

    return compare


def test_a_file_does_not_differ_from_itself_in_another_form(compared: Any) -> None:
    assert compared(document(), odd_order(document())) == (["no difference"], [], True)


def test_a_changed_field_stands_under_what_the_claim_is(compared: Any) -> None:
    old = document()
    figure = {"low": 413, "high": 413, "point": 413, "wording": "413"}
    lines, _, _ = compared(old, with_claim(old, "av-killed-august", figure=figure))
    assert lines == [
        "1 claim changed",
        "",
        "claims changed",
        "  ~ av-killed-august",
        "      Averian General Staff, Averian army: 413 killed, as of 15 August 2019,",
        "      said on 16 August 2019. Could not be verified by Lake Monitors.",
        "      figure.low: 412 -> 413",
        "      figure.high: 412 -> 413",
        "      figure.point: 412 -> 413",
        '      figure.wording: "412" -> "413"',
    ]


def test_an_added_and_a_removed_claim_change_places_in_the_other_direction(compared: Any) -> None:
    old, new = document(), document()
    gone = new["claims"].pop()
    lines, _, _ = compared(old, new)
    assert lines[:4] == ["1 claim removed", "", "claims removed", f"  - {gone['id']}"]
    back, _, _ = compared(new, old)
    assert back[:4] == ["1 claim added", "", "claims added", f"  + {gone['id']}"]
    assert lines[4:] == back[4:]
    claim = load(ANOTHER_WAR).by_id[gone["id"]]
    said = " ".join(line.strip() for line in lines[4:])
    assert said == summary.of(claim, summary.wording(load(ANOTHER_WAR)))


def test_names_and_the_header_are_compared_too(compared: Any) -> None:
    old, new = document(), document()
    new["title"] = "Another title"
    new["names"]["parties"][0]["aliases"] = [
        *new["names"]["parties"][0].get("aliases", []),
        "the Averis",
    ]
    new["names"]["places"].append({"id": "quay", "name": "the Quay"})
    lines, _, _ = compared(old, new)
    assert lines[0] == "1 name added, 1 name changed, header changed"
    assert f'      title: "{old["title"]}" -> "Another title"' in lines
    assert any(line.endswith('added "the Averis"') for line in lines)
    assert lines[lines.index("places added") :][:3] == [
        "places added",
        "  + quay",
        "      the Quay",
    ]


def test_a_caveat_put_first_is_one_addition(compared: Any) -> None:
    old = with_claim(document(), "av-killed-june", caveats=[{"text": "a"}, {"text": "b"}])
    listed = [{"text": "new"}, {"text": "a"}, {"text": "b"}]
    lines, _, _ = compared(old, with_claim(old, "av-killed-june", caveats=listed))
    assert lines[-1] == '      caveats.0: added {"text": "new"}'
    turned = with_claim(old, "av-killed-june", caveats=[{"text": "b"}, {"text": "a"}])
    lines, _, _ = compared(old, turned)
    assert " ".join(" ".join(lines).split()).endswith(
        'caveats: [{"text": "a"}, {"text": "b"}] -> [{"text": "b"}, {"text": "a"}]'
    )


def test_a_broken_file_is_compared_as_far_as_it_can_be_read(compared: Any) -> None:
    old = document()
    broken = with_claim(old, "av-killed-june", mood="grim")
    broken["claims"].pop()
    lines, faults, sound = compared(old, broken)
    assert not sound
    assert lines[0] == "1 claim removed, 1 claim changed"
    assert '      mood: added "grim"' in lines
    assert len(faults) == 1
    assert "new.json: av-killed-june: mood: Extra inputs" in faults[0]


def test_two_faulty_entries_of_one_id_are_both_compared(compared: Any) -> None:
    new = document()
    new["claims"].append({**new["claims"][0], "method": "twice"})
    lines, _, sound = compared(document(), new)
    assert (lines[0], sound) == ("1 claim added", False)


def test_the_order_of_the_new_file_is_kept(compared: Any) -> None:
    old, new = document(), document()
    for claim in new["claims"]:
        claim["method"] = "another way"
    lines, _, _ = compared(old, new)
    ids = [line[4:] for line in lines if line.startswith("  ~ ")]
    assert ids == [claim["id"] for claim in new["claims"]]


@given(st.data())
def test_a_change_is_found_in_whatever_field_it_is(data: st.DataObject) -> None:
    old = document()
    new = copy.deepcopy(old)
    for claim in data.draw(st.lists(st.sampled_from(new["claims"]), max_size=3)):
        field = data.draw(st.sampled_from(sorted(claim.keys() - {"id"})))
        claim[field] = data.draw(values)
    expected = {
        one["id"]
        for one, other in zip(new["claims"], old["claims"], strict=True)
        if changed.meant(Claim, one) != changed.meant(Claim, other)
    }
    found = changed.lists(old, new)["claims"]
    assert {one.id for one in found.changed} == expected
    assert not found.added
    assert not found.removed


items = st.lists(st.sampled_from("abc") | values, max_size=4)


@given(items, items)
def test_lists_differ_if_and_only_if_something_is_said(old: list[Any], new: list[Any]) -> None:
    assert bool([*changed.fields({"f": old}, {"f": new})]) is (old != new)


def test_the_command_exits_with_0_whether_or_not_files_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write(tmp_path / "s.json", with_claim(document(), "av-killed-june", method="a list"))
    assert main(["claims", "diff", str(ANOTHER_WAR), str(ANOTHER_WAR)]) == 0
    assert main(["claims", "diff", str(ANOTHER_WAR), str(other)]) == 0
    capsys.readouterr()
    assert main(["claims", "diff", str(ANOTHER_WAR), str(other), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["claims"]["changed"] == [
        {
            "id": "av-killed-june",
            "fields": [{"field": "method", "old": None, "new": "a list"}],
        }
    ]


@pytest.mark.parametrize("content", ["{", "[]", '{"claims": [{"id": "a"}]}'])
def test_the_command_exits_with_1_for_a_broken_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(content, encoding="utf-8")
    assert main(["claims", "diff", str(path), str(RECORD)]) == 1
    assert main(["claims", "diff", str(RECORD), str(path)]) == 1
