"""How claims files are kept: nothing is lost, and only what changed is written anew."""

import difflib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import store
from bot.cli import main
from bot.curate import layout
from bot.store import File, StoreError
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, document, with_claim, write

STORES = [RECORD, FOUNDING, ANOTHER_WAR]

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)
documents = st.dictionaries(texts, values, max_size=4).flatmap(
    lambda rest: st.lists(values, max_size=3).map(lambda claims: {**rest, "claims": claims})
)


@given(documents, st.sampled_from([None, 1, "\t"]), st.booleans(), st.sampled_from(["", "\ufeff"]))
def test_formatting_loses_nothing_and_is_done_once(
    tmp_path_factory: pytest.TempPathFactory,
    content: dict[str, Any],
    indent: int | str | None,
    ascii_only: bool,
    mark: str,
) -> None:
    path = tmp_path_factory.mktemp("stores") / "s.json"
    written = mark + json.dumps(content, indent=indent, ensure_ascii=ascii_only)
    path.write_text(written, encoding="utf-8")
    assert main(["claims", "format", str(path)]) == 0
    once = path.read_bytes()
    read = json.loads(once)
    assert read == content
    assert list(read) == list(content)
    assert main(["claims", "format", str(path)]) == 0
    assert path.read_bytes() == once
    assert main(["claims", "format", "--check", str(path)]) == 0


@pytest.mark.parametrize("path", STORES, ids=lambda path: path.stem)
def test_the_stores_of_the_repository_are_in_the_form_kept(path: Path) -> None:
    assert layout.text(layout.read(path)) == path.read_text(encoding="utf-8")


def test_a_store_in_another_form_is_named_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "s.json", document())
    before = path.read_bytes()
    assert main(["claims", "format", "--check", str(path), str(RECORD)]) == 1
    said = capsys.readouterr().out
    assert f"claims format {path}" in said
    assert str(RECORD) not in said
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"claims": [{"id": "a", "as_of": "2022", "as_of": "2023"}]}', "a: as_of: stands twice"),
        ('{"claims": [1e999]}', "1e999 is no number"),
        ('{"claims": [NaN]}', "NaN is no number"),
        ('{"claims": ["\\ud800"]}', "half a character"),
        (f'{{"claims": [{"1" * (sys.get_int_max_str_digits() + 1)}]}}', "too long"),
        ('{"claims": [}', "not JSON"),
        ("{}", "expected an object whose claims is a list"),
    ],
)
def test_what_would_be_lost_is_refused(
    tmp_path: Path, content: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.json"
    path.write_text(content, encoding="utf-8")
    assert main(["claims", "format", str(path)]) == 1
    assert problem in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == content


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        layout.read(tmp_path / "none.json")


# --- one file laid over another ---


def odd_order(content: dict[str, Any]) -> dict[str, Any]:
    """Turn the fields of every entry round, and say what goes without saying."""
    claims = [{"caveats": [], **dict(reversed(claim.items()))} for claim in content["claims"]]
    return {"claims": claims, **{k: v for k, v in content.items() if k != "claims"}}


@pytest.mark.parametrize("path", STORES, ids=lambda path: path.stem)
def test_what_did_not_change_stays_as_it_stood(path: Path) -> None:
    for kept in (document(path), odd_order(document(path))):
        laid = layout.onto(File.model_validate(kept), kept)
        assert layout.text(laid) == layout.text(kept)


def test_a_changed_field_changes_its_lines_alone() -> None:
    kept = odd_order(document())
    changed = with_claim(kept, "av-killed-june", method="a roll call", as_of="2019-05")
    laid = layout.onto(File.model_validate(changed), kept)
    before, after = (layout.text(one).splitlines() for one in (kept, laid))
    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert lines == [
        '-       "as_of": "2019-06-01",',
        '+       "as_of": "2019-05",',
        '-       "id": "av-killed-june"',
        '+       "id": "av-killed-june",',
        '+       "method": "a roll call"',
    ]


def test_a_field_that_is_gone_is_not_written() -> None:
    kept = document()
    gone = with_claim(kept, "av-killed-august")
    del next(claim for claim in gone["claims"] if claim["id"] == "av-killed-august")["supersedes"]
    laid = layout.onto(File.model_validate(gone), kept)
    assert File.model_validate(laid) == File.model_validate(gone)


@given(st.data())
def test_a_file_laid_over_any_other_means_what_it_meant(data: st.DataObject) -> None:
    first, second = (document(path) for path in (ANOTHER_WAR, FOUNDING))
    for content in (first, second):
        content["claims"] = data.draw(st.permutations(content["claims"]))[: data.draw(counts)]
    file = File.model_validate(first)
    laid = layout.onto(file, second)
    assert File.model_validate(laid).model_copy(update={"schema_": file.schema_}) == file


counts = st.integers(min_value=0, max_value=9)


# --- commands that write ---


def test_an_export_of_all_claims_is_the_file_itself(tmp_path: Path) -> None:
    for path in STORES:
        out = tmp_path / "copy.json"
        assert main(["claims", "export", str(path), "--out", str(out)]) == 0
        assert out.read_bytes() == path.read_bytes()


def test_an_import_over_a_file_changes_only_what_the_table_changed(tmp_path: Path) -> None:
    table, out = tmp_path / "table.jsonl", tmp_path / "s.json"
    write(out, odd_order(document()))
    assert main(["claims", "format", str(out)]) == 0
    before = layout.read(out)
    assert main(["claims", "export", str(out), "--out", str(table)]) == 0
    rows = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    rows[0]["source"]["title"] = "Another title"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert main(["claims", "import", str(table), "--out", str(out), "--names", str(out)]) == 0
    after = layout.read(out)
    assert after["claims"][1:] == before["claims"][1:]
    assert [list(claim) for claim in after["claims"]] == [list(c) for c in before["claims"]]
    assert after["claims"][0]["sources"][0]["title"] == "Another title"
    assert store.load(out).names == store.load(ANOTHER_WAR).names
