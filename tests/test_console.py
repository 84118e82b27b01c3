import io
import json
from typing import Any

import pytest

from bot.console import Console, Form
from bot.desk import Desk
from bot.render import blocks, text
from tests.stories import TODAY

QUESTION = "how many Russian soldiers have died?"


class Terminal(io.StringIO):
    """Standard input on which somebody types."""

    def isatty(self) -> bool:
        return True


def ask(desk: Desk, message: str, form: Form | None = None) -> str:
    out = io.StringIO()
    Console(desk, TODAY, form=form).ask(message, out)
    return out.getvalue()


def batch(desk: Desk, *lines: Any, form: Form | None = None) -> list[dict[str, Any]]:
    """Run a batch; what is not text is written as JSON."""
    written = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    out = io.StringIO()
    Console(desk, TODAY, form=form).batch(io.StringIO(written), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def chat(desk: Desk, lines: io.StringIO) -> str:
    out = io.StringIO()
    Console(desk, TODAY).chat(lines, out)
    return out.getvalue()


# --- one question ---


def test_a_question_is_answered_in_text(desk: Desk) -> None:
    assert f"{text.plain(desk.ask(QUESTION, TODAY))}\n" == ask(desk, QUESTION)


def test_the_explanation_follows_the_text(desk: Desk) -> None:
    shown = ask(desk, QUESTION, Form(explain=True))
    assert shown.startswith(ask(desk, QUESTION))
    assert "Outcome: answered" in shown


def test_asked_for_json_one_object_is_printed(desk: Desk) -> None:
    record = json.loads(ask(desk, QUESTION, Form(json=True)))
    reply = desk.ask(QUESTION, TODAY)
    assert list(record) == ["id", "outcome", "text", "claims", "question", "ms"]
    assert (None, "answered", text.plain(reply), list(reply.claims)) == (
        record["id"],
        record["outcome"],
        record["text"],
        record["claims"],
    )
    assert record["question"]["sides"] == [{"kind": "party", "id": "russia"}]
    assert record["ms"] >= 0


def test_asked_for_slack_the_payload_is_printed(desk: Desk) -> None:
    assert blocks.message(desk.ask(QUESTION, TODAY)) == json.loads(
        ask(desk, QUESTION, Form(slack=True))
    )


# --- batches ---


def test_each_thread_gets_one_line_in_order(desk: Desk) -> None:
    answers = batch(
        desk,
        {"id": "1", "turns": [QUESTION, "and wounded?"]},
        {"id": 2, "turns": ["tanks?"]},
        {"turns": [QUESTION]},
    )
    assert [(answer["id"], answer["outcome"]) for answer in answers] == [
        ("1", "answered"),
        (2, "out_of_scope"),
        (None, "answered"),
    ]
    assert answers[0]["claims"] == ["ru-mod-wounded-2022-03-25"]


def test_threads_of_a_batch_know_nothing_of_each_other(desk: Desk) -> None:
    alone, after = (
        batch(desk, *lines, {"id": "b", "turns": ["according to NATO?"]})[-1]
        for lines in ([], [{"id": "a", "turns": ["Russian wounded?"]}])
    )
    assert {**alone, "ms": 0} == {**after, "ms": 0}


@pytest.mark.parametrize(
    ("line", "id_", "error"),
    [
        ("not JSON", None, "Invalid JSON"),
        ("[]", None, "object"),
        ("7", None, "object"),
        ("null", None, "object"),
        ('{"id": "a"}', "a", "turns"),
        ('{"id": "a", "turns": []}', "a", "turns"),
        ('{"id": "a", "turns": "text"}', "a", "turns"),
        ('{"id": "a", "turns": [7]}', "a", "turns.0"),
        ('{"id": {"x": 1}, "turns": ["x"]}', {"x": 1}, "id"),
        ('{"id": "a", "turns": ["\\ud800"]}', "a", "Invalid JSON"),
        ("[" * 10_000, None, "Invalid JSON"),
        ('{"id": "a", "turns": ["x"]', None, "Invalid JSON"),
    ],
)
def test_a_broken_line_gets_an_error_and_the_run_goes_on(
    desk: Desk, line: str, id_: object, error: str
) -> None:
    broken, sound = batch(desk, line, {"id": "next", "turns": [QUESTION]})
    assert ({"id", "error"}, id_) == (set(broken), broken["id"])
    assert error in broken["error"]
    assert (sound["id"], sound["outcome"]) == ("next", "answered")


def test_what_else_a_line_holds_does_not_matter(desk: Desk) -> None:
    (answer,) = batch(desk, {"id": "a", "turns": [QUESTION], "kind": "plain"})
    assert answer["outcome"] == "answered"


def test_empty_lines_are_passed_over(desk: Desk) -> None:
    assert batch(desk, "", "   ") == []


def test_every_line_may_carry_the_payload_or_the_explanation(desk: Desk) -> None:
    line = {"id": "a", "turns": [QUESTION]}
    (slack,) = batch(desk, line, form=Form(slack=True))
    (explained,) = batch(desk, line, form=Form(explain=True))
    assert blocks.message(desk.ask(QUESTION, TODAY)) == slack["slack"]
    assert "Outcome: answered" in explained["explain"]


# --- chat ---


def test_piped_lines_are_one_thread(desk: Desk) -> None:
    shown = chat(desk, io.StringIO(f"{QUESTION}\n\nand wounded?\n"))
    assert [f"> {QUESTION}", "> and wounded?"] == [
        line for line in shown.splitlines() if line.startswith("> ")
    ]
    assert shown.index("1,351 killed") < shown.index("3,825 wounded")


def test_a_last_line_without_an_end_is_read(desk: Desk) -> None:
    assert "3,825 wounded" in chat(desk, io.StringIO("Russian wounded?"))


@pytest.mark.parametrize("nothing", ["", "\n", " \n\n"])
def test_with_nothing_to_read_the_first_example_is_answered(desk: Desk, nothing: str) -> None:
    first = desk.examples()[0]
    shown = chat(desk, io.StringIO(nothing))
    assert f"> {first}\n{text.plain(desk.ask(first, TODAY))}\n\n" == shown


def test_who_types_is_greeted_with_examples_and_prompted(desk: Desk) -> None:
    shown = chat(desk, Terminal("Russian wounded?\n"))
    assert all(example in shown for example in desk.examples())
    assert shown.count("\n> ") == 2
    assert "3,825 wounded" in shown


def test_who_types_nothing_gets_no_answer(desk: Desk) -> None:
    assert "1,351" not in chat(desk, Terminal(""))
