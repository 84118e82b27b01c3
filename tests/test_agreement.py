import datetime as dt
from typing import Any

import pytest

from bot.agreement import Agreement, Slot
from bot.claim import Relation
from bot.dates import Clock
from bot.measures import Measures
from bot.names import Category
from bot.phrases import Name
from bot.question import Number, Period, Question, Ref, Wanted
from bot.store import Store

AVERIA, BOSTRA = Ref(kind=Name.PARTY, id="averia"), Ref(kind=Name.PARTY, id="bostra")
DEAD = frozenset({"killed"})


def agreement(
    store: Store, measures: Measures, known_on: dt.date | None = None, /, **slots: Any
) -> Agreement:
    return Agreement(Question(text="", **slots), store, measures, known_on)


def agreeing(
    store: Store, measures: Measures, known_on: dt.date | None = None, /, **slots: Any
) -> set[str]:
    """List the claims that agree with a question of these slots."""
    asked = agreement(store, measures, known_on, **slots)
    return {claim.id for claim in store.claims if not asked.disagreeing(claim)}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- whose casualties ---


@pytest.mark.parametrize(
    ("kind", "name", "population", "counted"),
    [
        (Name.PARTY, "averia", "averian-army", True),
        (Name.PARTY, "averia", "averian-lancers", True),
        (Name.PARTY, "averia", "bostran-army", False),
        (Name.POPULATION, "averian-army", "averian-lancers", True),
        (Name.POPULATION, "averian-lancers", "averian-army", False),
        (Name.CLAIMANT, "averian-staff", "averian-army", True),
        (Name.CLAIMANT, "averian-staff", "bostran-army", False),
        (Name.CLAIMANT, "lake-monitors", "averian-army", False),
        (Name.PLACE, "tarn", "averian-army", False),
    ],
)
def test_a_claim_counts_a_party_a_population_and_its_parts(
    kind: Name, name: str, population: str, counted: bool, war: Store, measures: Measures
) -> None:
    asked = agreement(war, measures)
    claim = war.claims[0].model_copy(update={"population": population})
    assert counted is asked.counts(claim, Ref(kind=kind, id=name))


def test_of_sides_in_a_list_any_will_do_and_others_narrow(war: Store, measures: Measures) -> None:
    both = {"sides": (AVERIA, BOSTRA), "outcomes": frozenset({"wounded"})}
    assert {"av-wounded-august"} == agreeing(war, measures, sides_joined=True, **both)
    assert set() == agreeing(war, measures, **both)


@pytest.mark.parametrize(
    ("categories", "claims"),
    [
        ((Category.CIVILIAN,), {"mon-civilians-killed", "mon-civilians-tarn"}),
        ((Category.UNKNOWN,), set()),
    ],
)
def test_soldiers_are_no_civilians(
    categories: tuple[Category, ...], claims: set[str], war: Store, measures: Measures
) -> None:
    assert claims == agreeing(war, measures, categories=categories)


def test_people_of_unknown_status_fit_only_where_context_is_counted(
    founding: Store, measures: Measures
) -> None:
    volunteers = agreeing(
        founding,
        measures,
        categories=(Category.MILITARY,),
        outcomes=frozenset({"volunteers"}),
    )
    assert {"ru-mod-volunteers-2022-03-25"} == volunteers


# --- whose claim ---


@pytest.mark.parametrize(
    ("kind", "name", "claims"),
    [
        (Name.PERSON, "reyes", {"bo-killed-averian", "bo-killed-own"}),
        (
            Name.CLAIMANT,
            "bostran-command",
            {"bo-killed-averian", "bo-killed-own", "bo-killed-july"},
        ),
        (Name.PARTY, "bostra", {"bo-killed-averian", "bo-killed-own", "bo-killed-july"}),
        (Name.PARTY, "corvia", set()),
    ],
)
def test_a_claim_is_voiced_by_its_speaker_its_claimant_and_whom_that_speaks_for(
    kind: Name, name: str, claims: set[str], war: Store, measures: Measures
) -> None:
    assert claims == agreeing(war, measures, claimants=(Ref(kind=kind, id=name),), outcomes=DEAD)


@pytest.mark.parametrize(
    ("voice", "kind", "name", "speaks"),
    [
        ("mckenzie", Name.PERSON, "mckenzie", True),
        ("mckenzie", Name.CLAIMANT, "us-central-command", True),
        ("mckenzie", Name.CLAIMANT, "us-officials", True),
        ("mckenzie", Name.PARTY, "united-states", True),
        ("nato-officials", Name.CLAIMANT, "nato", True),
        ("nato", Name.CLAIMANT, "nato-officials", False),
        ("nobody", Name.CLAIMANT, "nato", False),
    ],
)
def test_a_voice_speaks_for_all_it_belongs_to(
    voice: str, kind: Name, name: str, speaks: bool, founding: Store, measures: Measures
) -> None:
    assert speaks is agreement(founding, measures).speaks(voice, Ref(kind=kind, id=name))


def test_a_relation_has_to_be_the_claims_own(war: Store, measures: Measures) -> None:
    assert {"bo-killed-averian"} == agreeing(
        war, measures, relation=Relation.OPPONENT, outcomes=DEAD
    )


def test_an_own_count_is_compared_with_that_of_others(war: Store, measures: Measures) -> None:
    asked: dict[str, Any] = {
        "sides": (AVERIA,),
        "claimants": (AVERIA, BOSTRA),
        "relation": Relation.OWN,
        "outcomes": DEAD,
    }
    assert "bo-killed-averian" not in agreeing(war, measures, **asked)
    assert "bo-killed-averian" in agreeing(war, measures, wanted=Wanted.COMPARISON, **asked)


# --- which measure ---


@pytest.mark.parametrize(
    ("outcomes", "measure", "agrees"),
    [
        ({"killed"}, "killed", True),
        ({"killed"}, "dead", True),
        ({"killed"}, "killed_or_wounded", False),
        ({"killed", "wounded"}, "killed_or_wounded", True),
        ({"killed", "wounded"}, "killed", True),
        ({"wounded"}, "killed", False),
        ({"killed", "wounded"}, "killed_wounded_captured_missing", False),
    ],
)
def test_all_that_a_claim_counts_together_was_asked_for(
    outcomes: set[str], measure: str, agrees: bool, war: Store, measures: Measures
) -> None:
    claim = war.claims[0].model_copy(update={"measure": measure})
    asked = agreement(war, measures, outcomes=frozenset(outcomes))
    assert agrees is (Slot.MEASURE not in asked.disagreeing(claim))


@pytest.mark.parametrize(
    ("slots", "agrees"),
    [
        ({}, False),
        ({"sides": (AVERIA,)}, False),
        ({"wanted": Wanted.COVERAGE}, True),
        ({"numbers": (Number(value=12_500),)}, True),
        ({"claimants": (AVERIA,)}, True),
        ({"claimants": (AVERIA,), "wanted": Wanted.HISTORY}, False),
    ],
)
def test_context_is_no_casualty_unless_it_was_asked_for(
    slots: dict[str, Any], agrees: bool, war: Store, measures: Measures
) -> None:
    deployed = war.by_id["av-deployed"]
    assert agrees is (Slot.MEASURE not in agreement(war, measures, **slots).disagreeing(deployed))


# --- where ---


@pytest.mark.parametrize(
    ("kind", "name", "agrees"),
    [
        (Name.PLACE, "tarn", True),
        (Name.PLACE, "lakeland", True),
        (Name.PLACE, "port-merrow", False),
        (Name.EVENT, "tarn-bridge", True),
        (Name.EVENT, "lake-war", True),
        (Name.PARTY, "averia", False),
    ],
)
def test_an_incident_lies_in_its_place_its_event_and_all_around_them(
    kind: Name, name: str, agrees: bool, war: Store, measures: Measures
) -> None:
    incident = war.by_id["mon-civilians-tarn"]
    asked = agreement(war, measures, places=(Ref(kind=kind, id=name),))
    assert agrees is (Slot.PLACE not in asked.disagreeing(incident))


# --- when ---


def periods(clock: Clock, first: str, last: str) -> tuple[Period, ...]:
    return (Period(clock=clock, first=day(first), last=day(last)),)


@pytest.mark.parametrize(
    ("when", "claims"),
    [
        (
            periods(Clock.AS_OF, "2019-08-15", "2019-08-15"),
            {
                "av-killed-june",
                "av-killed-august",
                "av-brigade-killed",
                "mon-killed-averian-july",
            },
        ),
        (periods(Clock.AS_OF, "2019-05-31", "2019-05-31"), set()),
        (
            periods(Clock.KNOWN, "2019-08-15", "2019-08-15"),
            {"av-killed-june", "mon-killed-averian-july"},
        ),
        (
            periods(Clock.DURING, "2019-08-01", "2019-08-19"),
            {"av-killed-august", "av-brigade-killed"},
        ),
        (periods(Clock.DURING, "2019-07-01", "2019-07-31"), {"mon-killed-averian-july"}),
        (periods(Clock.DURING, "2019-07-02", "2019-07-31"), set()),
        ((Period(clock=Clock.DURING, opening=(0, 30)),), {"av-killed-june"}),
        ((Period(clock=Clock.DURING, opening=(0, 7)),), set()),
    ],
)
def test_a_date_goes_by_the_clock_that_was_asked_for(
    when: tuple[Period, ...], claims: set[str], war: Store, measures: Measures
) -> None:
    army = Ref(kind=Name.POPULATION, id="averian-army")
    assert claims == agreeing(war, measures, sides=(army,), outcomes=DEAD, when=when)


def test_a_figure_for_a_month_answers_for_that_month(war: Store, measures: Measures) -> None:
    july = periods(Clock.DURING, "2019-07-01", "2019-07-31")
    assert {"bo-killed-july"} == agreeing(
        war, measures, sides=(BOSTRA,), categories=(Category.MILITARY,), when=july
    )


def test_a_claim_without_a_date_answers_no_question_about_one(
    war: Store, measures: Measures
) -> None:
    undated = war.by_id["av-deployed"]
    for clock in set(Clock) - {Clock.HAPPENED}:
        asked = agreement(war, measures, when=periods(clock, "1900-01-01", "2100-01-01"))
        assert Slot.WHEN in asked.disagreeing(undated)


def test_what_had_not_been_said_by_a_day_is_left_out(war: Store, measures: Measures) -> None:
    known = agreeing(war, measures, day("2019-08-15"), sides=(AVERIA,), outcomes=DEAD)
    assert {"av-killed-june", "mon-killed-averian-july"} == known


def test_every_slot_that_disagrees_is_told(war: Store, measures: Measures) -> None:
    asked = agreement(
        war,
        measures,
        day("2019-05-01"),
        sides=(BOSTRA,),
        captors=(AVERIA,),
        categories=(Category.CIVILIAN,),
        outcomes=frozenset({"missing"}),
        claimants=(BOSTRA,),
        relation=Relation.OPPONENT,
        places=(Ref(kind=Name.PLACE, id="tarn"),),
        when=periods(Clock.AS_OF, "2019-05-01", "2019-05-01"),
    )
    assert set(Slot) == set(asked.disagreeing(war.by_id["av-killed-june"]))


def test_a_captor_tells_of_those_it_holds_and_so_does_their_own_side(
    war: Store, measures: Measures
) -> None:
    held = frozenset({"captured"})
    by_bostra = agreeing(war, measures, sides=(AVERIA,), outcomes=held, captors=(BOSTRA,))
    assert by_bostra == {"bo-captured"}
    by_nobody = agreeing(war, measures, sides=(AVERIA,), outcomes=held, captors=(AVERIA,))
    assert by_nobody == set()
