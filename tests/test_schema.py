import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.curate import schema
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, ROOT, document, with_claim

VALIDATOR = Draft202012Validator(json.loads(schema.text()))


def problems(content: object) -> Iterator[str]:
    for error in VALIDATOR.iter_errors(content):
        yield "/".join(map(str, error.absolute_path))


def test_the_committed_schema_is_the_one_of_the_code() -> None:
    committed = ROOT / "knowledge" / "claims.schema.json"
    assert schema.text() == committed.read_text(encoding="utf-8")


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema.text()))


@pytest.mark.parametrize("path", [RECORD, FOUNDING, ANOTHER_WAR])
def test_a_sound_store_fits_the_schema(path: Path) -> None:
    assert list(problems(document(path))) == []


def test_an_editor_sees_an_unknown_field_a_wrong_type_and_a_wrong_date() -> None:
    content = with_claim(document(), "av-killed-june", mood="grim", speaker=7, as_of="1 June")
    assert {"claims/0", "claims/0/speaker", "claims/0/as_of"} == set(problems(content))


def test_it_is_printed_or_written_to_a_file(tmp_path: Path) -> None:
    out, file = io.StringIO(), tmp_path / "schema.json"
    schema.write(None, out)
    schema.write(file, io.StringIO())
    assert schema.text() == out.getvalue() == file.read_text(encoding="utf-8")
