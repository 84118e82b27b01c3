"""The documents say what the program does: their example, commands, settings and fields."""

import argparse
import datetime as dt
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import cli, names, store
from bot.claim import Claim
from bot.desk import Desk
from bot.render.text import plain
from tests.stories import ANOTHER_WAR

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_real_answer_to_its_question() -> None:
    question = re.search(r"^    > (.+)$", README, re.MULTILINE)
    answer = re.search(r"<!-- answer -->\n```\n(.+?)\n```", README, re.DOTALL)
    assert question
    assert answer
    reply = Desk(store.shipped()).ask(question[1], dt.date(2026, 11, 24))
    assert plain(reply) == answer[1]


def test_the_readme_fits_a_screen_or_two() -> None:
    assert len(README.splitlines()) < 80


def test_the_readme_links_to_files_that_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def _fields(model: type[names.Frozen]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize("field", sorted(_fields(Claim) | _fields(store.File)))
def test_every_field_of_a_claims_file_is_documented(field: str) -> None:
    assert f"`{field}`" in DATA


@pytest.mark.parametrize(
    "field",
    sorted(
        set().union(
            _fields(names.Party),
            _fields(names.Population),
            _fields(names.Claimant),
            _fields(names.Person),
            _fields(names.Place),
            _fields(names.Event),
            _fields(names.Names),
        )
    ),
)
def test_every_field_of_a_name_is_documented(field: str) -> None:
    assert f"`{field}`" in DATA


def _commands(
    parser: argparse.ArgumentParser, path: str
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _commands(command, f"{path} {name}")
            return
    yield path, parser


COMMANDS = dict(_commands(cli.parser(), "casualty-bot"))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in RUNNING


@pytest.mark.parametrize(
    "option",
    sorted({o for c in COMMANDS.values() for a in c._actions for o in a.option_strings} - {"-h"}),
)
def test_every_option_is_documented(option: str) -> None:
    assert f"`{option}" in RUNNING or f"[{option}" in RUNNING or f" {option}" in RUNNING


@pytest.mark.parametrize(
    "setting",
    sorted(
        set(
            re.findall(
                r'"((?:SLACK|KEEP)_[A-Z_]+|[A-Z]+_(?:FILE|URL|SECONDS|LIMIT)|PORT|HOST)"',
                (ROOT / "bot" / "config.py").read_text(encoding="utf-8"),
            )
        )
    ),
)
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in RUNNING


def _examples(text: str) -> list[tuple[str, list[str]]]:
    """List the commands that a document shows after ``$``, each with the output it shows."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE):
        for example in re.split(r"^    \$ casualty-bot ", block, flags=re.MULTILINE)[1:]:
            command, *output = (line.removeprefix("    ") for line in example.rstrip().splitlines())
            found.append((command, output))
    return found


_LEFT_OUT = r"[^\n]*(?:\n[^\n]*)*"
"""Any number of lines, one at least."""


def test_the_path_of_a_curator_goes_as_it_is_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
    row = re.search(r"^    \{\n.*?^    \}$", text, re.MULTILINE | re.DOTALL)
    assert row
    monkeypatch.chdir(tmp_path)
    (tmp_path / "row.json").write_text(row[0], encoding="utf-8")
    for name in ("another_war.json", "claims.json"):
        (tmp_path / name).write_bytes(ANOTHER_WAR.read_bytes())
    examples = _examples(text)
    assert len(examples) == 7
    for command, shown in examples:
        assert cli.main(shlex.split(command)) == cli.OK, command
        printed = capsys.readouterr().out.rstrip("\n")
        pattern = "\n".join(_LEFT_OUT if line == "…" else re.escape(line) for line in shown)
        assert re.fullmatch(pattern, printed), f"{command}:\n{printed}"
