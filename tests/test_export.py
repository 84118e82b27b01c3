import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import store, vocabulary
from bot.cli import main
from bot.curate import export, flat, ingest
from bot.curate.flat import COLUMNS, FlatFigure, FlatSource, Row
from bot.edtf import PartialDate
from bot.names import Names
from bot.store import Store
from tests.stories import FOUNDING, RECORD

TABLES = sorted((Path(__file__).parent / "stores").glob("*.jsonl"))


ENGLISH = vocabulary.read(vocabulary.LANGUAGES / "en.toml")


def imported(rows: tuple[Row, ...]) -> Store:
    file = ingest.make(rows, ENGLISH, Names()).file
    return Store(names=file.names, claims=file.claims)


def exported(read: Store) -> tuple[Row, ...]:
    """Export without what stands beside the columns."""
    return tuple(
        row.model_copy(update={"others": {k: v for k, v in row.others.items() if k != "more"}})
        for row in export.table(read)
    )


def read_back(rows: tuple[Row, ...], path: Path) -> tuple[Row, ...]:
    path.write_text(flat.write(rows, as_csv=flat.is_csv(path)), encoding="utf-8", newline="")
    return flat.read(path)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
words = st.one_of(
    texts,
    st.sampled_from(
        [
            "Ministry of the Interior",
            "Maj. Gen. Ada Berg, spokeswoman, to the press",
            "a senior official, unnamed",
            "people in Avel (status unknown; not all counted)",
            "Avelian soldiers and civilians",
            "siege of Port Avel, 3 May 2031",
            "named one by one; names",
            "own side",
            "Rivals: called it wrong",
            "Not independently verified",
        ]
    ),
)
dates = st.dates().map(lambda day: PartialDate(day.isoformat()))
counts = st.none() | st.integers(min_value=0, max_value=10**9)
figures = st.builds(FlatFigure, low=counts, high=counts, point=counts, wording=words)
sources = st.builds(
    FlatSource,
    publisher=words,
    title=st.none() | words,
    url=st.none() | words,
    published_on=st.none() | dates,
)
columns = st.text("abcdefghij_.", min_size=1).filter(lambda name: not flat.is_column(name))


def optional(kind: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | kind


rows_of_one_table = st.lists(
    st.builds(
        Row,
        id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True),
        event=words,
        subject=words,
        measure=st.sampled_from(["killed", "killed_or_wounded", "Houses lost", "evacués"]) | texts,
        figure=figures,
        scope=optional(words),
        period_start=st.none() | dates,
        cumulative=st.none() | st.booleans(),
        as_of=st.none() | dates,
        stated_on=st.none() | dates,
        claimant=words,
        speaker=optional(words),
        relation=optional(words),
        basis=optional(words),
        verification=optional(words),
        caveats=st.lists(words, max_size=2).map(tuple),
        disputed_by=st.lists(words, max_size=2).map(tuple),
        source=sources,
        others=st.dictionaries(columns, words, max_size=2),
    ),
    max_size=4,
    unique_by=lambda row: row.id,
).map(tuple)


@given(rows_of_one_table)
def test_every_row_comes_back_as_it_was_imported(rows: tuple[Row, ...]) -> None:
    assert rows == exported(imported(rows))


@given(rows_of_one_table)
def test_both_forms_of_the_table_hold_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: tuple[Row, ...]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    assert rows == read_back(rows, folder / "table.jsonl")
    assert rows == read_back(rows, folder / "table.csv")


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_the_tables_of_the_tests_come_back_as_they_were(table: Path) -> None:
    rows = flat.read(table)
    assert rows == exported(imported(rows))


def test_the_shipped_claims_keep_their_rows_through_an_import(founding: Store) -> None:
    rows = exported(founding)
    assert len(founding.claims) == len(rows)
    assert rows == exported(imported(rows))


def test_an_import_with_the_names_of_the_first_store_is_the_first_store(founding: Store) -> None:
    file = ingest.make(export.table(founding), ENGLISH, founding.names).file
    assert (founding.names, founding.claims) == (file.names, file.claims)


def test_an_edited_cell_counts_more_than_what_stands_beside_the_columns(founding: Store) -> None:
    first, *others = export.table(founding)
    edited = first.model_copy(update={"caveats": ("nobody could say",)})
    claim = ingest.make((edited, *others), ENGLISH, founding.names).file.claims[0]
    assert [caveat.text for caveat in claim.caveats] == ["nobody could say"]
    assert claim.other_wordings == founding.claims[0].other_wordings


@pytest.mark.parametrize("beside", ["{", "[]", '{"mood": 1}', '{"claimant": "nobody"}'])
def test_what_stands_beside_the_columns_and_cannot_be_used_is_left_aside(
    founding: Store, beside: str
) -> None:
    plain = [row.model_copy(update={"others": {}}) for row in export.table(founding)]
    odd = [row.model_copy(update={"others": {"more": beside}}) for row in plain]
    read, read_plain = (
        ingest.make(tuple(rows), ENGLISH, founding.names).file for rows in (odd, plain)
    )
    assert read_plain == read


def test_an_import_without_the_names_says_that_something_was_left_aside(founding: Store) -> None:
    rows = export.table(founding)
    (warning,) = ingest.make(rows, ENGLISH, Names()).warnings
    assert "--names" in warning
    assert ingest.make(rows, ENGLISH, founding.names).warnings == ()


def test_claims_of_one_source_are_exported_without_links_to_others(tmp_path: Path) -> None:
    out = tmp_path / "some.json"
    assert (
        main(["claims", "export", str(RECORD), "--source", "The Guardian", "--out", str(out)]) == 0
    )
    read = store.load(out)
    assert read.claims
    assert all(any("Guardian" in str(source) for source in claim.sources) for claim in read.claims)


def test_a_source_that_no_claim_has_is_said_with_those_on_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["claims", "export", str(FOUNDING), "--source", "The Daily Planet"]) == 1
    said = capsys.readouterr().err
    assert "The Daily Planet" in said
    assert "The Associated Press" in said


def test_a_table_is_printed_as_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "export", str(FOUNDING)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [claim.id for claim in store.load(FOUNDING).claims] == [
        json.loads(line)["id"] for line in lines
    ]
    assert {"low", "high", "point", "wording"} == set(json.loads(lines[0])["figure"])


def test_a_table_in_csv_has_dotted_columns(tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    assert main(["claims", "export", "--out", str(out)]) == 0
    header = next(csv.reader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert list(COLUMNS) == header[: len(COLUMNS)]
    assert {"figure.low", "figure.wording", "source.publisher"} <= set(header)


def test_a_store_that_is_unsound_is_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "claims.json"
    broken.write_text("{}", encoding="utf-8")
    assert main(["claims", "export", str(broken), "--out", str(tmp_path / "out.csv")]) == 1
    assert "claims" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_table_that_ends_in_nothing_known_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["claims", "export", "--out", str(tmp_path / "table.xlsx")])
    assert left.value.code == 2


def test_the_kind_of_a_change_stands_in_a_column_beside_what_it_replaces(war: Store) -> None:
    rows = {row.id: row for row in export.table(war)}
    august = rows["av-killed-august"]
    assert (august.supersedes, august.others["change"]) == ("av-killed-june", "new_deaths")
    assert "change" not in rows["av-killed-june"].others
    again = ingest.make(tuple(rows.values()), ENGLISH, war.names).file.claims
    assert [claim.supersedes for claim in again] == [claim.supersedes for claim in war.claims]


@pytest.mark.parametrize("word", ["update", "mood", ""])
def test_a_column_that_names_no_kind_of_change_stays_a_note(war: Store, word: str) -> None:
    row = export.table(war)[0].model_copy(update={"supersedes": None, "others": {"change": word}})
    claim = ingest.make((row,), ENGLISH, war.names).file.claims[0]
    assert (claim.supersedes, claim.notes) == (None, {"change": word})
