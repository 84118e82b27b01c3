import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import Clock, When, find
from bot.vocabulary import Vocabulary
from bot.words import plain, split
from tests.stories import TODAY

YEAR = 2022
"""The year of the last figure on file, in which a date without one is looked for."""


def read(text: str, vocabulary: Vocabulary, today: dt.date = TODAY) -> list[When]:
    return list(find(split(plain(text)), vocabulary, today, min(YEAR, today.year)))


def spans(text: str, vocabulary: Vocabulary, today: dt.date = TODAY) -> list[tuple[str, str, str]]:
    return [
        (when.clock.value, str(when.first), str(when.last))
        for when in read(text, vocabulary, today)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-25", "25.03.2022", "25/3/2022", "3/25/2022", "25/3/22", "25 March 2022",
        "25th of March 2022", "25th March", "March 25", "March 25th, 2022", "Mar 25", "25 mar",
        "the 25th of March", "as of 25 March", "as at March 25th", "on 25 March", "by 25 March",
        "up to 25 March", "until 25 March",
    ],
)  # fmt: skip
def test_a_day_dates_a_running_count(text: str, english: Vocabulary) -> None:
    assert spans(text, english) == [("as_of", "2022-03-25", "2022-03-25")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in March", "2022-03-01", "2022-03-31"),
        ("during March '22", "2022-03-01", "2022-03-31"),
        ("in the week of 7 to 13 March", "2022-03-07", "2022-03-13"),
        ("from 3 to 9 March", "2022-03-03", "2022-03-09"),
        ("March", "2022-03-01", "2022-03-31"),
        ("during March 2021", "2021-03-01", "2021-03-31"),
        ("for March", "2022-03-01", "2022-03-31"),
        ("in May of 2022", "2022-05-01", "2022-05-31"),
        ("in 2022", "2022-01-01", "2022-12-31"),
        ("in early March", "2022-03-01", "2022-03-10"),
        ("mid-March", "2022-03-11", "2022-03-20"),
        ("late March", "2022-03-21", "2022-03-31"),
        ("late 2022", "2022-08-31", "2022-12-31"),
        ("winter", "2022-12-01", "2023-02-28"),
        ("autumn 2021", "2021-09-01", "2021-11-30"),
        pytest.param(
            "spring 2022", "2022-03-01", "2022-05-31",
        ),
        pytest.param(
            "in the summer", "2022-06-01", "2022-08-31",
        ),
        ("first 10 days of March", "2022-03-01", "2022-03-10"),
        ("first week of March", "2022-03-01", "2022-03-07"),
        ("between 2 March and 25 March", "2022-03-02", "2022-03-25"),
        ("from 2 March to 25 March", "2022-03-02", "2022-03-25"),
        ("after 10 March", "2022-03-11", "2026-11-24"),
        ("since March", "2022-03-01", "2026-11-24"),
        ("today", "2026-11-24", "2026-11-24"),
        ("yesterday", "2026-11-23", "2026-11-23"),
        ("three days ago", "2026-11-21", "2026-11-21"),
        ("last Friday", "2026-11-20", "2026-11-20"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("over the past 3 weeks", "2026-11-03", "2026-11-24"),
        ("8-14 July 2023", "2023-07-08", "2023-07-14"),
        ("on March 1-2", "2022-03-01", "2022-03-02"),
        ("1 January to 31 January 2021", "2021-01-01", "2021-01-31"),
        ("from november to february 2021", "2020-11-01", "2021-02-28"),
        ("first half of 2021", "2021-01-01", "2021-06-30"),
        ("in the third quarter of 2021", "2021-07-01", "2021-09-30"),
        ("1992-93", "1992-01-01", "1993-12-31"),
        ("in june", "2022-06-01", "2022-06-30"),
    ],
)  # fmt: skip
def test_a_period_is_asked_about_as_one(
    text: str, first: str, last: str, english: Vocabulary
) -> None:
    assert [("during", first, last)] == spans(text, english)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("as of March", "2022-03-01", "2022-03-31"),
        ("by the end of March", "2022-03-21", "2022-03-31"),
        ("before 10 March", "2022-03-09", "2022-03-09"),
        ("before the summer", "2022-05-31", "2022-05-31"),
        ("on Wednesday", "2026-11-18", "2026-11-18"),
        ("as of today", "2026-11-24", "2026-11-24"),
        ("as of 2 months ago", "2026-09-25", "2026-09-25"),
    ],
)
def test_up_to_a_day_means_its_end(text: str, first: str, last: str, english: Vocabulary) -> None:
    assert [("as_of", first, last)] == spans(text, english)


@pytest.mark.parametrize("text", ["known on 10 March", "what was known by 10 March 2022"])
def test_what_was_known_goes_by_another_clock(text: str, english: Vocabulary) -> None:
    assert spans(text, english) == [("known", "2022-03-10", "2022-03-10")]


@pytest.mark.parametrize(
    ("text", "days"),
    [("in the first week", 7), ("first ten days", 10), ("within three months", 90)],
)
def test_a_stretch_may_be_counted_from_the_start_of_the_event(
    text: str, days: int, english: Vocabulary
) -> None:
    assert [(Clock.DURING, None, None, (0, days))] == [
        (when.clock, when.first, when.last, when.opening) for when in read(text, english)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", "march", "may", "they may die", "sat", "13/14/2022", "2022-13-45", "on 10",
        "31", "first", "last", "ago", "between", "for 500 days", "since",
    ],
)  # fmt: skip
def test_what_names_no_date_is_left_alone(text: str, english: Vocabulary) -> None:
    assert spans(text, english) == []


def test_a_date_without_a_year_lies_in_the_past(english: Vocabulary) -> None:
    today = dt.date(2022, 3, 20)
    assert spans("25 March", english, today) == [("as_of", "2021-03-25", "2021-03-25")]
    assert spans("in April", english, today) == [("during", "2021-04-01", "2021-04-30")]


def test_a_date_knows_which_words_it_is_made_of(english: Vocabulary) -> None:
    (when,) = read("how many died as of 10 March 2022 then", english)
    assert (when.start, when.end) == (3, 8)


def test_every_date_is_read_from_left_to_right(english: Vocabulary) -> None:
    assert [last for _, _, last in spans("as of 2 March or as of 25 March?", english)] == [
        "2022-03-02",
        "2022-03-25",
    ]


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_written_day_reads_as_itself(english: Vocabulary, day: dt.date) -> None:
    month = english.date.months[day.month - 1][0]
    expected = [("as_of", str(day), str(day))]
    for text in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
    ):
        assert expected == spans(f"as of {text}", english)


HEAP = (
    "2022 25 10 1351 March may Friday first last this the of in to and - days week weeks months "
    "year ago today as by before after since between early end summer known on"
)


@given(
    words=st.lists(st.sampled_from(HEAP.split())),
    today=st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)),
)
def test_no_heap_of_date_words_is_read_backwards(
    english: Vocabulary, words: list[str], today: dt.date
) -> None:
    read_until = 0
    for when in find(split(" ".join(words)), english, today, today.year):
        assert read_until <= when.start < when.end
        read_until = when.end
        assert when.opening or (when.first and when.last)
