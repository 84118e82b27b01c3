import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from bot.agreement import Slot
from bot.answer import Answer, Outcome
from bot.claim import Basis, Change, Relation, Status
from bot.desk import Desk
from bot.match import Reason
from bot.names import Category
from bot.premise import NumberRole
from bot.store import Store
from bot.vocabulary import Vocabulary
from tests.stories import TODAY, document, with_claim, write


def answer(desk: Desk, text: str) -> Answer:
    return desk.ask(text, TODAY).answers[-1]


def said(found: Answer) -> str:
    """All that an answer says outside its lines."""
    return "\n".join((*found.lead, *found.notes))


def cited(found: Answer) -> list[str]:
    return [line.claim for section in found.sections for line in section.lines]


# --- lines ---


def test_a_line_tells_who_how_many_when_and_whether_it_was_verified(war_desk: Desk) -> None:
    (section,) = answer(war_desk, "Averian wounded?").sections
    (line,) = section.lines
    assert (
        line.claim,
        line.claimant,
        line.relation,
        line.figure,
    ) == (
        "av-wounded-august",
        "Averian General Staff",
        "on its own side",
        "about 930 wounded",
    )
    for part in ("15 August 2019", "16 August 2019", "7 years ago", "Col. Ines Havel"):
        assert part in line.dates
    assert line.verification == "Could not be verified."


def test_lines_about_one_population_in_one_event_stand_together(war_desk: Desk) -> None:
    titles = [section.title for section in answer(war_desk, "how many Averians died?").sections]
    assert titles == ["Averian army – the Lake War", "Averian Lancers – the Lake War"]


def test_an_event_kept_for_comparison_comes_last(desk: Desk) -> None:
    assert "Soviet" in answer(desk, "how many soldiers died?").sections[-1].title


def test_a_figure_for_a_part_says_for_which(war_desk: Desk) -> None:
    month = answer(war_desk, "Bostran soldiers killed in July")
    place = answer(war_desk, "civilians killed in Tarn")
    assert [found.sections[0].lines[0].figure for found in (month, place)] == [
        "64 killed (from 1 July 2019 to 31 July 2019)",
        "23 killed (in Tarn)",
    ]


def test_a_figure_without_a_date_says_that_none_is_on_file(war_desk: Desk) -> None:
    (section,) = answer(war_desk, "Averian troops deployed?").sections
    assert [line.dates for line in section.lines] == ["no date on file"]


def test_every_claim_in_a_line_is_listed_and_so_are_the_others(war_desk: Desk) -> None:
    found = answer(war_desk, "how many Averian soldiers died according to the monitors?")
    assert cited(found) == ["mon-killed-averian"]
    assert found.claims == ("mon-killed-averian", "bo-killed-averian", "av-killed-august")
    assert "more than 1,150 killed" in said(found)


def test_past_a_phone_screen_it_is_said_how_many_more_there_are(tmp_path: Path) -> None:
    content = document()
    model = next(claim for claim in content["claims"] if claim["id"] == "mon-killed-bostran")
    for number in range(20):
        claimant = f"village-{number}"
        content["names"]["claimants"].append({"id": claimant, "name": f"Village {number}"})
        content["claims"].append(
            model | {"id": f"{claimant}-killed", "claimant": claimant, "as_of": "2019-10-02"}
        )
    found = answer(Desk(write(tmp_path / "s.json", content)), "how many Bostran soldiers died?")
    assert (len(cited(found)), len(found.claims)) == (8, 8)
    assert "14 more on file" in said(found)


# --- small print ---


def test_a_source_shared_by_many_lines_stands_once(desk: Desk) -> None:
    (source,) = answer(desk, "Russian casualties").sources
    for part in ("The Associated Press", "25 March 2022", "The Hill"):
        assert part in source


def test_how_each_claimant_counts_is_told_once(war_desk: Desk) -> None:
    methods = answer(war_desk, "how many Averian soldiers died?").methods
    assert len(set(methods)) == len(methods)
    assert {"Lake Monitors", "Bostran Army Command", "Averian General Staff"} == {
        re.split(r":| \(", method.removeprefix("Basis, "))[0] for method in methods
    }


def test_under_many_lines_the_small_print_is_short_and_says_how_to_get_the_rest(
    war_desk: Desk,
) -> None:
    found = answer(war_desk, "Averian casualties")
    assert len(cited(found)) > 4
    (basis,) = found.methods
    assert "how do they know?" in basis
    for claimant in ("Lake Monitors", "Bostran Army Command", "Averian General Staff"):
        assert claimant in basis
    assert "source?" in found.sources[0]


def test_a_headline_over_many_lines_names_claimant_date_and_verification(war_desk: Desk) -> None:
    headline = answer(war_desk, "Averian casualties").lead[0]
    for part in ("claimants are on file", "as of", "2019", "killed"):
        assert part in headline


@pytest.mark.parametrize(
    ("extreme", "claim"), [("highest", "av-killed-august"), ("lowest", "av-killed-june")]
)
def test_a_figure_may_be_asked_for_by_its_size(war_desk: Desk, extreme: str, claim: str) -> None:
    question = f"{extreme} number of its own dead that the Averian General Staff has given"
    found = answer(war_desk, question)
    assert claim in cited(found)
    assert "says nothing about how sound it is" in said(found)


def test_all_figures_are_those_of_everybody_as_they_stand_now(war_desk: Desk) -> None:
    listed = cited(answer(war_desk, "all figures on Averian soldiers killed"))
    assert "av-killed-august" in listed
    assert "av-killed-june" not in listed


def test_all_figures_of_one_claimant_are_every_step(war_desk: Desk) -> None:
    text = "all figures of the Averian General Staff on Averian soldiers killed"
    assert {"av-killed-june", "av-killed-august"} <= set(cited(answer(war_desk, text)))


# --- notes ---


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Averain killed", "Averain"),
        ("how many Averians died?", "families asked for silence"),
        (
            "how many Averians died?",
            "disputed by the Averian General Staff (it calls the number invented)",
        ),
        ("how many Averians died?", "Side by side"),
        ("civilians killed", "people who died of illness"),
        ("compare Averian and Bostran dead", "not added, subtracted or averaged"),
        ("is the 412 figure verified?", "nobody on file has verified"),
        ("when did Havel say that?", "in a radio address"),
        ("who gave the Averian wounded figure?", "Col. Ines Havel, spokeswoman"),
        ("Averian dead as of 1 July 2019", "1 July 2019"),
        ("what was known on 1 July 2019 about Averian dead?", "What had been said by 1 July 2019"),
        ("Averian and Ruritanian dead", "Ruritanian"),
        ("Averian and Corvian dead", "Corvia"),
        ("killed, wounded or captured Bostrans", "wounded"),
        ("Bostran dead", "Also on file"),
        ("who disputes the Averian wounded figure?", "No doubt by others"),
        pytest.param(
            "who disputes the 318 figure?",
            "No doubt by others",
        ),
        pytest.param(
            "when did Havel say 412?",
            "in a radio address",
        ),
        pytest.param(
            "Averian dead and wounded according to the monitors",
            "wounded",
        ),
        pytest.param(
            "fact check: 640 Averian soldiers were killed",
            "a correction",
        ),
    ],
)
def test_what_belongs_to_the_lines_is_said(war_desk: Desk, text: str, note: str) -> None:
    assert note in said(answer(war_desk, text))


def test_a_history_is_told_oldest_first_with_every_step_and_silence(war_desk: Desk) -> None:
    found = answer(war_desk, "has the monitors' count of Averian dead been updated?")
    assert cited(found) == ["mon-killed-averian-july", "mon-killed-averian"]
    assert "506 killed replaced 640 killed: a correction." in said(found)
    assert "Nothing newer by Lake Monitors is on file since 1 October 2019." in said(found)


def test_no_note_stands_twice(war_desk: Desk) -> None:
    notes = answer(war_desk, "what do the monitors say?").notes
    assert len(set(notes)) == len(notes)


# --- corrections ---


@pytest.mark.parametrize(
    ("text", "corrections"),
    [
        ("so the monitors confirmed 412 Averian dead?", ["not a figure of Lake Monitors"]),
        ("412 Averians were wounded, right?", ["does not count “wounded”"]),
        ("412 Bostran soldiers were killed, right?", ["does not count Bostra"]),
        ("the monitors say 190 civilians died", ["One end of a range"]),
        ("Havel said 9,999 Averian soldiers were killed", ["9,999 is not a figure of Col. Ines"]),
    ],
)
def test_a_false_premise_is_corrected_first(
    war_desk: Desk, text: str, corrections: list[str]
) -> None:
    found = answer(war_desk, text)
    assert Outcome.PREMISE_CORRECTED is found.outcome
    assert found.lead[0].startswith("No, ")
    assert [words for words in corrections if words not in " ".join(found.lead)] == []
    assert cited(found)


# --- silences ---


def test_a_silence_names_the_nearest_on_file_without_its_figure(war_desk: Desk) -> None:
    found = answer(war_desk, "Averian deserters?")
    assert (found.reason, found.claims, found.sections) == (Reason.MEASURE, (), ())
    assert "Averian army, killed (by Lake Monitors, September 2019)" in said(found)
    assert "506" not in said(found)


def test_before_the_first_figure_its_date_and_claimant_are_given(war_desk: Desk) -> None:
    found = answer(war_desk, "Averian dead as of 4 May 2019")
    assert Reason.BEFORE_FIRST is found.reason
    assert "1 June 2019, by Averian General Staff" in said(found)


def test_a_doubt_in_words_is_said_not_to_be_a_figure(desk: Desk) -> None:
    found = answer(desk, "how many Russian soldiers died according to US officials?")
    assert Reason.CLAIMANT is found.reason
    assert "a doubt in words is" in said(found)


def test_usage_shows_the_questions_of_the_store(war_desk: Desk, war: Store) -> None:
    assert war.header.questions == answer(war_desk, "help").examples == war_desk.examples()


def test_a_store_without_questions_gets_some_made_from_its_claims(tmp_path: Path) -> None:
    content = document()
    del content["questions"]
    desk = Desk(write(tmp_path / "s.json", content))
    assert desk.examples()
    for question in desk.examples():
        found = answer(desk, question)
        assert (question, Outcome.ANSWERED) == (question, found.outcome)


def test_an_empty_store_has_no_examples(tmp_path: Path) -> None:
    assert Desk(write(tmp_path / "s.json", {"claims": []})).examples() == ()


def test_what_is_on_file_is_listed_by_event_without_a_figure(war_desk: Desk) -> None:
    found = answer(war_desk, "what is on file?")
    assert (found.outcome, found.sections) == (Outcome.ANSWERED, ())
    rows = "\n".join(found.lead)
    assert "Averian army, killed: by Lake Monitors, Bostran Army Command" in rows
    assert rows.index("the Lake War") < rows.index("the battle of Tarn Bridge")
    assert all(str(number) not in rows for number in (506, 412, 318, 471))


# --- closed lists ---


def _keys() -> Iterator[tuple[str, StrEnum]]:
    for form, values in (
        ("{}", Reason),
        ("{}", Relation),
        ("{}", Status),
        ("{}_by", Status),
        ("{}", Change),
        ("basis_{}", Basis),
        ("hit_{}", NumberRole),
        ("category_{}", Category),
    ):
        for value in values:
            yield form.format(value.value), value
    for slot in set(Slot) - {Slot.KNOWN}:
        yield f"wrong_{slot.value}", slot


@pytest.mark.parametrize("key", sorted({key for key, _ in _keys()}))
def test_every_value_of_a_closed_list_has_its_wording(english: Vocabulary, key: str) -> None:
    assert english.reply[key]


def test_a_figure_computed_from_others_names_their_claimants(tmp_path: Path) -> None:
    content = with_claim(
        document(), "mon-killed-bostran", derived_from=["bo-killed-own", "mon-civilians-killed"]
    )
    found = answer(Desk(write(tmp_path / "s.json", content)), "Bostran soldiers killed")
    origins = "by Bostran Army Command and Lake Monitors."
    assert f"On Lake Monitors: derived from other figures on file, {origins}" in found.notes


def from_war(path: Path, claim: str, **changed: object) -> Desk:
    """Make a desk whose store about the invented war has one claim changed."""
    return Desk(write(path / "s.json", with_claim(document(), claim, **changed)))


def test_a_right_number_by_an_unknown_claimant_is_not_denied(war_desk: Desk) -> None:
    found = answer(war_desk, "did Ludwig say 412 Averian soldiers died?")
    assert Outcome.PREMISE_CORRECTED is found.outcome
    assert found.lead == (
        "412 is the figure of Averian General Staff for Averian army, killed. "
        "Nothing on file by “Ludwig”.",
    )


def test_what_is_not_known_of_every_figure_is_not_called_the_same(tmp_path: Path) -> None:
    changed: dict[str, Any] = {"basis": "not_stated", "method": None, "scope": {}}
    notes = answer(from_war(tmp_path, "mon-killed-averian", **changed), "Averian army killed").notes
    (line,) = [note for note in notes if note.startswith("Side by side")]
    assert line.endswith("Not stated for every figure: period.")
    assert "period" not in line.split(". ")[0]


@pytest.mark.parametrize(
    ("basis", "method", "line"),
    [
        ("not_stated", "bodies recovered", "bodies recovered."),
        (
            "statistical",
            "statistical estimate from registers.",
            "statistical estimate from registers.",
        ),
        ("statistical", "household survey", "a statistical estimate. Household survey."),
        ("named", None, "persons named one by one."),
    ],
)
def test_a_basis_is_told_without_saying_it_twice(
    tmp_path: Path, basis: str, method: str | None, line: str
) -> None:
    desk = from_war(tmp_path, "mon-civilians-killed", basis=basis, method=method)
    (told,) = answer(desk, "civilians killed").methods
    assert told == f"Basis, Lake Monitors: {line}"


def test_all_who_dispute_a_figure_stand_in_one_line(tmp_path: Path) -> None:
    disputes = [{"who": "A"}, {"who": "B", "why": "too low"}]
    desk = from_war(tmp_path, "mon-civilians-killed", disputed_by=disputes)
    assert "On Lake Monitors: disputed by A and B (too low)." in said(
        answer(desk, "civilians killed")
    )


def test_a_note_on_one_of_several_figures_of_a_claimant_says_which(tmp_path: Path) -> None:
    caveats = [{"text": "counted late"}, {"text": "say it is low", "said_by": ["lake-monitors"]}]
    desk = from_war(tmp_path, "mon-civilians-killed", caveats=caveats)
    told = said(answer(desk, "what do the monitors say?"))
    assert "On Lake Monitors (Bostran civilians): counted late." in told
    assert "Lake Monitors (Bostran civilians) say it is low." in told


def test_past_six_doubts_it_is_said_how_many_more_there_are_and_how_to_see_them(
    tmp_path: Path,
) -> None:
    caveats = [{"text": f"limit {letter}"} for letter in "abcdefgh"]
    changed = {"caveats": caveats, "disputed_by": [{"who": "A"}]}
    desk = from_war(tmp_path, "mon-civilians-killed", **changed)
    short, whole = (
        said(answer(desk, text)) for text in ("civilians killed", "who disputes the civilian dead?")
    )
    assert "disputed by A" in short
    assert "limit e" in short
    assert "limit f" not in short
    assert "3 more on file; ask “who disputes it?”" in short
    assert [letter for letter in "abcdefgh" if f"limit {letter}" not in whole] == []
    assert "who disputes it" not in whole


def test_a_question_for_examples_gets_them_under_a_heading(war_desk: Desk) -> None:
    for question in ("help", "what is on file?"):
        assert answer(war_desk, question).lead[-1] == "For example:"
