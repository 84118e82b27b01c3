"""Words around a question, and times told before it, neither narrow it nor are they lost."""

import datetime as dt

import pytest

from bot.desk import Desk
from tests.test_desk import ask

RU, NATO = "ru-mod-killed-2022-03-25", "nato-killed-2022-03-23"
FIRST, TOTAL, TROOPS = (
    "ru-mod-killed-2022-03-02",
    "nato-kwcm-2022-03-23",
    "ap-russian-troops-deployed",
)
VOLUNTEERS, SOVIET = "ru-mod-volunteers-2022-03-25", "ap-soviet-killed-afghanistan"


@pytest.mark.parametrize(
    ("turns", "claims"),
    [
        (("how many Russian soldiers were killed, and who says so?",), {RU, NATO}),
        (("how many Russian soldiers do we say have been killed?",), {RU, NATO}),
        (("Russian soldiers killed as of 23/3?",), {FIRST, NATO}),
        (("it is 10 March 2022. What had been said by then about Russian dead?",), {FIRST}),
        (("the Russian killed number before it went to 1,351?",), {RU, FIRST}),
        (("compare Russia's 2 March and 25 March figures of soldiers killed",), {RU, FIRST}),
        (("what does the ministry in Moscow say about its dead?",), {RU}),
        (("how many wounded does Russia admit? And how many troops did it send in?",), {TROOPS}),
        (("Russian dead according to Moscow, and how many troops went in?",), {TROOPS}),
        (
            ("what does the Russian ministry say of its dead?", "put that next to NATO's"),
            {RU, NATO},
        ),
        (("how many tanks did Russia lose?", "ok, and soldiers killed?"), {RU, NATO}),
        (
            (
                "Russian killed according to NATO?",
                "and counting the wounded, captured and missing?",
            ),
            {TOTAL},
        ),
        (("from how many countries are the volunteers for Russia?",), {VOLUNTEERS}),
        (("what did McKenzie say about fighters from Syria?",), {VOLUNTEERS}),
        (("are the wounded in the 1,351?",), {RU}),
        (("NATO's 40,000?", "does it count prisoners, too?"), {TOTAL}),
        (("compare Soviet dead in Afghanistan and Russian dead in Ukraine",), {SOVIET, RU, NATO}),
    ],
)
def test_what_is_meant_is_found(desk: Desk, turns: tuple[str, ...], claims: set[str]) -> None:
    assert claims <= set(ask(desk, *turns).claims)


@pytest.mark.parametrize(
    "turns",
    [
        ("of the 1,351 killed, how many were officers?",),
        ("of the 3,825 wounded, how many died?",),
        ("how many soldiers did the volunteers from 99 countries lose?",),
        ("how many Russian soldiers have died?", "and on the other side?"),
        ("lol my editor is going to kill me",),
        ("who do you trust more, Moscow or the West?",),
        ("how many died in the four-day war of April 2016?",),
    ],
)
def test_nobody_gets_a_figure_for_something_else(desk: Desk, turns: tuple[str, ...]) -> None:
    assert ask(desk, *turns).claims == ()


def test_a_figure_tells_from_when_it_counts_where_that_is_asked(desk: Desk) -> None:
    (answer,) = ask(desk, "from what date does the Russian ministry's killed count start").answers
    assert "since 24 February 2022" in answer.sections[0].lines[0].figure


def test_the_day_is_not_today(desk: Desk) -> None:
    reply = ask(
        desk,
        "on the day of the invasion, 24 February 2022, how many Russians were killed?",
    )
    assert [period.last for period in reply.question.when] == [dt.date(2022, 2, 24)]


@pytest.mark.parametrize(
    "people", ["students", "donors", "translators", "interns", "readers", "viewers"]
)
def test_no_harmless_word_hides_who_is_asked_about(desk: Desk, people: str) -> None:
    assert ask(desk, f"Russian {people} killed?").claims == ()
    assert ask(desk, f"{people} killed in Ukraine").claims == ()


@pytest.mark.parametrize(
    "question",
    [
        "Russian colleague killed?",
        "Russian producer killed in Ukraine?",
        "colleague killed in Ukraine",
        "was a Russian editor wounded?",
    ],
)
def test_chatter_where_those_counted_stand_is_whom_it_asks_about(desk: Desk, question: str) -> None:
    assert ask(desk, question).claims == ()


@pytest.mark.parametrize(
    "question",
    ["ok Russians killed?", "how many fucking Russian soldiers died", "well, killed Russians pls"],
)
def test_an_interjection_counts_nobody(desk: Desk, question: str) -> None:
    assert set(ask(desk, question).claims) == {RU, NATO}


@pytest.mark.parametrize(
    "aside",
    [
        "legal are picky today",
        "I write the history column and I can never remember it",
        "we lost the link",
        "because I forgot",
        "thx, I am preparing a note for our head of mission",
    ],
)
def test_what_an_asker_says_of_himself_asks_nothing(desk: Desk, aside: str) -> None:
    reply = ask(desk, f"how many Russian soldiers have been killed, {aside}")
    assert set(reply.claims) == {RU, NATO}
    assert "aside" in {evidence.slot for evidence in reply.question.evidence}


@pytest.mark.parametrize(
    "question",
    [
        "Russian soldiers killed, I need it by rank",
        "Russian soldiers killed? I need it by rank",
        "Russian soldiers killed, we only want conscripts",
    ],
)
def test_what_an_asker_demands_is_no_aside(desk: Desk, question: str) -> None:
    assert ask(desk, question).claims == ()


def test_a_sentence_about_the_asker_alone_changes_nothing(desk: Desk) -> None:
    question = "What figures did he give?? I only caught half the briefing"
    assert VOLUNTEERS in ask(desk, f"Rudskoi. {question}").claims


@pytest.mark.parametrize(
    ("question", "claims"),
    [
        ("Russian dead in Ukraine when it was invaded?", {RU, NATO}),
        ("Russian soldiers. What have we got, dead only?", {RU, NATO}),
        ("what did the Russian ministry say of its dead? the previous one", {FIRST}),
        ("Russia's count of its dead? NATO's? and who said 40,000", {RU, NATO, TOTAL}),
        ("Russian dead according to NATO, and also what does Russia give for its wounded?", {NATO}),
    ],
)
def test_what_stands_beside_a_question_belongs_to_it(
    desk: Desk, question: str, claims: set[str]
) -> None:
    assert claims <= set(ask(desk, question).claims)


@pytest.mark.parametrize(
    "question",
    [
        "What Zelensky said, how many Russian soldiers were killed?",
        "And Kyiv? how many wounded does it admit among its own troops",
        "Russians killed when the bridge collapsed?",
    ],
)
def test_what_narrows_a_question_from_beside_it_is_not_lost(desk: Desk, question: str) -> None:
    assert ask(desk, question).claims == ()


def test_a_year_after_a_side_counts_nobody(desk: Desk) -> None:
    reply = ask(desk, "Russia 2022 casualties")
    assert reply.question.numbers == ()
    assert RU in reply.claims


def test_the_other_side_may_be_who_speaks(desk: Desk) -> None:
    assert ask(desk, "Russian soldiers killed, according to the other side?").claims == ()


def test_an_aside_takes_no_word_from_a_greeting(desk: Desk) -> None:
    assert ask(desk, "morning everyone, who took my charger").outcome == "out_of_scope"


@pytest.mark.parametrize(
    "question",
    [
        "how many Russian soldiers were killed? In Kharkiv.",
        "how many Russian soldiers were killed? In Mariupol only.",
        "how many Russian soldiers died? I mean Syria.",
        "how many Russian soldiers died? From frostbite.",
        "how many Russian soldiers were killed? Sorry, I meant Ukrainian.",
        "how many Russian soldiers were killed? Sorry, Ukrainian soldiers.",
        "how many Russian soldiers were killed? By drones I mean",
        "how many Russian soldiers were killed, i.e. cooks?",
        "Pilots. How many Russian dead?",
    ],
)
def test_an_afterthought_or_a_label_narrows(desk: Desk, question: str) -> None:
    assert ask(desk, question).claims == ()


@pytest.mark.parametrize(
    "question",
    [
        "how many Russian soldiers were killed while retreating?",
        "how many Russian soldiers were killed in meetings?",
        "how many Russian soldiers were killed in villages?",
        "how many Russian soldiers were killed by their own army?",
        "Russian soldiers killed in the previous war",
        "Russian soldiers killed before the war",
        "according to a podcast, how many Russian soldiers were killed?",
        "how many attacking Russian soldiers were killed?",
        "how many Russian soldiers were released?",
        "how many Russian soldiers were insured?",
        "was Rudskoi killed?",
    ],
)
def test_words_that_are_harmless_elsewhere_are_not_passed_over(desk: Desk, question: str) -> None:
    assert ask(desk, question).claims == ()


def test_an_afterthought_may_name_what_is_on_file(desk: Desk) -> None:
    assert ask(desk, "how many Russians were killed? In Ukraine.").claims
    assert ask(desk, "NATO. How many Russian soldiers were killed?").claims == (NATO, RU)
