import datetime as dt
from typing import Any

import pytest

from bot.claim import Figure
from bot.edtf import PartialDate
from bot.phrases import Name
from bot.question import Ref
from bot.store import Store
from bot.wording import Wording
from tests.stories import TODAY


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2022-03-25", "25 March 2022"),
        ("2022-03", "March 2022"),
        ("1979", "1979"),
        ("1979~", "about 1979"),
        ("2022-03-05~", "about 5 March 2022"),
    ],
)
def test_a_date_is_written_out_as_finely_as_it_was_given(
    date: str, written: str, war_wording: Wording
) -> None:
    assert written == war_wording.date(PartialDate(date))


def test_a_day_of_the_calendar_is_written_out(war_wording: Wording) -> None:
    assert war_wording.date(TODAY) == "24 November 2026"


@pytest.mark.parametrize(
    ("date", "age"),
    [
        ("2026-11-24", None),
        ("2026-09-26", None),
        ("2026-09-25", "60 days ago"),
        ("2026-09-24", "2 months ago"),
        ("2026-01-01", "10 months ago"),
        ("2025-11-25", "11 months ago"),
        ("2025-11-24", "a year ago"),
        ("2022-11-25", "3 years ago"),
        ("2022-03-25", "4 years ago"),
        ("2019", "6 years ago"),
        ("2027-01-01", None),
    ],
)
def test_an_old_figure_carries_its_age_in_whole_units(
    date: str, age: str | None, war_wording: Wording
) -> None:
    assert age == war_wording.age(PartialDate(date), TODAY)


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (1_351, "1,351"), (1_500_000, "1,500,000")]
)
def test_thousands_are_separated(number: int, written: str, war_wording: Wording) -> None:
    assert written == war_wording.number(number)


@pytest.mark.parametrize(
    ("names", "either", "written"),
    [
        ([], False, ""),
        (["a"], False, "a"),
        (["a", "b"], False, "a and b"),
        (["a", "b", "c"], False, "a, b and c"),
        (["a", "b", "c"], True, "a, b or c"),
    ],
)
def test_names_are_joined_as_a_sentence_does(
    names: list[str], either: bool, written: str, war_wording: Wording
) -> None:
    assert written == war_wording.listed(names, either=either)


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("killed", "killed"),
        ("dead", "killed"),
        ("killed_or_wounded", "killed or wounded"),
        ("killed_wounded_captured_missing", "killed, wounded, captured or missing"),
        ("troops_deployed", "troops deployed"),
        ("sent_home", "sent home"),
    ],
)
def test_a_measure_that_counts_several_outcomes_names_them_all(
    measure: str, name: str, war_wording: Wording
) -> None:
    assert name == war_wording.measure(measure)


@pytest.mark.parametrize(
    ("claim", "written"),
    [
        ("av-killed-june", "at least 210 killed"),
        ("mon-civilians-killed", "between 150 and 190 killed"),
        ("bo-captured", "up to 85 captured"),
        ("av-deployed", "some 12,500 (troops deployed)"),
    ],
)
def test_a_figure_keeps_its_own_words_and_names_its_measure(
    claim: str, written: str, war: Store, war_wording: Wording
) -> None:
    assert written == war_wording.figure(war.by_id[claim])


def test_words_that_name_the_measure_are_not_followed_by_it(
    war: Store, war_wording: Wording
) -> None:
    figure = Figure(low=1, wording="one man killed")
    assert war_wording.figure(war.by_id["av-killed-june"], figure) == "one man killed"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (
            "at least 3,000, most of them from fever",
            "at least 3,000, most of them from fever (killed)",
        ),
        ("some 3,000 in the first week", "some 3,000 in the first week (killed)"),
        ("3,000 (with allies)", "3,000 (with allies) (killed)"),
        ("more than 3,000 men", "more than 3,000 men killed"),
        ("nearly half a million", "nearly half a million killed"),
    ],
)
def test_a_measure_behind_a_clause_stands_in_brackets(
    words: str, written: str, war: Store, war_wording: Wording
) -> None:
    figure = Figure(low=3000, wording=words)
    assert written == war_wording.figure(war.by_id["av-killed-june"], figure)


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        (["2024-02-15", "2024-02"], "February 2024"),
        (["1764", "1763-06-18"], "1763 to 1764"),
        (["2024-02-15", "2024-01"], "January 2024 to February 2024"),
        (["2022-03-25", "2022-03-23", "2022-03-24"], "23 March 2022 to 25 March 2022"),
        (["2022-03-25", "2022-03-25"], "25 March 2022"),
    ],
)
def test_both_ends_of_a_range_are_as_fine_as_the_coarser(
    dates: list[str], written: str, war_wording: Wording
) -> None:
    assert written == war_wording.span([PartialDate(date) for date in dates])


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        ({"as_of": "2019-06-01", "stated_on": "2019-06-01"}, "as of 1 June 2019"),
        (
            {"as_of": "2019-06", "stated_on": "2019-07-02"},
            "as of June 2019, said on 2 July 2019",
        ),
        ({"as_of": "2019-06"}, "as of June 2019"),
        ({"stated_on": "2019-07-02"}, "said on 2 July 2019, no as-of date on file"),
        ({}, "no date on file"),
    ],
)
def test_as_of_when_and_when_it_was_said_are_both_told(
    dates: dict[str, str], written: str, war: Store, war_wording: Wording
) -> None:
    read = {key: PartialDate(value) for key, value in dates.items()}
    update = {"as_of": None, "stated_on": None} | read
    claim = war.by_id["av-killed-june"].model_copy(update=update)
    assert written == war_wording.dates(claim)


@pytest.mark.parametrize(
    ("verification", "sentence"),
    [
        ({"status": "unverified"}, "Could not be verified."),
        (
            {"status": "unverified", "said_by": ["lake-monitors", "havel"]},
            "Could not be verified by Lake Monitors and Col. Ines Havel.",
        ),
        ({"status": "disputed", "said_by": ["havel"]}, "Disputed by Col. Ines Havel."),
        ({"status": "estimate"}, "An estimate, not verified."),
        ({"status": "confirmed_by_name"}, "Counted by name."),
        ({"status": "not_stated"}, "Not verified as far as is on file."),
        ({"status": "unverified", "note": "half of it was seen."}, "Half of it was seen."),
    ],
)
def test_whether_anybody_could_check_is_a_sentence_of_its_own(
    verification: dict[str, Any], sentence: str, war: Store, war_wording: Wording
) -> None:
    claim = war.by_id["av-killed-june"]
    read = type(claim.verification).model_validate(verification)
    assert sentence == war_wording.verification(claim.model_copy(update={"verification": read}))


@pytest.mark.parametrize(
    ("kind", "id_", "name"),
    [
        (Name.PARTY, "averia", "Averia"),
        (Name.POPULATION, "averian-army", "Averian army"),
        (Name.CLAIMANT, "lake-monitors", "Lake Monitors"),
        (Name.PERSON, "havel", "Col. Ines Havel"),
        (Name.PLACE, "tarn", "Tarn"),
        (Name.EVENT, "lake-war", "the Lake War"),
    ],
)
def test_every_entry_of_a_store_has_its_name(
    kind: Name, id_: str, name: str, war_wording: Wording
) -> None:
    assert name == war_wording.name(Ref(kind=kind, id=id_))


def test_a_speaker_may_be_given_with_the_role(war_wording: Wording) -> None:
    plain, full = war_wording.speaker("havel"), war_wording.speaker("havel", with_role=True)
    assert (plain, full) == ("Col. Ines Havel", "Col. Ines Havel, spokeswoman")


def test_an_age_never_turns_a_day_into_a_year(war_wording: Wording) -> None:
    leap = PartialDate("2024-02-29")
    assert war_wording.age(leap, dt.date(2025, 2, 28)) == "11 months ago"
    assert war_wording.age(leap, dt.date(2025, 3, 1)) == "a year ago"
