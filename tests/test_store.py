import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store, StoreError, load, shipped
from tests.stories import ANOTHER_WAR, RECORD, Document, document, with_claim, write

LEAST: Document = {
    "claims": [
        {
            "id": "a",
            "event": "war",
            "population": "army",
            "measure": "killed",
            "claimant": "staff",
            "figure": {"low": 12, "high": 12, "point": 12, "wording": "12"},
            "verification": {"status": "unverified"},
            "sources": [{"publisher": "Courier"}],
        }
    ],
    "names": {
        "parties": [{"id": "averia", "name": "Averia"}],
        "populations": [{"id": "army", "name": "Army", "side": "averia"}],
        "claimants": [{"id": "staff", "name": "Staff"}],
        "people": [{"id": "havel", "name": "Havel"}],
        "places": [{"id": "tarn", "name": "Tarn"}],
        "events": [{"id": "war", "name": "War"}],
    },
}


def faults(path: Path) -> list[str]:
    with pytest.raises(StoreError) as error:
        load(path)
    return [str(fault) for fault in error.value.faults]


# --- what is read ---


def test_the_shipped_store_is_the_one_in_the_repository() -> None:
    assert shipped() == RECORD
    assert len(document(RECORD)["claims"]) == len(load(shipped()).claims)


def test_a_store_knows_the_hash_of_the_bytes_it_was_read_from() -> None:
    assert hashlib.sha256(ANOTHER_WAR.read_bytes()).hexdigest() == load(ANOTHER_WAR).sha256


def test_the_least_store_is_sound(tmp_path: Path) -> None:
    assert [claim.id for claim in load(write(tmp_path / "s.json", LEAST)).claims] == ["a"]


def test_a_store_may_be_empty(tmp_path: Path) -> None:
    assert load(write(tmp_path / "s.json", {"claims": []})).claims == ()


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps(LEAST), encoding="utf-8-sig")
    assert len(load(path).claims) == 1


def test_entries_are_found_by_id(war: Store) -> None:
    found = (
        war.parties["averia"].name,
        war.populations["averian-lancers"].part_of,
        war.claimants["lake-monitors"].name,
        war.people["havel"].role,
        war.places["tarn"].part_of,
        war.events["tarn-bridge"].part_of,
        war.by_id["av-killed-august"].figure.point,
        war.superseded_by["av-killed-june"].id,
    )
    assert found == (
        "Averia", "averian-army", "Lake Monitors", "spokeswoman", "lakeland", "lake-war", 412,
        "av-killed-august",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("voice", "name"),
    [("lake-monitors", "Lake Monitors"), ("havel", "Col. Ines Havel"), ("nobody", None)],
)
def test_a_voice_is_a_claimant_or_a_person(war: Store, voice: str, name: str | None) -> None:
    found = war.voice(voice)
    assert name == (found.name if found else None)


# --- files that cannot be read ---


def test_a_missing_file_is_one_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "none.json") == ["file: No such file or directory"]


def test_a_folder_is_one_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == ["file: Is a directory"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "file: line 1, column 1: not JSON: Expecting value"),
        (b'{"claims": [}', "file: line 1, column 13: not JSON: Expecting value"),
        (b'{"claims": [],}', "file: line 1, column 15: not JSON: "),
        (b'{"claims": ["\xff"]}', "file: not UTF-8 text at byte 13"),
        ('{"claims": []}'.encode("utf-16"), "file: not UTF-8 text at byte 0"),
        (b"[" * 100_000, "file: not a claims file: nested too deeply"),
        (b"[]", "file: claims: expected an object whose claims is a list"),
        (b"null", "file: claims: expected an object whose claims is a list"),
        (b"{}", "file: claims: expected an object whose claims is a list"),
        (b'{"claims": {}}', "file: claims: expected an object whose claims is a list"),
        (b'{"claims": null}', "file: claims: expected an object whose claims is a list"),
    ],
)
def test_what_is_no_claims_file_is_one_fault(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    found = faults(path)
    assert (1, fault) == (len(found), found[0][: len(fault)])


# --- faults in what was read ---


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"names": []}, "file: names: expected an object"),
        (
            {"names": LEAST["names"] | {"cats": []}},
            "names: cats: unknown list; known are parties, ",
        ),
        ({"names": LEAST["names"] | {"people": {}}}, "names: people: expected a list"),
        ({"titel": "typo"}, "file: titel: Extra inputs are not permitted"),
        ({"title": 1}, "file: title: Input should be a valid string"),
        ({"questions": "one"}, "file: questions: Input should be a valid tuple"),
        ({"claims": ["a"]}, "claims[0]: : Input should be a valid dictionary"),
        ({"claims": [None]}, "claims[0]: "),
        ({"claims": [{"id": 7}]}, "claims[0]: id: Input should be a valid string"),
        (
            {"names": LEAST["names"] | {"places": [{"id": "tarn", "nam": "Tarn"}]}},
            "names.places.tarn: name: Field required",
        ),
    ],
)
def test_a_fault_outside_the_claims_names_its_place(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    found = faults(write(tmp_path / "s.json", LEAST | changes))
    assert any(line.replace(": :", ":").startswith(fault.replace(": :", ":")) for line in found)


def test_a_fault_in_a_claim_names_the_claim_and_the_field(tmp_path: Path) -> None:
    broken = with_claim(LEAST, "a", figure={"low": "many"}, mood="grim")
    assert faults(write(tmp_path / "s.json", broken)) == [
        "a: figure.low: Input should be a valid integer, unable to parse string as an integer",
        "a: figure.wording: Field required",
        "a: mood: Extra inputs are not permitted",
    ]


def test_a_hundred_claims_with_two_faults_each_report_two_hundred(tmp_path: Path) -> None:
    broken = [
        LEAST["claims"][0] | {"id": f"c{n}", "relation": "friend", "basis": "rumour"}
        for n in range(100)
    ]
    found = faults(write(tmp_path / "s.json", LEAST | {"claims": broken}))
    assert len(found) == 200
    assert {f"c{n}" for n in range(100)} == {line.split(":")[0] for line in found}


def test_an_id_that_stands_twice_is_reported_once(tmp_path: Path) -> None:
    twice = LEAST | {"claims": LEAST["claims"] * 2}
    assert faults(write(tmp_path / "s.json", twice)) == ["a: id: stands 2 times; ids are unique"]


@pytest.mark.parametrize("kind", LEAST["names"])
def test_a_name_that_stands_twice_is_a_fault(tmp_path: Path, kind: str) -> None:
    entries = LEAST["names"][kind]
    twice = LEAST | {"names": LEAST["names"] | {kind: entries * 2}}
    expected = f"names.{kind}.{entries[0]['id']}: id: stands 2 times; ids are unique"
    assert [expected] == faults(write(tmp_path / "s.json", twice))


def test_the_same_id_in_two_lists_is_no_fault(tmp_path: Path) -> None:
    names = LEAST["names"] | {"places": [{"id": "war", "name": "War"}]}
    assert len(load(write(tmp_path / "s.json", LEAST | {"names": names})).claims) == 1


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"event": "x"}, "event", "events"),
        ({"population": "x"}, "population", "populations"),
        ({"claimant": "x"}, "claimant", "claimants"),
        ({"speaker": "x"}, "speaker", "people"),
        ({"scope": {"place": "x"}}, "scope.place", "places"),
        ({"supersedes": {"claim": "x"}}, "supersedes.claim", "claims"),
        ({"derived_from": ["a", "x"]}, "derived_from", "claims"),
        ({"verification": {"said_by": ["x"]}}, "verification.said_by", "voices"),
        ({"caveats": [{"text": "t", "said_by": ["x"]}]}, "caveats.said_by", "voices"),
        ({"disputed_by": [{"who": "X", "said_by": ["x"]}]}, "disputed_by.said_by", "voices"),
        (
            {"other_wordings": [{"wording": "w", "said_by": "x"}]},
            "other_wordings.said_by",
            "voices",
        ),
    ],
)
def test_a_claim_that_refers_to_nothing_is_a_fault(
    tmp_path: Path, changes: dict[str, Any], field: str, kind: str
) -> None:
    path = write(tmp_path / "s.json", with_claim(LEAST, "a", **changes))
    assert [f"a: {field}: there is no 'x' among the {kind}"] == faults(path)


@pytest.mark.parametrize(
    ("kind", "field", "target"),
    [
        ("populations", "side", "parties"),
        ("populations", "part_of", "populations"),
        ("claimants", "speaks_for", "parties"),
        ("claimants", "part_of", "claimants"),
        ("people", "belongs_to", "claimants"),
        ("places", "part_of", "places"),
        ("events", "place", "places"),
        ("events", "part_of", "events"),
    ],
)
def test_a_name_that_refers_to_nothing_is_a_fault(
    tmp_path: Path, kind: str, field: str, target: str
) -> None:
    entry = LEAST["names"][kind][0] | {field: "x"}
    path = write(tmp_path / "s.json", LEAST | {"names": LEAST["names"] | {kind: [entry]}})
    expected = f"names.{kind}.{entry['id']}: {field}: there is no 'x' among the {target}"
    assert [expected] == faults(path)


def test_an_entry_with_a_fault_of_its_own_does_not_dangle_as_well(tmp_path: Path) -> None:
    names = LEAST["names"] | {"events": [{"id": "war", "name": ""}]}
    assert faults(write(tmp_path / "s.json", LEAST | {"names": names})) == [
        "names.events.war: name: String should have at least 1 character"
    ]


def test_faults_of_every_kind_are_reported_together(tmp_path: Path) -> None:
    broken = with_claim(LEAST, "a", event="x", speaker="y") | {"titel": "typo"}
    found = faults(write(tmp_path / "s.json", broken))
    assert len(found) == 3


def test_the_message_lists_the_file_and_every_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", with_claim(LEAST, "a", event="x", speaker="y"))
    with pytest.raises(StoreError) as error:
        load(path)
    assert [
        f"{path}: 2 faults",
        "  a: event: there is no 'x' among the events",
        "  a: speaker: there is no 'y' among the people",
    ] == str(error.value).splitlines()
