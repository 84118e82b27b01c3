import pytest

from bot.desk import Desk
from tests.test_desk import ask


def test_another_side_is_asked_about_with_the_same_kind_of_people(record: Desk) -> None:
    claims = ask(record, "how many Ukrainian civilians were killed?", "and Russian?").claims
    assert claims
    assert not [claim for claim in claims if claim.startswith(("ua-", "ru-mil"))]


@pytest.mark.parametrize(
    "turns",
    [
        ("how many Ukrainian children have been killed?", "and Russian?"),
        ("how many Ukrainian children have been killed?", "and wounded?", "and Russian?"),
        ("how many Russian officers died?", "and Ukrainian?"),
    ],
)
def test_a_part_of_a_people_that_the_other_side_has_none_of_is_not_the_whole(
    record: Desk, turns: tuple[str, ...]
) -> None:
    assert ask(record, *turns).claims == ()


def test_two_peoples_that_are_listed_are_both_answered_for(record: Desk) -> None:
    claims = ask(record, "how many Russian soldiers and Ukrainian civilians have died?").claims
    kinds = {claim.split("-killed")[0] for claim in claims}
    assert {"ru-mil", "ua-civ"} == kinds
