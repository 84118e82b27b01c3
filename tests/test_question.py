from typing import Any

import pytest

from bot.claim import Relation
from bot.dates import Clock
from bot.following import carry
from bot.names import Category
from bot.phrases import Name
from bot.question import Number, Period, Question, Ref, Unknown, Wanted
from bot.roles import Role

AVERIA, BOSTRA = Ref(kind=Name.PARTY, id="averia"), Ref(kind=Name.PARTY, id="bostra")
MONITORS = Ref(kind=Name.CLAIMANT, id="lake-monitors")
TARN = Ref(kind=Name.PLACE, id="tarn")
JULY = Period(clock=Clock.DURING)
DEAD, HURT = frozenset({"killed"}), frozenset({"wounded"})

BEFORE = Question(
    text="before",
    sides=(AVERIA,),
    categories=(Category.MILITARY,),
    outcomes=DEAD,
    measures=("killed",),
    claimants=(MONITORS,),
    when=(JULY,),
    places=(TARN,),
)


def follow(previous: Question | None = BEFORE, /, **slots: Any) -> dict[str, Any]:
    """Say which slots a follow-up ends with."""
    carried = carry(previous, Question(text="after", **slots))
    return carried.model_dump(
        exclude_defaults=True, exclude={"text", "evidence", "measure_words", "measures"}
    )


def expected(**slots: Any) -> dict[str, Any]:
    return Question(text="after", **slots).model_dump(exclude_defaults=True, exclude={"text"})


def test_a_new_measure_keeps_everything_else() -> None:
    assert expected(
        sides=(AVERIA,),
        categories=(Category.MILITARY,),
        outcomes=HURT,
        claimants=(MONITORS,),
        when=(JULY,),
        places=(TARN,),
    ) == follow(outcomes=HURT)


def test_a_new_side_keeps_the_kind_of_people() -> None:
    followed = follow(sides=(BOSTRA,))
    assert (
        followed["sides"][0]["id"],
        followed["categories"],
    ) == ("bostra", (Category.MILITARY,))


def test_a_new_kind_of_people_lets_the_side_go() -> None:
    followed = follow(categories=(Category.CIVILIAN,))
    assert ("sides" in followed, (Category.CIVILIAN,)) == (False, followed["categories"])


def test_a_new_claimant_lets_the_relation_go() -> None:
    own = BEFORE.model_copy(update={"claimants": (), "relation": Relation.OWN})
    followed = follow(own, claimants=(MONITORS,))
    assert ("relation" in followed, "lake-monitors") == (False, followed["claimants"][0]["id"])


def test_a_name_that_may_be_either_is_a_claimant_after_a_claimant_else_a_side() -> None:
    nobody = BEFORE.model_copy(update={"claimants": ()})
    after_a_claimant, after_a_side = follow(open_party=BOSTRA), follow(nobody, open_party=BOSTRA)
    assert (
        after_a_claimant["claimants"][0]["id"],
        after_a_claimant["sides"][0]["id"],
    ) == ("bostra", "averia")
    assert (after_a_side["sides"][0]["id"], "claimants" in after_a_side) == ("bostra", False)


def test_a_country_after_another_one_that_it_happened_in_is_where_as_well() -> None:
    there = BEFORE.model_copy(update={"sides": (), "claimants": (), "places": (AVERIA, TARN)})
    followed = follow(there, open_party=BOSTRA)
    assert ("sides" in followed, ["bostra", "tarn"]) == (
        False,
        [place["id"] for place in followed["places"]],
    )


def test_a_message_that_names_nothing_keeps_the_number() -> None:
    numbered = BEFORE.model_copy(update={"numbers": (Number(value=412),)})
    followed = carry(numbered, Question(text="source?", wanted=Wanted.SOURCE, explicit=True))
    assert (Wanted.SOURCE, (Number(value=412),)) == (followed.wanted, followed.numbers)


def test_a_named_slot_lets_the_number_go() -> None:
    numbered = BEFORE.model_copy(update={"numbers": (Number(value=412),)})
    assert "numbers" not in follow(numbered, outcomes=HURT)


@pytest.mark.parametrize(
    "slots",
    [
        {"sides": (BOSTRA,), "outcomes": DEAD},
        {"places": (TARN,), "outcomes": DEAD},
        {"numbers": (Number(value=412),), "outcomes": DEAD},
        {"numbers": (Number(value=412),), "claimants": (MONITORS,)},
        {"numbers": (Number(value=412),), "explicit": True},
        {"wanted": Wanted.COVERAGE},
        {"wanted": Wanted.HELP},
        {"refused": "opinion"},
        {"sides": (BOSTRA,), "outcomes": DEAD, "leans": True},
    ],
)
def test_a_question_that_stands_alone_takes_nothing(slots: dict[str, Any]) -> None:
    question = Question(text="after", **slots)
    assert question.complete
    assert question == carry(BEFORE, question)


@pytest.mark.parametrize(
    "slots",
    [
        {"outcomes": DEAD},
        {"sides": (BOSTRA,)},
        {"numbers": (Number(value=412),)},
        {"places": (TARN,), "outcomes": DEAD, "leans": True},
        {"wanted": Wanted.SOURCE, "explicit": True},
    ],
)
def test_a_question_with_a_gap_does_not_stand_alone(slots: dict[str, Any]) -> None:
    assert not Question(text="after", **slots).complete


def test_chatter_takes_nothing_and_is_not_followed() -> None:
    empty = Question(text="thanks")
    assert (empty, True, False) == (carry(BEFORE, empty), empty.empty, empty.leads)


def test_an_unexplained_word_can_be_followed() -> None:
    unknown = Question(text="x", unknown=(Unknown(words="x", role=Role.OPEN),))
    assert (unknown.leads, unknown.empty) == (True, False)


def test_without_a_question_before_a_name_that_may_be_either_is_a_side() -> None:
    assert expected(sides=(BOSTRA,)) == follow(None, open_party=BOSTRA)
