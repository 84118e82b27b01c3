import pytest

from bot.desk import Desk
from tests.test_desk import ask


@pytest.mark.parametrize(
    "text",
    [
        "how many POWs does Ukraine hold?",
        "how many Russian soldiers are in Ukrainian captivity?",
        "how many Russian prisoners of war are held by Ukraine?",
    ],
)
def test_who_holds_prisoners_is_told_from_whose_they_are(record: Desk, text: str) -> None:
    claims = ask(record, text).claims
    assert claims
    assert all(claim.startswith("ru-mil-captured") for claim in claims)


@pytest.mark.parametrize(
    "text", ["how many POWs died at Olenivka?", "Olenivka: Ukrainian prisoners of war killed"]
)
def test_prisoners_who_died_are_people_and_not_a_measure(record: Desk, text: str) -> None:
    claims = ask(record, text).claims
    assert claims
    assert all(claim.startswith("olenivka-pow-killed") for claim in claims)


def test_prisoners_of_a_side_that_nobody_counted_among_the_dead_are_not_answered_for(
    record: Desk,
) -> None:
    assert ask(record, "how many Russian prisoners of war were killed?").claims == ()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "how many Ukrainians were swapped out of Russian captivity?",
            "ua-pow-returned-ua-coordhq-2024",
        ),
        (
            "remains of Ukrainian soldiers handed back, how many bodies?",
            "ua-mil-bodies-ru-mfa-2026-02",
        ),
    ],
)
def test_those_who_came_back_are_not_those_who_were_taken(
    record: Desk, text: str, claim: str
) -> None:
    assert (claim,) == ask(record, text).claims
