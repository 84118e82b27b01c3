"""A store of some six hundred claims: thirty claimants, four years, incidents, other wars."""

import datetime as dt
import io

import pytest

from bot import store
from bot.answer import Outcome
from bot.curate import check
from bot.desk import Desk
from bot.render import blocks
from bot.render.text import plain
from tests.slack import limits
from tests.stories import RECORD, TODAY

ASKED = [
    "how many Russian soldiers have died?",
    "how many Ukrainian soldiers have died?",
    "what does Ukraine say about its own losses?",
    "how many civilians were killed in Mariupol?",
    "has Russia updated its count of the dead?",
    "how many North Korean troops were killed?",
    "compare Russia and Ukraine on Russian dead",
    "Russian losses as of 31 December 2022",
    "who said 315,000?",
    "is the Mediazona count verified?",
    "Combien de soldats ukrainiens sont morts ?",
]
SILENT = [
    "how many tanks has Russia lost?",
    "how many Polish soldiers have died?",
    "how many Russian soldiers died in the tsunami?",
    "how many Russian soldiers will die next year?",
    "how many were killed in the invasion of Russia?",
    "how many died in the Dnipro strike of 21 November 2024?",
    "Battle of Kursk 1943, Soviet dead",
    "how many Russian soldiers has Belarus captured?",
]


def date(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


@pytest.fixture
def desk(record: Desk) -> Desk:
    return record


def test_a_rich_store_is_sound() -> None:
    assert check.run(RECORD, io.StringIO())


def test_a_rich_store_says_that_nothing_was_checked_against_originals() -> None:
    reviews = {claim.review.state for claim in store.load(RECORD).claims if claim.review}
    assert reviews == {"secondary_copy"}


@pytest.mark.parametrize("question", ASKED)
def test_every_line_of_a_rich_answer_has_claimant_date_and_verification(
    desk: Desk, question: str
) -> None:
    reply = desk.ask(question, TODAY)
    lines = [line for a in reply.answers for section in a.sections for line in section.lines]
    assert lines
    assert all(line.claimant and line.dates and line.verification for line in lines)
    assert {line.claim for line in lines} <= set(reply.claims)


@pytest.mark.parametrize("question", [*ASKED, *SILENT])
def test_a_rich_answer_fits_one_message(desk: Desk, question: str) -> None:
    assert limits.refusal(blocks.message(desk.ask(question, TODAY))) is None


@pytest.mark.parametrize(
    ("day", "count"), [("2022-03-10", "474"), ("2022-03-20", "847"), ("2022-03-24", "977")]
)
def test_what_was_known_goes_by_the_day_it_was_said(desk: Desk, day: str, count: str) -> None:
    """Three counts of one month, as monitors went on finding who had been killed in it."""
    known = desk.ask("how many civilians did the UN count killed?", TODAY, known_on=date(day))
    asked = desk.ask(f"what was known on {day} about civilians killed, UN count", TODAY)
    for reply in (known, asked):
        shown = [line.figure for line in reply.answers[0].sections[0].lines]
        assert any(count in figure for figure in shown), shown


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how many died in the Dnipro strike of 14 January 2023?", "45"),
        ("people killed in the 8 July 2024 strikes", "44"),
        ("how many Russian soldiers has Ukraine captured?", "more than 10,000"),
        ("Desna barracks death toll", "87"),
        ("highest figure Zelensky has given for Russian dead?", "350,000"),
        ("all figures from South Korean intelligence on North Koreans killed", "at least 100"),
    ],
)
def test_a_rich_store_is_asked_for_one_thing(desk: Desk, question: str, words: str) -> None:
    assert words in plain(desk.ask(question, TODAY))


@pytest.mark.parametrize(
    ("turns", "said", "unsaid"),
    [
        (["What did Trump say about Russian dead?", "and Ukrainian?"], "about 700,000", "million"),
        (["Ukrainian military dead", "highest?"], "about 700,000", "55,000"),
        (["Ukrainian military dead", "all figures"], "13,000", "The record of"),
        (["How many dead does Moscow admit?"], "5,937", "61,207"),
        (["What's the lowest estimate of Russian dead?"], "almost 500 killed", "1,351"),
        (["all figures for Bucha"], "320 killed", "Parts of it"),
        (["How many Ukrainian soldiers were killed in April 2025?"], "single incidents", "55,000"),
        (["As of 2021 how many Russian soldiers killed?"], "Nothing on file", "13,000 to 25,000"),
        (["Ukrainian military losses per Ukraine"], "Newest: Government", "By its own side"),
    ],
)
def test_a_rich_store_keeps_people_claimants_and_events_apart(
    desk: Desk, turns: list[str], said: str, unsaid: str
) -> None:
    previous = None
    for turn in turns:
        reply = desk.ask(turn, TODAY, previous=previous)
        previous = reply.thread
    answer = plain(reply).partition("Others on")[0]
    assert said in answer
    assert unsaid not in answer


@pytest.mark.parametrize("extreme", ["highest", "lowest"])
def test_a_figure_in_words_alone_is_no_extreme(desk: Desk, extreme: str) -> None:
    reply = desk.ask(f"{extreme} figure for Russian casualties", TODAY)
    store_ = store.load(RECORD)
    assert reply.claims
    assert all(store_.by_id[claim].figure.numbers for claim in reply.claims)


def test_an_answer_over_many_claims_fits_a_phone_screen_and_says_what_is_left(desk: Desk) -> None:
    (found,) = desk.ask("how many Russian soldiers have died in Ukraine?", TODAY).answers
    lines = [line for section in found.sections for line in section.lines]
    assert len(lines) == 8
    assert {"on its own side", "on its opponent", "third party", "independent count"} == {
        line.relation for line in lines
    }
    assert "more on file" in "\n".join(found.notes)


@pytest.mark.parametrize("question", SILENT)
def test_a_rich_store_gives_no_figure_where_none_is_on_file(desk: Desk, question: str) -> None:
    reply = desk.ask(question, TODAY)
    assert reply.claims == ()
    assert reply.outcome in {Outcome.NOTHING_ON_FILE, Outcome.OUT_OF_SCOPE}
