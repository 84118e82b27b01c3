import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.edtf import PartialDate, Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "approximate"),
    [
        ("2022-03-25", Precision.DAY, dt.date(2022, 3, 25), dt.date(2022, 3, 25), False),
        ("2022-02", Precision.MONTH, dt.date(2022, 2, 1), dt.date(2022, 2, 28), False),
        ("2024-02", Precision.MONTH, dt.date(2024, 2, 1), dt.date(2024, 2, 29), False),
        ("1979", Precision.YEAR, dt.date(1979, 1, 1), dt.date(1979, 12, 31), False),
        ("1979~", Precision.YEAR, dt.date(1979, 1, 1), dt.date(1979, 12, 31), True),
        ("2022-03-25~", Precision.DAY, dt.date(2022, 3, 25), dt.date(2022, 3, 25), True),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(
    text: str, precision: Precision, first: dt.date, last: dt.date, approximate: bool
) -> None:
    date = PartialDate(text)
    assert (precision, first, last, approximate, text) == (
        date.precision,
        date.first,
        date.last,
        date.approximate,
        str(date),
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "~", "22", "0000", "2022-13", "2022-00", "2022-02-30", "2022-3-5", "2022/03/25",
        "2022-03-25T10:00", "2022-03-25~~", "~2022", "2022-03-25 ", "March 2022", "20220325",
        "\uff12\uff10\uff12\uff12", "-2022", "2022-", "2022-03-25-01",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PartialDate(text)


@given(st.dates())
def test_every_day_reads_as_itself(day: dt.date) -> None:
    date = PartialDate(day.isoformat())
    assert (day, day) == (date.first, date.last)
    assert date.first.isoformat() == str(date)


@given(st.text(alphabet="0123456789-~ T", max_size=12))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        date = PartialDate(text)
    except ValidationError:
        return
    assert date.first <= date.last
