import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.question import Question
from bot.render import blocks, explain, text
from tests.slack import limits
from tests.stories import TODAY, Document, document, write

SHOWN = {
    "figure": ["how many Russian soldiers have died in Ukraine?"],
    "claimant": ["what does NATO say about Russian casualties?"],
    "as_of": ["how many Russian soldiers had died as of 10 March 2022?"],
    "history": ["has Russia updated its count of the dead?"],
    "comparison": ["compare Russia and NATO on Russian dead"],
    "number": ["who said 15,000?"],
    "premise": ["so NATO confirmed 1,351 dead?"],
    "silence": ["how many Ukrainian soldiers have died?"],
    "before": ["how many Russian soldiers had died as of 20 February 2022?"],
    "out_of_scope": ["what's the weather?"],
    "coverage": ["what is on file?"],
    "follow_up": ["how many Russian soldiers have died in Ukraine?", "and wounded?"],
    "two_questions": ["How many Russian soldiers have died? And how many civilians?"],
}

Compare = Callable[[str, str], None]


def payload(desk: Desk, *turns: str) -> dict[str, Any]:
    previous: Question | None = None
    for turn in turns:
        reply = desk.ask(turn, TODAY, previous=previous)
        previous = reply.thread
    return dict(blocks.message(reply))


def texts(message: dict[str, Any]) -> list[str]:
    """Every text of a payload that Slack reads as mrkdwn."""
    shown = [message["text"]]
    for block in message["blocks"]:
        elements = block.get("elements", [block])
        shown += [(part.get("text") or part)["text"] if isinstance(part.get("text"), dict)
                  else part["text"] for part in elements if "text" in part]  # fmt: skip
    return shown


# --- what was looked at and committed ---


@pytest.mark.parametrize("name", SHOWN)
def test_a_reply_reads_as_it_did_when_somebody_looked_at_it(
    desk: Desk, snapshot: Compare, name: str
) -> None:
    previous: Question | None = None
    for turn in SHOWN[name]:
        reply = desk.ask(turn, TODAY, previous=previous)
        previous = reply.thread
    snapshot(f"{name}.txt", text.plain(reply))


@pytest.mark.parametrize("name", ["figure", "premise", "silence", "two_questions"])
def test_a_message_for_slack_is_laid_out_as_it_was(
    desk: Desk, snapshot: Compare, name: str
) -> None:
    message = payload(desk, *SHOWN[name])
    snapshot(f"{name}.blocks.json", json.dumps(message, ensure_ascii=False, indent=2))


@pytest.mark.parametrize("name", ["figure", "silence"])
def test_an_explanation_reads_as_it_did(desk: Desk, snapshot: Compare, name: str) -> None:
    reply = desk.ask(SHOWN[name][-1], TODAY)
    snapshot(f"{name}.explain.txt", explain.plain(reply))


# --- text ---


def test_the_answers_to_two_questions_are_parted(desk: Desk) -> None:
    reply = desk.ask("Russian dead? And Russian wounded?", TODAY)
    whole = text.plain(reply)
    assert len(reply.answers) == 2
    assert whole.index("1,351 killed") < whole.index("3,825 wounded")


def test_examples_stand_under_their_heading_apart_from_what_is_on_file(desk: Desk) -> None:
    heading = "\n\nFor example:\n• how many Russian soldiers have died in Ukraine?"
    for question in ("what is on file?", "help"):
        assert heading in text.plain(desk.ask(question, TODAY))
        assert heading in "\n".join(texts(payload(desk, question))[1:])


# --- explanation ---


def test_an_explanation_shows_slots_words_and_every_claim(desk: Desk) -> None:
    shown = explain.plain(desk.ask("how many Russain soldiers died, says NATO", TODAY))
    for part in (
        "side = russia, from “Russain” read as “Russian”",
        "measure = death, from “died”",
        "claimant = nato, from “NATO”",
        "Outcome: answered",
        "kept  nato-killed-2022-03-23",
        "left  ru-mod-killed-2022-03-25: claimant",
    ):
        assert part in shown


def test_an_explanation_names_the_reason_of_a_silence_and_what_was_not_understood(
    desk: Desk,
) -> None:
    shown = explain.plain(desk.ask("Russian dead at Gettysburg", TODAY))
    assert "Unexplained: “Gettysburg” (place)" in shown
    assert "Outcome: nothing_on_file (unknown_place)" in shown


def test_an_explanation_of_chatter_has_no_slots(desk: Desk) -> None:
    assert "Slots:\n  none" in explain.plain(desk.ask("", TODAY))


# --- Slack ---


@pytest.mark.parametrize("name", SHOWN)
def test_slack_takes_every_message(desk: Desk, name: str) -> None:
    message = payload(desk, *SHOWN[name])
    assert None is limits.refusal(message)


def test_the_text_and_the_first_block_each_carry_figure_claimant_date_and_caveat(
    desk: Desk,
) -> None:
    message = payload(desk, *SHOWN["figure"])
    for shown in (message["text"], message["blocks"][0]["text"]["text"]):
        for part in ("1,351", "Russia's Ministry of Defence", "25 March 2022", "not be verified"):
            assert part in shown


def test_two_answers_are_parted_by_a_line(desk: Desk) -> None:
    message = payload(desk, *SHOWN["two_questions"])
    assert "divider" in [block["type"] for block in message["blocks"]]


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a & b", "a &amp; b"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("&lt;", "&amp;lt;"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_what_slack_would_read_as_markup_is_escaped(words: str, escaped: str) -> None:
    assert escaped == blocks.escape(words)


@pytest.mark.parametrize(
    ("words", "limit", "shortened"),
    [
        ("short", 5, "short"),
        ("much longer", 8, "much l …"),
        ("one &amp; two", 9, "one …"),
        ("one &amp; two", 12, "one &amp; …"),
        ("one &amp;", 9, "one &amp;"),
    ],
)
def test_no_entity_is_cut_in_two(words: str, limit: int, shortened: str) -> None:
    assert shortened == blocks.cut(words, limit)


@pytest.mark.parametrize("width", range(1, 40))
def test_a_cut_text_keeps_its_limit(width: int) -> None:
    assert len(blocks.cut("&amp;&lt;&gt; words " * 9, width + 2)) <= width + 2


HOSTILE = "<!channel> <@U1> <https://x|y> &amp; *_~`# @here"


def hostile(value: Any, key: str = "") -> Any:
    """Put markup into everything that a store may print."""
    if isinstance(value, dict):
        return {name: hostile(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, key) for item in value]
    printed = {"name", "wording", "text", "why", "who", "method", "note", "title", "publisher",
               "url", "occasion", "reported_by", "role", "includes", "excludes"}  # fmt: skip
    return f"{value} {HOSTILE}" if key in printed else value


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    content: Document = {**document(), "questions": [f"help {HOSTILE}"]}
    for part in ("names", "claims"):
        content[part] = hostile(content[part])
    for kind in content["names"].values():
        for entry in kind:
            entry["aliases"] = [*entry.get("aliases", []), entry["name"].split(" <")[0]]
    return Desk(write(tmp_path_factory.mktemp("store") / "s.json", content))


@pytest.mark.parametrize(
    "asked",
    [
        "how many Averian soldiers died?",
        "what does Bostra say?",
        "compare Averian and Bostran dead",
        "who said 412?",
        "so the Lake Monitors confirmed 412 dead?",
        "has the General Staff updated its count?",
        "when did Havel say that?",
        "Averian deserters",
        "Averian troops deployed",
        "what is on file?",
        "help",
        f"{HOSTILE} died",
        f"how many died in {HOSTILE} Gettysburg",
    ],
)
def test_nobody_is_called_by_what_a_store_or_an_asker_wrote(hostile_desk: Desk, asked: str) -> None:
    message = payload(hostile_desk, asked)
    assert None is limits.refusal(message)
    for shown in texts(message):
        unescaped = shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
        assert set("<>&") & set(unescaped) == set()
    for block in message["blocks"]:
        assert "@here" not in json.dumps(block)


def test_a_long_answer_is_cut_to_what_slack_takes_and_says_so(tmp_path: Path) -> None:
    content = document()
    for claim in content["claims"]:
        claim["figure"]["wording"] = f"{claim['id']} & " * 120
    message = payload(Desk(write(tmp_path / "s.json", content)), "how many died?")
    assert None is limits.refusal(message)
    assert len(message["text"]) <= blocks.TEXT_LIMIT
    assert "Cut to fit one message" in json.dumps(message["blocks"][-1])


def test_the_longest_message_of_questions_fits(desk: Desk) -> None:
    message = payload(desk, "How many Russian soldiers died? " * 300)
    assert None is limits.refusal(message)


def test_a_hundred_and_one_claimants_fit_one_message_that_says_how_many_are_left(
    tmp_path: Path,
) -> None:
    content = document()
    like = next(claim for claim in content["claims"] if claim["id"] == "av-killed-june")
    counts = [f"counter-{number}" for number in range(101)]
    content["names"]["claimants"] += [{"id": one, "name": one.title()} for one in counts]
    content["claims"] = [
        like | {"id": f"claim-{one}", "claimant": one, "relation": "third_party"} for one in counts
    ]
    message = payload(Desk(write(tmp_path / "s.json", content)), "how many Averian soldiers died?")
    assert None is limits.refusal(message)
    assert "101 claimants are on file" in message["text"]
    assert "93 more on file" in message["text"]
