"""Dates as sources give them: a day, a month or a year, sometimes only about then."""

import datetime as dt
from calendar import monthrange
from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict, RootModel, field_validator


class Precision(StrEnum):
    """How finely a date was given."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PartialDate(RootModel[str]):
    """A UTC date written ``2022-03-25``, ``2022-03`` or ``2022``; a final ``~`` means "about".

    The form is the Library of Congress's Extended Date/Time Format
    (https://www.loc.gov/standards/datetime/), levels 0 and 1, without times and intervals.
    """

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?~?$", "examples": ["2022-03-25"]},
    )

    @field_validator("root")
    @classmethod
    def _is_a_date(cls, value: str) -> str:
        parts = value.removesuffix("~").split("-")
        widths = [len(part) for part in parts]
        if widths not in ([4], [4, 2], [4, 2, 2]) or not all(
            part.isascii() and part.isdigit() for part in parts
        ):
            raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD, with ~ for about")
        dt.date(*(int(part) for part in [*parts, "1", "1"][:3]))
        return value

    def __str__(self) -> str:
        return self.root

    @property
    def approximate(self) -> bool:
        """Whether the source gave this date only about."""
        return self.root.endswith("~")

    @cached_property
    def _parts(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.root.removesuffix("~").split("-"))

    @property
    def precision(self) -> Precision:
        """Whether a day, a month or a year was given."""
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(self._parts) - 1]

    @cached_property
    def first(self) -> dt.date:
        """The first day that this date may mean."""
        return dt.date(*(*self._parts, 1, 1)[:3])

    @cached_property
    def last(self) -> dt.date:
        """The last day that this date may mean."""
        year, month, day = (*self._parts, 12, 31)[:3]
        if len(self._parts) == 2:  # noqa: PLR2004 - year and month were given
            day = monthrange(year, month)[1]
        return dt.date(year, month, day)

    def months_before(self, day: dt.date) -> int:
        """Count the whole months from the last day that this date may mean until a UTC day."""
        months = (day.year - self.last.year) * 12 + day.month - self.last.month
        return months - (day.day < self.last.day)
