import datetime as dt
from typing import Any

import pytest

from bot.claim import Relation
from bot.dates import Clock
from bot.match import Abstention, Match, Reason, find
from bot.measures import Measures
from bot.names import Category
from bot.phrases import Name
from bot.premise import NumberRole
from bot.question import Number, Period, Question, Ref, Unknown, Wanted
from bot.roles import Role
from bot.store import Store

AVERIA, BOSTRA = Ref(kind=Name.PARTY, id="averia"), Ref(kind=Name.PARTY, id="bostra")
CORVIA = Ref(kind=Name.PARTY, id="corvia")
MONITORS = Ref(kind=Name.CLAIMANT, id="lake-monitors")
COURIER = Ref(kind=Name.CLAIMANT, id="lake-courier")
DEAD, HURT = frozenset({"killed"}), frozenset({"wounded"})


def search(
    store: Store, measures: Measures, known_on: dt.date | None = None, /, **slots: Any
) -> Match | Abstention:
    return find(Question(text="", **slots), store, measures, known_on)


def matched(
    store: Store, measures: Measures, known_on: dt.date | None = None, /, **slots: Any
) -> Match:
    found = search(store, measures, known_on, **slots)
    assert isinstance(found, Match), found.reason
    return found


def ids(found: Match) -> list[str]:
    return [claim.id for claim in found.claims]


def silent(store: Store, measures: Measures, /, **slots: Any) -> Abstention:
    found = search(store, measures, **slots)
    assert isinstance(found, Abstention), ids(found)
    return found


def until(text: str, clock: Clock = Clock.AS_OF) -> tuple[Period, ...]:
    day = dt.date.fromisoformat(text)
    return (Period(clock=clock, first=day, last=day),)


def unknown(role: Role, *, joined: bool = False) -> tuple[Unknown, ...]:
    return (Unknown(words="Ruritania", role=role, joined=joined),)


# --- which claims answer, and in which order ---


def test_every_claimants_current_figure_answers_newest_first(
    war: Store, measures: Measures
) -> None:
    assert (ids(matched(war, measures, sides=(AVERIA,), outcomes=DEAD))) == [
        "mon-killed-averian",
        "bo-killed-averian",
        "av-killed-august",
        "av-brigade-killed",
    ]


def test_of_the_same_day_the_claimants_name_decides(war: Store, measures: Measures) -> None:
    same = war.by_id["av-killed-august"].as_of
    claims = tuple(
        claim.model_copy(update={"as_of": same, "supersedes": None}) for claim in war.claims
    )
    level = Store(names=war.names, claims=claims)
    found = matched(level, measures, sides=(AVERIA,), outcomes=DEAD)
    names = [war.claimants[claim.claimant].name for claim in found.claims]
    assert sorted(names) == names


def test_the_order_never_goes_by_size(war: Store, measures: Measures) -> None:
    asked: dict[str, Any] = {"sides": (AVERIA,), "outcomes": DEAD}
    figure = war.by_id["bo-killed-averian"].figure
    turned = tuple(
        claim.model_copy(update={"figure": figure.model_copy(update={"low": 10_000 - n})})
        for n, claim in enumerate(war.claims)
    )
    assert ids(matched(war, measures, **asked)) == ids(
        matched(Store(names=war.names, claims=turned), measures, **asked)
    )


def test_as_of_a_day_the_figure_of_then_answers(war: Store, measures: Measures) -> None:
    found = matched(
        war, measures, sides=(AVERIA,), outcomes=DEAD, when=until("2019-08-14"), relation="own"
    )
    assert ids(found) == ["av-killed-june"]


def test_two_dates_bring_the_figures_of_both(war: Store, measures: Measures) -> None:
    when = until("2019-06-01") + until("2019-08-15")
    found = matched(war, measures, relation=Relation.OWN, sides=(AVERIA,), outcomes=DEAD, when=when)
    assert {"av-killed-june", "av-killed-august", "av-brigade-killed"} == set(ids(found))


def test_the_history_brings_what_was_replaced(war: Store, measures: Measures) -> None:
    found = matched(
        war, measures, wanted=Wanted.HISTORY, claimants=(MONITORS,), sides=(AVERIA,), outcomes=DEAD
    )
    assert ids(found) == ["mon-killed-averian", "mon-killed-averian-july"]


def test_a_figure_for_a_month_does_not_stand_among_those_for_the_whole_war(
    war: Store, measures: Measures
) -> None:
    found = matched(war, measures, sides=(BOSTRA,), categories=(Category.MILITARY,), outcomes=DEAD)
    assert ids(found) == ["mon-killed-bostran", "bo-killed-own"]
    assert [claim.id for claim in found.partial] == ["bo-killed-july"]


def test_what_others_say_stands_beside_the_figure_of_one(war: Store, measures: Measures) -> None:
    found = matched(
        war, measures, claimants=(MONITORS,), sides=(AVERIA,), outcomes=DEAD, explicit=True
    )
    assert ids(found) == ["mon-killed-averian"]
    assert [claim.id for claim in found.others] == ["bo-killed-averian", "av-killed-august"]


def test_every_claim_was_considered_with_the_slots_it_was_left_for(
    war: Store, measures: Measures
) -> None:
    found = matched(war, measures, sides=(AVERIA,), outcomes=HURT)
    left = {considered.claim: considered.left for considered in found.considered}
    assert {claim.id for claim in war.claims} == set(left)
    assert (
        left["av-wounded-august"],
        left["av-killed-august"],
        left["bo-killed-own"],
    ) == ((), ("measure",), ("side", "measure"))
    replaced = matched(war, measures, sides=(AVERIA,), outcomes=DEAD)
    assert {c.claim: c.left for c in replaced.considered}["av-killed-june"] == (
        "agrees, but is not the current figure or was not compared",
    )


# --- what is missing besides ---


def test_what_was_asked_for_besides_is_said_to_be_missing(war: Store, measures: Measures) -> None:
    found = matched(
        war,
        measures,
        claimants=(MONITORS, COURIER),
        sides=(AVERIA, CORVIA),
        sides_joined=True,
        outcomes=DEAD | HURT,
        measures=("killed", "wounded"),
        unknown=unknown(Role.SIDE, joined=True),
    )
    assert ids(found) == ["mon-killed-averian"]
    assert (
        found.missing,
        found.missing_measures,
        tuple(words.words for words in found.missing_words),
    ) == ((COURIER, CORVIA), ("wounded",), ("Ruritania",))


def test_a_kind_of_people_that_nobody_counts_is_missing(war: Store, measures: Measures) -> None:
    found = matched(
        war,
        measures,
        sides=(AVERIA,),
        categories=(Category.MILITARY, Category.CIVILIAN),
        outcomes=DEAD,
    )
    assert found.missing_categories == ("civilian",)


# --- numbers ---


@pytest.mark.parametrize(
    ("number", "claims", "role"),
    [
        (412, ["av-killed-august"], NumberRole.EXACT),
        (400, ["av-killed-august"], NumberRole.WORDING),
        (190, ["mon-civilians-killed"], NumberRole.HIGH),
        (1_150, ["bo-killed-averian"], NumberRole.BOUND),
        (930, ["av-wounded-august"], NumberRole.ABOUT),
        (505, ["mon-killed-averian"], NumberRole.NEAR),
        (12_500, ["av-deployed"], NumberRole.ABOUT),
    ],
)
def test_whose_number_it_is_can_be_asked(
    number: int, claims: list[str], role: NumberRole, war: Store, measures: Measures
) -> None:
    found = matched(
        war, measures, wanted=Wanted.SPEAKER, explicit=True, numbers=(Number(value=number),)
    )
    assert (claims, {role}, False) == (
        ids(found),
        {hit.role for hit in found.hits},
        found.false_premise,
    )


def test_an_old_number_never_stands_as_the_last_word(war: Store, measures: Measures) -> None:
    found = matched(war, measures, numbers=(Number(value=640),), outcomes=DEAD)
    assert ids(found) == ["mon-killed-averian", "mon-killed-averian-july"]


def test_a_number_that_nobody_gave_is_not_on_file(war: Store, measures: Measures) -> None:
    found = silent(war, measures, wanted=Wanted.SPEAKER, numbers=(Number(value=9_999),))
    assert Reason.NUMBER is found.reason


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ({"claimants": (MONITORS,)}, {"claimant"}),
        ({"sides": (BOSTRA,)}, {"side"}),
        ({"outcomes": HURT}, {"measure"}),
        ({"categories": (Category.CIVILIAN,)}, {"category"}),
        ({"when": until("2019-06-01")}, {"when"}),
        ({"places": (Ref(kind=Name.PLACE, id="tarn"),)}, {"place"}),
        ({"claimants": (MONITORS,), "outcomes": HURT}, {"claimant", "measure"}),
    ],
)
def test_a_number_ascribed_wrongly_is_corrected(
    slots: dict[str, Any], wrong: set[str], war: Store, measures: Measures
) -> None:
    asked = {"outcomes": DEAD} | slots
    found = matched(war, measures, numbers=(Number(value=412),), **asked)
    assert (True, wrong) == (
        found.false_premise,
        {slot for hit in found.hits for slot in hit.wrong},
    )
    assert "av-killed-august" in ids(found)


def test_a_number_ascribed_to_somebody_unknown_is_corrected(war: Store, measures: Measures) -> None:
    found = matched(
        war, measures, numbers=(Number(value=412),), outcomes=DEAD, unknown=unknown(Role.CLAIMANT)
    )
    assert (found.false_premise, ids(found)) == (True, ["av-killed-august"])


@pytest.mark.parametrize(
    ("hedge", "false_premise"), [(None, True), ("at_least", True), ("up_to", False)]
)
def test_one_end_of_a_range_is_not_the_figure(
    hedge: str | None, false_premise: bool, war: Store, measures: Measures
) -> None:
    number = Number(value=190, hedge=hedge)
    found = matched(war, measures, numbers=(number,), outcomes=DEAD)
    assert false_premise is found.false_premise


def test_both_ends_of_a_range_are_the_figure(war: Store, measures: Measures) -> None:
    numbers = (Number(value=150), Number(value=190))
    found = matched(war, measures, numbers=numbers, outcomes=DEAD)
    assert (found.false_premise, ids(found)) == (False, ["mon-civilians-killed"])


def test_a_number_nobody_gave_is_corrected_where_the_claimant_gave_another(
    war: Store, measures: Measures
) -> None:
    found = matched(
        war, measures, numbers=(Number(value=9_999),), claimants=(MONITORS,), sides=(AVERIA,),
        outcomes=DEAD,
    )  # fmt: skip
    assert (found.false_premise, ids(found)) == (True, ["mon-killed-averian"])


# --- silences ---


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({}, Reason.USAGE),
        ({"wanted": Wanted.HELP}, Reason.USAGE),
        ({"explicit": True}, Reason.UNCLEAR),
        ({"refused": "opinion"}, Reason.OPINION),
        ({"refused": "forecast"}, Reason.FORECAST),
        ({"refused": "equipment"}, Reason.EQUIPMENT),
        ({"refused": "arithmetic"}, Reason.ARITHMETIC),
        ({"refused": "instruction"}, Reason.INSTRUCTION),
        ({"refused": "breakdown", "outcomes": DEAD}, Reason.BREAKDOWN),
        ({"unknown": unknown(Role.OPEN)}, Reason.NOT_CASUALTIES),
        ({"outcomes": DEAD, "unknown": unknown(Role.OPEN)}, Reason.UNKNOWN),
        ({"outcomes": DEAD, "unknown": unknown(Role.SIDE)}, Reason.UNKNOWN_SIDE),
        ({"outcomes": DEAD, "unknown": unknown(Role.CLAIMANT)}, Reason.UNKNOWN_CLAIMANT),
        ({"outcomes": DEAD, "unknown": unknown(Role.PLACE)}, Reason.UNKNOWN_PLACE),
        ({"outcomes": DEAD, "unknown": unknown(Role.AGENT)}, Reason.AGENT),
        ({"sides": (CORVIA,), "outcomes": DEAD}, Reason.SIDE),
        ({"categories": (Category.COMBINED,), "outcomes": DEAD}, Reason.CATEGORY),
        (
            {"places": (Ref(kind=Name.PLACE, id="port-merrow"),), "outcomes": DEAD},
            Reason.PLACE,
        ),
        ({"claimants": (COURIER,), "outcomes": DEAD}, Reason.CLAIMANT),
        ({"relation": Relation.THIRD_PARTY, "outcomes": DEAD}, Reason.RELATION),
        ({"sides": (AVERIA,), "outcomes": frozenset({"deserted"})}, Reason.MEASURE),
        ({"outcomes": DEAD, "when": until("2019-05-04")}, Reason.BEFORE_FIRST),
        ({"outcomes": DEAD, "when": until("2019-10-01", Clock.DURING)}, Reason.WHEN),
        (
            {
                "sides": (AVERIA,),
                "categories": (Category.CIVILIAN,),
                "claimants": (MONITORS,),
                "outcomes": frozenset({"missing"}),
            },
            Reason.COMBINATION,
        ),
    ],
)
def test_every_silence_has_its_reason(
    slots: dict[str, Any], reason: Reason, war: Store, measures: Measures
) -> None:
    assert reason is silent(war, measures, **slots).reason


def test_before_the_first_claim_the_first_is_offered(war: Store, measures: Measures) -> None:
    found = silent(war, measures, sides=(AVERIA,), outcomes=DEAD, when=until("2019-05-04"))
    assert [claim.id for claim in found.offers] == ["av-killed-june"]


def test_the_nearest_on_file_is_offered_and_no_more_than_four(
    war: Store, measures: Measures
) -> None:
    found = silent(war, measures, sides=(CORVIA,), outcomes=DEAD)
    assert len(found.offers) == 4
    assert {"killed"} == {claim.measure for claim in found.offers}


def test_a_question_about_no_event_among_many_is_asked_back(war: Store, measures: Measures) -> None:
    war_itself = war.events["lake-war"]
    events = [war_itself.model_copy(update={"id": f"war-{n}", "name": f"war {n}"}) for n in "1234"]
    claims = [
        war.by_id["av-wounded-august"].model_copy(update={"id": event.id, "event": event.id})
        for event in events
    ]
    names = war.names.model_copy(update={"events": tuple(events)})
    many = Store(names=names, claims=tuple(claims))
    found = silent(many, measures, outcomes=HURT)
    assert (found.reason, len(found.offers)) == (Reason.AMBIGUOUS, 4)
    assert len(matched(many, measures, outcomes=HURT, sides=(AVERIA,)).claims) == 4


@pytest.mark.parametrize("known_on", ["2019-05-31", "2019-06-01"])
def test_what_had_not_been_said_yet_is_not_on_file(
    known_on: str, war: Store, measures: Measures
) -> None:
    found = search(war, measures, dt.date.fromisoformat(known_on), sides=(AVERIA,), outcomes=DEAD)
    if known_on == "2019-05-31":
        assert Reason.BEFORE_FIRST is getattr(found, "reason", None)
    else:
        assert isinstance(found, Match)
        assert ids(found) == ["av-killed-june"]


# --- doubts in words ---


def test_a_doubt_in_words_answers_who_asks_for_it(founding: Store, measures: Measures) -> None:
    officials = Ref(kind=Name.CLAIMANT, id="us-officials")
    doubted = matched(founding, measures, claimants=(officials,), said_so=True)
    assert (officials,) == doubted.doubts_of
    assert "ru-mod-killed-2022-03-25" in ids(doubted)


def test_a_doubt_in_words_is_no_figure(founding: Store, measures: Measures) -> None:
    officials = Ref(kind=Name.CLAIMANT, id="us-officials")
    found = silent(founding, measures, claimants=(officials,), explicit=True, outcomes=DEAD)
    assert (Reason.CLAIMANT, (officials,)) == (found.reason, found.doubts_of)
