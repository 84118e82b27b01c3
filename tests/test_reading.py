import datetime as dt
from typing import Any

import pytest

from bot.lexicon import Lexicon
from bot.question import Question, Wanted
from bot.reading import read
from tests.stories import TODAY

MILITARY, CIVILIAN = "military", "civilian"


def asked(text: str, lexicon: Lexicon, today: dt.date = TODAY) -> tuple[Question, ...]:
    return read(text, lexicon, today)


def slots(question: Question) -> dict[str, Any]:
    """List the slots that were filled, without the long list behind an umbrella word."""
    found: dict[str, Any] = {
        "wanted": question.wanted.value,
        "sides": [ref.id for ref in question.sides],
        "categories": [category.value for category in question.categories],
        "measures": list(question.measures),
        "claimants": [ref.id for ref in question.claimants],
        "relation": question.relation and question.relation.value,
        "when": [f"{when.clock} {when.opening or when.last}" for when in question.when],
        "places": [ref.id for ref in question.places],
        "numbers": [number.value for number in question.numbers],
        "open_party": question.open_party and question.open_party.id,
        "refused": question.refused,
        "unknown": [unknown.words for unknown in question.unknown],
    }
    return {slot: value for slot, value in found.items() if value and value != "figure"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Averians killed", {"sides": ["averia"], "measures": ["killed"]}),
        (
            "how many Averian soldiers were wounded in Tarn?",
            {
                "sides": ["averia"],
                "categories": [MILITARY],
                "measures": ["wounded"],
                "places": ["tarn"],
            },
        ),
        (
            "Bostran civilians killed according to the monitors",
            {
                "sides": ["bostran-civilians"],
                "measures": ["killed"],
                "claimants": ["lake-monitors"],
            },
        ),
        ("civilians killed", {"categories": [CIVILIAN], "measures": ["killed"]}),
        ("killed or wounded?", {"measures": ["killed", "wounded"]}),
        ("lancers killed", {"sides": ["averian-lancers"], "measures": ["killed"]}),
        ("what did Havel say?", {"claimants": ["havel"]}),
        ("what about Bostra?", {"open_party": "bostra"}),
        ("official count of the dead", {"relation": "own"}),
        ("as of 1 July 2019?", {"when": ["as_of 2019-07-01"]}),
        ("in July", {"when": ["during 2019-07-31"]}),
        ("what was known by 1 July?", {"when": ["known 2019-07-01"]}),
        ("in the first week", {"when": ["during (0, 7)"]}),
        ("who said 412?", {"wanted": "speaker", "numbers": [412]}),
        ("is it verified?", {"wanted": "verification"}),
        ("source?", {"wanted": "source"}),
        ("when was that?", {"wanted": "stated"}),
        pytest.param(
            "how did the monitors count?",
            {"wanted": "basis", "claimants": ["lake-monitors"]},
        ),
        ("has Averia updated its count?", {"wanted": "history", "claimants": ["averia"]}),
        ("who disputes that?", {"wanted": "dispute"}),
        ("what is on file?", {"wanted": "coverage"}),
        ("help", {"wanted": "help"}),
        (
            "compare Averian and Bostran dead",
            {"wanted": "comparison", "sides": ["averia", "bostra"]},
        ),
        ("tanks?", {"refused": "equipment"}),
        ("how many will die?", {"refused": "forecast"}),
        ("what's the weather", {"unknown": ["weather"]}),
        ("Averian dead in Gettysburg", {"sides": ["averia"], "unknown": ["Gettysburg"]}),
        ("", {}),
        ("🙂 …", {}),
    ],
)
def test_a_question_is_read_into_slots(
    text: str, filled: dict[str, Any], war_lexicon: Lexicon
) -> None:
    (question,) = asked(text, war_lexicon)
    assert filled == slots(question)


@pytest.mark.parametrize(
    "word", ["died", "dead", "deaths", "fatalities", "body count", "lost their lives"]
)
def test_words_of_death_bring_every_measure_of_death_and_no_other(
    word: str, war_lexicon: Lexicon
) -> None:
    (question,) = asked(f"Averian {word}", war_lexicon)
    assert war_lexicon.measures.umbrella("death") == question.outcomes
    assert question.measures == ()


@pytest.mark.parametrize("word", ["casualties", "losses", "toll"])
def test_words_of_harm_bring_the_dead_as_well(word: str, war_lexicon: Lexicon) -> None:
    (question,) = asked(f"Averian {word}", war_lexicon)
    assert {"killed", "wounded", "captured", "missing"} < question.outcomes


def test_which_word_filled_which_slot_is_noted(war_lexicon: Lexicon) -> None:
    (question,) = asked("how many Averain soldiers died as of 1 July 2019", war_lexicon)
    noted = {
        (evidence.slot, evidence.value, evidence.words, evidence.repaired)
        for evidence in question.evidence
    }
    assert {
        ("side", "averia", "Averain", "Averian"),
        ("category", "military", "soldiers", None),
        ("measure", "death", "died", None),
        ("when", "as_of 2019-07-01 to 2019-07-01", "as of 1 July 2019", None),
    } <= noted


# --- numbers ---


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("412 dead", [(412, None)]),
        ("more than 400 dead", [(400, "at_least")]),
        ("almost 400 dead", [(400, "up_to")]),
        ("about 400 dead", [(400, "about")]),
        ("four hundred dead", [(400, None)]),
        ("7 dead", [(7, None)]),
        ("the 7 o'clock news on the dead", []),
        ("412 dead and 930 wounded", [(412, None), (930, None)]),
    ],
)
def test_a_number_of_people_keeps_its_hedge(
    text: str, numbers: list[tuple[int, str | None]], war_lexicon: Lexicon
) -> None:
    (question,) = asked(text, war_lexicon)
    assert numbers == [(number.value, number.hedge) for number in question.numbers]


def test_a_year_is_a_date_unless_a_claim_states_it_as_a_number(
    war_lexicon: Lexicon, founding_lexicon: Lexicon
) -> None:
    (year,), (count,) = asked("2019?", war_lexicon), asked("who said 1351?", founding_lexicon)
    assert (slots(year), slots(count)["numbers"]) == ({"when": ["during 2019-12-31"]}, [1351])


# --- several sentences ---


def test_every_question_in_a_message_is_read_in_order(war_lexicon: Lexicon) -> None:
    first, second = asked("How many Averians died? And how many were wounded?", war_lexicon)
    assert slots(first) == {"sides": ["averia"]}
    assert slots(second) == {"sides": ["averia"], "measures": ["wounded"]}


def test_two_questions_may_be_joined_in_one_sentence(war_lexicon: Lexicon) -> None:
    first, second = asked("how many Averians died and how many Bostrans died?", war_lexicon)
    assert (slots(first)["sides"], slots(second)["sides"]) == (["averia"], ["bostra"])


def test_what_was_pasted_before_a_complete_question_is_let_go(war_lexicon: Lexicon) -> None:
    (question,) = asked(
        "Bostran command spoke of 318 dead on Tuesday. How many Averians were wounded?", war_lexicon
    )
    assert slots(question) == {"sides": ["averia"], "measures": ["wounded"]}


def test_what_was_told_fills_an_incomplete_question_after_it(war_lexicon: Lexicon) -> None:
    (question,) = asked("The monitors counted 506 Averian dead. Is that verified?", war_lexicon)
    assert slots(question) == {
        "wanted": "verification",
        "sides": ["averia"],
        "claimants": ["lake-monitors"],
        "numbers": [506],
    }


def test_a_statement_alone_is_the_question(war_lexicon: Lexicon) -> None:
    (question,) = asked("I read that 412 Averian soldiers died.", war_lexicon)
    assert slots(question) == {"sides": ["averia"], "categories": [MILITARY], "numbers": [412]}


@pytest.mark.parametrize(
    "text",
    [
        "Dear bot, my nephew Ludwig asks, how many Averians died?",
        "pls quick, on deadline!! HOW MANY AVERIANS DIED???",
        "<@U0123> how many *Averians* died :pray:",
        "hi! how many Averians died? thanks",
        "howmany Averians died",
        "1. How many Averians died?",
    ],
)
def test_chatter_around_a_question_narrows_nothing(text: str, war_lexicon: Lexicon) -> None:
    assert slots(asked(text, war_lexicon)[-1]) == {"sides": ["averia"]}


def test_a_message_is_never_read_as_no_question(war_lexicon: Lexicon) -> None:
    assert (Question(text="?!"),) == asked(" ?! ", war_lexicon)
    assert Wanted.FIGURE is asked("", war_lexicon)[0].wanted
