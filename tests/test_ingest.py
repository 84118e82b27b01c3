import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import store
from bot.cli import main
from bot.curate import flat, terms
from bot.curate.flat import TableError
from bot.curate.scopes import Scopes
from bot.curate.speakers import Speaker, Speakers
from bot.curate.subjects import Subjects
from bot.desk import Desk
from bot.names import Category
from bot.store import Store, StoreError
from bot.vocabulary import Vocabulary
from tests.stories import FOUNDING, TODAY

STORES = Path(__file__).parent / "stores"

FIRST: Mapping[str, Any] = {
    "id": "ministry-killed",
    "event": "Avel dam failure 2031",
    "subject": "Avelian civilians",
    "measure": "killed",
    "figure": {"low": 212, "high": 212, "point": 212, "wording": "212"},
    "scope": "whole flood",
    "period_start": "2031-03-02",
    "cumulative": True,
    "as_of": "2031-03-09",
    "stated_on": "2031-03-10",
    "claimant": "Interior Ministry of Avelia",
    "speaker": "Maj. Gen. Ada Berg, civil defence chief, in a briefing",
    "relation": "own side",
    "basis": "official count",
    "verification": "unverified",
    "source": {"publisher": "Avel Post"},
}
SECOND: Mapping[str, Any] = {
    **FIRST,
    "id": "rescuers-missing",
    "measure": "missing",
    "claimant": "Mountain Rescue Association (MRA)",
    "relation": "third party",
    "scope": "Upper Avel District",
}


def row(**changes: Any) -> dict[str, Any]:
    return {**FIRST, **changes}


def table(folder: Path, *rows: Mapping[str, Any], name: str = "table.jsonl") -> Path:
    path = folder / name
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(path: Path, out: Path, *options: str) -> int:
    return main(["claims", "import", str(path), "--out", str(out), *options])


def imported(folder: Path, *rows: Mapping[str, Any]) -> Store:
    out = folder / "claims.json"
    assert run(table(folder, *rows), out) == 0
    return store.load(out)


def faults(path: Path) -> list[str]:
    with pytest.raises(StoreError) as refused:
        flat.read(path)
    return [str(fault) for fault in refused.value.faults]


# --- what is made ---


def test_a_row_becomes_a_claim_with_all_its_names(tmp_path: Path) -> None:
    read = imported(tmp_path, FIRST)
    (claim,) = read.claims
    assert read.events[claim.event].name == "Avel dam failure 2031"
    assert str(read.events[claim.event].start) == "2031-03-02"
    assert read.claimants[claim.claimant].name == "Interior Ministry of Avelia"
    assert claim.speaker is not None
    person = read.people[claim.speaker]
    assert (person.name, person.role) == ("Maj. Gen. Ada Berg", "civil defence chief")
    assert (claim.claimant, "in a briefing") == (person.belongs_to, claim.occasion)
    assert (claim.relation, claim.basis) == ("own", "own_count")


def test_the_two_words_of_a_country_are_one_party(tmp_path: Path) -> None:
    read = imported(tmp_path, FIRST, SECOND)
    (party,) = read.names.parties
    assert (party.name, party.adjective) == ("Avelia", "Avelian")
    population = read.populations[read.claims[0].population]
    assert (party.id, Category.CIVILIAN) == (population.side, population.category)
    assert [party.id, None] == [claimant.speaks_for for claimant in read.names.claimants]


def test_a_place_or_an_incident_is_told_from_the_whole_event(tmp_path: Path) -> None:
    whole, part = imported(tmp_path, FIRST, SECOND).claims
    assert (whole.scope.kind, whole.scope.place) == ("cumulative", None)
    assert (part.scope.kind, part.scope.place) == ("cumulative", "upper-avel-district")


def test_a_name_that_two_kinds_of_entries_have_gets_two_ids(tmp_path: Path) -> None:
    read = imported(tmp_path, row(claimant="Ada Berg", speaker="Ada Berg, engineer"))
    assert {"ada-berg"}.isdisjoint({person.id for person in read.names.people})
    assert read.claims[0].claimant == "ada-berg"


def test_other_columns_are_kept_as_notes(tmp_path: Path) -> None:
    (claim,) = imported(
        tmp_path, row(seen_at="page 4", tier=2, links=["a", "b"], nothing=None, empty="")
    ).claims
    assert dict(claim.notes) == {"seen_at": "page 4", "tier": "2", "links": '["a", "b"]'}


def test_words_that_a_field_cannot_hold_are_kept(tmp_path: Path) -> None:
    (claim,) = imported(
        tmp_path,
        row(
            relation="told by itself",
            basis="read off death certificates",
            verification="Nobody could check it: not independently verified",
        ),
    ).claims
    assert (claim.relation, claim.notes["relation"]) == ("own", "told by itself")
    assert (claim.basis, claim.method) == ("own_count", "read off death certificates")
    assert claim.verification.status == "unverified"
    assert claim.verification.note is not None


def test_who_disputes_is_found_among_the_names(tmp_path: Path) -> None:
    disputes = ["Mountain Rescue Association (MRA): has seen fewer", "the mayor"]
    read = imported(tmp_path, row(disputed_by=disputes), SECOND)
    rescuers, mayor = read.claims[0].disputed_by
    assert (
        rescuers.said_by,
        rescuers.why,
    ) == (("mountain-rescue-association-mra",), "has seen fewer")
    assert (mayor.who, mayor.said_by) == ("the mayor", ())


def test_fields_that_are_not_required_may_be_missing_null_or_empty(tmp_path: Path) -> None:
    required = ("id", "event", "subject", "measure", "figure", "claimant", "source")
    short = {field: FIRST[field] for field in required}
    empty = {**short, "id": "empty", "scope": "", "caveats": [], "as_of": None, "speaker": "  "}
    first, second = imported(tmp_path, short, empty).claims
    assert first.model_copy(update={"id": "empty"}) == second


def test_an_unknown_measure_is_imported_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (claim,) = imported(tmp_path, row(measure="Houses flooded")).claims
    assert claim.measure == "houses_flooded"
    printed = capsys.readouterr()
    assert "Houses flooded" in printed.err
    assert "1 claims imported" in printed.out


def test_what_a_check_would_find_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backwards = {"low": 12, "high": 5, "point": None, "wording": "5 to 12"}
    imported(tmp_path, row(figure=backwards), {**SECOND, "derived_from": [SECOND["id"]]})
    told = capsys.readouterr().err
    assert "ministry-killed: figure.low: 12 is above high; expected <= 5" in told
    assert "rescuers-missing: derived_from: names itself" in told


@pytest.mark.parametrize(
    ("speaker", "name", "anonymous"),
    [
        ("Field Marshal Count Otto Berg, chancellor", "Field Marshal Count Otto Berg", False),
        ("Count, unnamed", "Count, unnamed", True),
        ("a press officer, unnamed", "a press officer, unnamed", True),
        ("Defence Ministry Press Service", "Defence Ministry Press Service", True),
    ],
)
def test_a_title_is_no_word_for_a_figure(
    tmp_path: Path, speaker: str, name: str, anonymous: bool
) -> None:
    read = imported(tmp_path, row(speaker=speaker))
    (person,) = read.names.people
    assert (name, anonymous) == (person.name, person.anonymous)


def test_names_and_aliases_come_from_another_store(tmp_path: Path) -> None:
    rows = [row(claimant="Russian MoD", subject="Russian military"), SECOND]
    out = tmp_path / "claims.json"
    assert run(table(tmp_path, *rows), out, "--names", str(FOUNDING)) == 0
    read, known = store.load(out), store.load(FOUNDING)
    assert known.claimants["russia-mod"] == read.claimants["russia-mod"]
    assert known.parties["russia"] == read.parties["russia"]
    assert read.claims[0].population == "russian-military"


def test_an_article_makes_no_other_name(tmp_path: Path) -> None:
    known = store.load(FOUNDING).names.events[0]
    said = known.name.removeprefix("the ")
    out = tmp_path / "claims.json"
    for event in (said, f"The {said}"):
        assert run(table(tmp_path, row(event=event)), out, "--names", str(FOUNDING)) == 0
        assert store.load(out).claims[0].event == known.id


def test_civilians_of_where_it_happened_are_no_side(tmp_path: Path) -> None:
    rows = [
        row(id="a", event="Attack on Dar Ulm", subject="Dar Ulm civilians"),
        row(id="b", event="Attack on Dar Ulm", subject="Avelian soldiers"),
    ]
    read = imported(tmp_path, *rows)
    assert [party.name for party in read.names.parties] == ["Avelia"]
    sides = {population.name: population.side for population in read.names.populations}
    assert sides == {"Dar Ulm civilians": None, "Avelian soldiers": "avelia"}


def test_residents_of_a_valley_are_no_side(tmp_path: Path) -> None:
    rows = [row(subject="Orm valley residents"), row(id="b", subject="Avelian village residents")]
    sides = {p.name: p.side for p in imported(tmp_path, *rows).names.populations}
    assert sides == {"Orm valley residents": None, "Avelian village residents": "avelia"}


def test_civilians_of_who_fights_or_is_spoken_for_have_a_side(tmp_path: Path) -> None:
    rows = [
        row(id="a", event="War in Dar Ulm", subject="Dar Ulm civilians"),
        row(id="b", event="War in Dar Ulm", subject="Dar Ulm fighters"),
        row(id="c", event="War in Orm", subject="Orm civilians", claimant="Ministry of Orm"),
    ]
    sides = {p.name: p.side for p in imported(tmp_path, *rows).names.populations}
    assert sides == {
        "Dar Ulm civilians": "dar-ulm",
        "Dar Ulm fighters": "dar-ulm",
        "Orm civilians": "orm",
    }


def test_names_of_another_store_are_known_though_no_row_has_them(tmp_path: Path) -> None:
    out = tmp_path / "claims.json"
    assert run(table(tmp_path, FIRST), out, "--names", str(FOUNDING)) == 0
    known, names = store.load(FOUNDING).names, store.load(out).names
    assert {event.id for event in names.events} == {
        "avel-dam-failure-2031",
        *(event.id for event in known.events),
    }


def test_a_battle_while_a_war_was_counted_is_part_of_it(tmp_path: Path) -> None:
    war = row(event="Avelia-Borland war", subject="Avelian military")
    old = {"period_start": "2029-01-02", "as_of": "2029-01-03", "stated_on": "2029-01-03"}
    rows = [
        war,
        war | {"id": "before", "event": "Battle of Old Ford"} | old,
        war | {"id": "during", "event": "Battle of Tarn", "period_start": "2031-03-05"},
        war | {"id": "other", "event": "Carvia strike", "subject": "Carvian military"},
    ]
    assert {e.name: e.part_of for e in imported(tmp_path, *rows).names.events} == {
        "Avelia-Borland war": None,
        "Battle of Old Ford": None,
        "Battle of Tarn": "avelia-borland-war",
        "Carvia strike": None,
    }


def test_people_somewhere_are_a_part_of_those_around_them(tmp_path: Path) -> None:
    rows = [
        row(id=str(at), subject=subject)
        for at, subject in enumerate(
            (
                "people in rebel-held northern Avelia",
                "people in Avelia",
                "people in Avelia and Tarn",
            )
        )
    ]
    populations = imported(tmp_path, *rows).populations
    whole = {one.name: one.part_of for one in populations.values()}
    assert whole == {
        "people in Avelia": None,
        "people in Avelia and Tarn": None,
        "people in rebel-held northern Avelia": "people-in-avelia",
    }
    answer = Desk(tmp_path / "claims.json").ask("how many died in northern Avelia?", TODAY)
    assert answer.claims == ("0",)


def test_the_home_of_those_counted_for_the_whole_event_is_no_place(tmp_path: Path) -> None:
    home = row(id="home", subject="people in Port Avel", scope="Port Avel, until May")
    whole = row(id="whole", subject="people in Port Avel", scope="whole war", cumulative=True)
    assert [place.name for place in imported(tmp_path, home).names.places] == ["Port Avel"]
    assert imported(tmp_path, home, whole).names.places == ()
    reply = Desk(tmp_path / "claims.json").ask("how many died in Port Avel?", TODAY)
    assert set(reply.claims) <= {"home", "whole"} != set()


def test_armed_forces_are_no_name_of_a_side(english: Vocabulary) -> None:
    read = Subjects(english).read("Avelian Armed Forces soldiers")
    assert read.sides == ("Avelian",)


def test_a_scope_that_tells_of_people_is_no_place(tmp_path: Path) -> None:
    told = row(scope="troops sent by Borland to stand beside Avelia", cumulative=False)
    assert imported(tmp_path, told).names.places == ()


def test_a_table_without_rows_makes_a_store_that_says_so(tmp_path: Path) -> None:
    assert imported(tmp_path).claims == ()
    reply = Desk(tmp_path / "claims.json").ask("how many died?", TODAY)
    assert reply.claims == ()


@pytest.mark.parametrize("name", ["earthquake", "war"])
def test_what_is_imported_is_sound_and_answers(name: str, tmp_path: Path) -> None:
    out = tmp_path / "claims.json"
    assert run(STORES / f"{name}.jsonl", out) == 0
    assert main(["claims", "check", str(out)]) == 0
    assert Desk(out).ask("how many people were killed?", dt.date(2026, 11, 24)).claims


# --- CSV ---


def test_csv_is_read_by_its_dotted_columns(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "id,event,subject,measure,figure.low,figure.wording,claimant,cumulative,caveats,"
        "source.publisher,extra\r\n"
        'one,Avel flood,Avelian civilians,killed,12.0,"at least 12, in all",Rescuers,TRUE,'
        '"first; second\\; still second",Avel Post,\r\n',
        encoding="utf-8-sig",
    )
    (read,) = flat.read(path)
    assert (read.figure.low, read.figure.wording) == (12, "at least 12, in all")
    assert read.caveats == ("first", "second; still second")
    assert (read.cumulative, dict(read.others)) == (True, {})


def test_faults_in_csv_name_the_line_where_the_row_begins(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "id,event,subject,measure,figure.wording,figure.low,claimant,source.publisher\n"
        '"one","Avel\nflood",people,killed,some,twelve,Rescuers,Post\n'
        "two,Avel flood,people,killed,some,,Rescuers,\n"
        "three,Avel flood,people,killed,some,,Rescuers,Post,and more\n",
        encoding="utf-8",
    )
    first, second, third = faults(path)
    assert first.startswith("line 2: figure.low: ")
    assert second.startswith("line 4: source: ")
    assert third == "line 5: has 9 cells, the header 8"


def test_a_column_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,event,id\n", encoding="utf-8")
    assert faults(path) == ["line 1: id: stands twice in the header"]


def test_an_open_quote_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('id,event\none,"two\n', encoding="utf-8")
    (fault,) = faults(path)
    assert fault.startswith("line 2: not CSV")


# --- what is refused ---


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event": None}, "event"),
        ({"claimant": "  "}, "claimant"),
        ({"source": {}}, "source"),
        ({"source": {"title": "untitled"}}, "source.publisher"),
        ({"figure": {"low": 3}}, "figure.wording"),
        ({"figure": {"low": "three", "wording": "three"}}, "figure.low"),
        ({"figure": {"low": -3, "wording": "three"}}, "figure.low"),
        ({"figure": {"low": True, "wording": "one"}}, "figure.low"),
        ({"figure": {"low": 2.5, "wording": "some"}}, "figure.low"),
        ({"figure": 3}, "figure"),
        ({"cumulative": "sometimes"}, "cumulative"),
        ({"as_of": "9 March 2031"}, "as_of"),
        ({"as_of": "2031-02-30"}, "as_of"),
        ({"caveats": "one sentence"}, "caveats"),
        ({"caveats": [4]}, "caveats.0"),
        ({"id": "Not a slug"}, "id"),
        ({"supersedes": "nowhere"}, "supersedes"),
        ({"derived_from": ["ministry-killed", "nowhere"]}, "derived_from"),
        ({"subject": "\ud800"}, "subject"),
    ],
)
def test_a_fault_is_named_by_line_and_field(
    changes: Mapping[str, Any], field: str, tmp_path: Path
) -> None:
    path = tmp_path / "table.jsonl"
    lines = [json.dumps(SECOND), json.dumps(row(**changes))]
    path.write_text("\n".join(lines), encoding="utf-8")
    (fault,) = faults(path)
    assert fault.startswith(f"line 2: {field}: ")


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    rows = [row(event=None, claimant=7), row(id="two", supersedes="nowhere"), row(id="two")]
    listed = faults(table(tmp_path, *rows))
    assert sorted(fault.rsplit(": ", 1)[0] for fault in listed) == [
        "line 1: claimant",
        "line 1: event",
        "line 2: supersedes",
        "line 3: id",
    ]


def test_a_reference_to_a_faulty_row_does_not_dangle(tmp_path: Path) -> None:
    rows = [row(event=None), row(id="two", supersedes=FIRST["id"])]
    (fault,) = faults(table(tmp_path, *rows))
    assert fault.startswith("line 1: event")


@pytest.mark.parametrize("line", ["{", "[]", "7", '"text"', "[" * 100_000])
def test_a_line_that_is_no_object_is_a_fault(line: str, tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(f"{json.dumps(FIRST)}\n\n{line}\n", encoding="utf-8")
    (fault,) = faults(path)
    assert fault.startswith("line 3: ")


def test_a_faulty_table_leaves_the_store_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(tmp_path, FIRST)
    before = (tmp_path / "claims.json").read_bytes()
    assert run(table(tmp_path, FIRST, FIRST), tmp_path / "claims.json") == 1
    assert before == (tmp_path / "claims.json").read_bytes()
    assert "line 2: id: 'ministry-killed' is on line 1 already" in capsys.readouterr().err


def test_an_import_replaces_the_file_in_one_step_and_leaves_nothing_else(tmp_path: Path) -> None:
    imported(tmp_path, FIRST)
    (tmp_path / "claims.json").chmod(0o640)
    assert [claim.id for claim in imported(tmp_path, SECOND).claims] == ["rescuers-missing"]
    assert {"claims.json", "table.jsonl"} == {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "claims.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_table_that_is_no_text_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableError):
        flat.read(path)
    assert run(path, tmp_path / "claims.json") == 1


def test_a_store_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table(tmp_path, FIRST), tmp_path / "no" / "claims.json") == 1
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["table.jsonl"], ["table.txt", "--out", "claims.json"], ["--out", "claims.json"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["claims", "import", *arguments])
    assert left.value.code == 2


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_are_rows_or_named_faults(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    for name in ("table.jsonl", "table.csv"):
        path = tmp_path_factory.mktemp("tables") / name
        path.write_bytes(content)
        refused = ""
        try:
            flat.read(path)
        except (StoreError, TableError) as error:
            refused = str(error)
        assert not refused or refused.startswith(f"{path}: ")


# --- words ---


@pytest.mark.parametrize(
    ("text", "sides", "category", "place"),
    [
        ("Avelian military", ("Avelian",), "military", None),
        ("North Avelian troops", ("North Avelian",), "military", None),
        ("US soldiers", ("US",), "military", None),
        ("Avelian and Borrish soldiers", ("Avelian", "Borrish"), "military", None),
        ("Avelian soldiers and civilians", ("Avelian",), "combined", None),
        ("Avelian children", ("Avelian",), "unknown", None),
        ("people in Avelia", (), "unknown", "Avelia"),
        ("Civilians in Port Avel (held by rebels)", (), "civilian", "Port Avel"),
        ("Civilians in rebel-held Avel", (), "civilian", None),
        ("Red Crescent volunteers", (), "unknown", None),
        ("health workers", (), "unknown", None),
    ],
)
def test_a_subject_is_read_into_side_kind_and_place(
    text: str, sides: tuple[str, ...], category: str, place: str | None, english: Vocabulary
) -> None:
    read = Subjects(english).read(text)
    assert (sides, category, place) == (read.sides, read.category, read.place)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Berg", Speaker("Ada Berg")),
        ("Ada Berg, minister", Speaker("Ada Berg", "minister")),
        ("Gen. Ada van Berg, head, to CNN", Speaker("Gen. Ada van Berg", "head", "to CNN")),
        ("Ada al-Berg, head of the Red Tent", Speaker("Ada al-Berg", "head of the Red Tent")),
        ("a pro-war blogger, unnamed", Speaker("a pro-war blogger, unnamed", anonymous=True)),
        ("a senior official, unnamed", Speaker("a senior official, unnamed", anonymous=True)),
        ("Ministry statement", Speaker("Ministry statement", anonymous=True)),
        ("daily notice", Speaker("daily notice", anonymous=True)),
    ],
)
def test_a_speaker_is_a_name_a_role_and_an_occasion(
    text: str, speaker: Speaker, english: Vocabulary
) -> None:
    assert speaker == Speakers(english).read(text)


@pytest.mark.parametrize(
    ("scope", "cumulative", "kind", "places"),
    [
        ("whole war", True, "cumulative", ()),
        ("whole war", False, "not_stated", ()),
        (None, True, "cumulative", ()),
        (None, None, "not_stated", ()),
        ("Avel dam failure", True, "cumulative", ()),
        ("Port Avel", True, "cumulative", ("Port Avel",)),
        ("Port Avel only", True, "cumulative", ("Port Avel",)),
        ("calendar year 2031", True, "period", ()),
        ("March 2031", None, "period", ()),
        ("volunteers of 37 towns", None, "not_stated", ()),
        ("Port Avel, March 2031", None, "period", ("Port Avel",)),
        ("Port Avel, North Tarn, March 2031", None, "period", ("Port Avel", "North Tarn")),
        (
            "Port Avel market shelling, 3 April 2031",
            True,
            "incident",
            ("Port Avel market shelling",),
        ),
        ("siege of Port Avel", None, "incident", ("siege of Port Avel",)),
        (
            "shelling of the market in Port Avel",
            None,
            "incident",
            ("shelling of the market in Port Avel", "Port Avel"),
        ),
        (
            "soldiers at the Tarn barracks, Port Avel",
            None,
            "not_stated",
            ("Tarn barracks", "Port Avel"),
        ),
        ("since the attack began", True, "incident", ()),
    ],
)
def test_a_scope_is_the_whole_a_period_an_incident_or_a_place(
    scope: str | None,
    cumulative: bool | None,
    kind: str,
    places: tuple[str, ...],
    english: Vocabulary,
) -> None:
    read = flat.Row.model_validate(row(scope=scope, cumulative=cumulative))
    assert Scopes(english).read(read) == (kind, places)


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("named one by one", "named", None),
        ("named one by one from notices", "named", "named one by one from notices"),
        ("Named one by one", "named", "Named one by one"),
        ("derived from the ministry's figure", "derived", "derived from the ministry's figure"),
        ("aerial survey", "statistical", "aerial survey"),
        ("a guess", None, "a guess"),
        ("background; it names no origin", "background", "it names no origin"),
        (None, None, None),
    ],
)
def test_a_basis_in_words_is_read_and_written_back(
    text: str | None, value: str | None, note: str | None
) -> None:
    read = terms.basis().read(text)
    assert (value, note) == read
    assert text == terms.basis().write(*read)
