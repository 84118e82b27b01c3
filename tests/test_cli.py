import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.cli import BUG, FAULT, OK, USAGE
from bot.desk import Desk
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, ROOT, document, with_claim, write

QUESTION = "how many Russian soldiers have died?"
TODAY = ("--today", "2026-11-24")


@pytest.fixture(autouse=True)
def one_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_FILE", str(FOUNDING))


def run(*arguments: str | Path) -> int:
    """Run a command in this process; wrong usage ends as it ends the process."""
    try:
        return cli.main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


def started(
    *arguments: str, feed: str | None = "", **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=feed,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


# --- ask ---


def test_a_question_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", *TODAY, QUESTION) == OK
    shown = capsys.readouterr()
    assert "1,351 killed" in shown.out
    assert "4 years ago" in shown.out
    assert shown.err == ""


def test_a_question_may_come_in_several_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", *TODAY, "Russian", "wounded?") == OK
    assert "3,825 wounded" in capsys.readouterr().out


def test_a_question_may_begin_with_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", *TODAY, "--", "- Russian wounded?") == OK
    assert "3,825 wounded" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["tanks?", "how many died in Syria?", " ", "?"])
def test_a_silence_is_no_fault(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", *TODAY, text) == OK
    assert "1,351" not in capsys.readouterr().out


def test_json_and_slack_and_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", *TODAY, "--json", QUESTION) == OK
    record = json.loads(capsys.readouterr().out)
    assert run("ask", *TODAY, "--slack", QUESTION) == OK
    payload = json.loads(capsys.readouterr().out)
    assert run("ask", *TODAY, "--explain", QUESTION) == OK
    explained = capsys.readouterr().out
    assert run("ask", *TODAY, "--json", "--explain", QUESTION) == OK
    both = json.loads(capsys.readouterr().out)
    assert record["outcome"] == "answered"
    assert "blocks" in payload
    assert record["text"] in explained
    assert both["explain"] in explained


def test_another_store_may_be_named_or_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = run("ask", *TODAY, "--store", ANOTHER_WAR, "Averian wounded?")
    assert (named, "about 930 wounded" in capsys.readouterr().out) == (OK, True)
    monkeypatch.setenv("CLAIMS_FILE", str(ANOTHER_WAR))
    is_set = run("ask", *TODAY, "Averian wounded?")
    assert (is_set, "about 930 wounded" in capsys.readouterr().out) == (OK, True)
    over = run("ask", *TODAY, "--store", FOUNDING, "Russian wounded?")
    assert (over, "3,825 wounded" in capsys.readouterr().out) == (OK, True)


def test_an_empty_setting_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMS_FILE", "")
    assert run("ask", *TODAY, "Russian wounded?") == OK
    assert "3,825 wounded" in capsys.readouterr().out


def test_the_day_it_is_and_the_day_up_to_which_claims_are_known_are_two(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("ask", "--today", "2022-03-26", QUESTION) == OK
    assert " ago" not in capsys.readouterr().out
    assert run("ask", *TODAY, "--known-on", "2022-03-24", QUESTION) == OK
    known = capsys.readouterr().out
    assert "almost 500 killed" in known
    assert "1,351" not in known


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "--json"],
        ["ask", "--json", "--slack", "x"],
        ["ask", "--today", "tomorrow", "x"],
        ["ask", "--today", "2022-02-30", "x"],
        ["ask", "--known-on", "March", "x"],
        ["ask", "--mood", "x"],
        ["chat", "--json"],
        ["claims"],
        ["claims", "check", "a", "b"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == USAGE
    shown = capsys.readouterr()
    assert (shown.out, "casualty-bot" in shown.err) == ("", True)


@pytest.mark.parametrize("command", [["--help"], ["ask", "--help"], ["claims", "check", "--help"]])
def test_help_is_told_and_ends_with_0(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command) == OK
    assert "usage: casualty-bot" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["ask", QUESTION], ["ask", "--batch"], ["chat"]])
def test_a_store_that_cannot_be_used_is_told_and_ends_with_1(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = with_claim(document(), "av-killed-june", mood="grim", event="x")
    path = write(tmp_path / "s.json", broken)
    assert run(*command, "--store", path) == FAULT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"casualty-bot: {path}: " in shown.err
    assert "av-killed-june: mood" in shown.err
    assert "Traceback" not in shown.err


def test_a_bug_is_told_with_its_trace_and_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_self: Desk, *_arguments: Any, **_options: Any) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(Desk, "ask", fail)
    assert run("ask", *TODAY, QUESTION) == BUG
    shown = capsys.readouterr().err
    assert "RuntimeError: planted" in shown
    assert "this is a bug" in shown


def test_to_break_off_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_self: Desk, *_arguments: Any, **_options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "ask", interrupt)
    assert run("ask", *TODAY, QUESTION) == FAULT
    assert "Traceback" not in capsys.readouterr().err


# --- batches and chat ---


def test_a_batch_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": "1", "turns": [QUESTION, "and wounded?"]}, {"id": "2"}]
    feed(monkeypatch, "\n".join(map(json.dumps, lines)))
    assert run("ask", "--batch", *TODAY, "--known-on", "2022-03-24") == OK
    answered, broken = map(json.loads, capsys.readouterr().out.splitlines())
    assert answered["claims"] == ["ru-mod-wounded-2022-03-02"]
    assert broken == {"id": "2", "error": "turns: Field required"}


@pytest.mark.parametrize("options", [["--json"], ["--slack"], ["--explain"]])
def test_a_batch_takes_the_other_options(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, json.dumps({"id": "1", "turns": [QUESTION]}))
    assert run("ask", "--batch", *TODAY, *options) == OK
    assert json.loads(capsys.readouterr().out)["outcome"] == "answered"


def test_chat_reads_one_message_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, f"{QUESTION}\nand wounded?\n")
    assert run("chat", *TODAY) == OK
    assert "3,825 wounded" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["chat"], ["ask", "--batch"]])
def test_a_process_without_standard_input_reads_nothing(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(*command, *TODAY) == OK
    assert ("1,351 killed" in capsys.readouterr().out) is (command == ["chat"])


# --- claims ---


@pytest.mark.parametrize("store", [[], [RECORD], [ANOTHER_WAR]])
def test_a_sound_store_passes_the_check(
    store: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "check", *store) == OK
    assert "no errors" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        json.dumps(with_claim(document(), "av-killed-june", mood="grim")),
        json.dumps(with_claim(document(), "av-killed-june", as_of="2019-06-02")),
    ],
)
def test_an_unsound_store_fails_the_check(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.json"
    path.write_text(content, encoding="utf-8")
    assert run("claims", "check", path) == FAULT
    assert f"{path}: 1 error" in capsys.readouterr().out


def test_a_missing_store_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "check", tmp_path / "none.json") == FAULT
    assert "No such file" in capsys.readouterr().out


def test_the_schema_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "schema") == OK
    printed = capsys.readouterr().out
    assert run("claims", "schema", "--out", tmp_path / "schema.json") == OK
    assert printed == (tmp_path / "schema.json").read_text(encoding="utf-8")


# --- slack ---


def test_slack_without_settings_says_which_are_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert run("slack") == FAULT
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err


# --- as a process ---


def test_the_package_runs_as_a_module() -> None:
    done = started("ask", *TODAY, "Russian wounded?")
    assert (done.returncode, done.stderr, "3,825 wounded" in done.stdout) == (OK, "", True)


def test_text_that_is_not_ascii_is_printed_in_any_locale() -> None:
    for locale in ("C", "C.UTF-8", "POSIX"):
        done = started("ask", *TODAY, "tués à Göttingen — «1,351»?", LC_ALL=locale)
        assert (done.returncode, done.stderr) == (OK, "")


def test_a_reader_who_goes_away_is_no_fault() -> None:
    """As ``head`` does: nobody reads the far end of the pipe any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "--batch", *TODAY],
            input=(json.dumps({"turns": [QUESTION]}) + "\n") * 50,
            stdout=writing,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (OK, "")


def test_the_same_question_on_the_same_day_gives_the_same_bytes() -> None:
    threads = [
        {"id": number, "turns": json.loads(line)["turns"]}
        for number, line in enumerate(
            (ROOT / "tests" / "questions" / "founding.jsonl")
            .read_text(encoding="utf-8")
            .splitlines()
        )
    ]
    lines = "".join(f"{json.dumps(thread)}\n" for thread in threads)
    first, second = (
        re.sub(
            r'"ms": [0-9.]+',
            "",
            started(
                "ask", "--batch", "--slack", "--explain", *TODAY, feed=lines, PYTHONHASHSEED=seed
            ).stdout,
        )
        for seed in ("1", "2")
    )
    assert len(threads) == first.count("\n")
    assert first == second


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [["ask", QUESTION], ["claims", "stats"], ["chat"]])
def test_a_full_disk_is_told_of_and_is_no_bug(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            input=QUESTION,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert ended.returncode == FAULT
    assert ended.stderr == (
        "casualty-bot: what was to be printed: cannot be written: No space left on device\n"
    )
