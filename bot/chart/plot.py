"""What a chart shows goes from here to whoever draws it: panels, series and points, all in words.

A point keeps its claim's bounds and its wording; nothing is joined, filled in or computed.
"""

import datetime as dt
from enum import StrEnum

from bot.names import Frozen


class Form(StrEnum):
    """How a figure is drawn, by which of its numbers the claimant gave."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


class Point(Frozen):
    """One claim: persons between two bounds, on the UTC days that its date may mean.

    ``figure``, ``dates`` and ``verification`` are the words that stand with it. ``approximate``
    tells that the date itself is only about. ``low``, ``high`` and ``point`` are the claim's own.
    """

    claim: str
    form: Form
    low: int | None
    high: int | None
    point: int | None
    first: dt.date
    last: dt.date
    approximate: bool
    figure: str
    dates: str
    verification: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that the claim states, in persons, the lowest first."""
        given = {number for number in (self.low, self.high, self.point) if number is not None}
        return tuple(sorted(given))

    @property
    def middle(self) -> float:
        """The middle of the days that the date may mean, as an ordinal."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


class Series(Frozen):
    """The figures of one claimant for one count, oldest first.

    ``name`` says who it is and how it stands to those counted, ``told`` what its newest figure is.
    ``place`` is its place among those drawn: its colour and its shape in every panel.
    """

    name: str
    told: str
    place: int
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        """The figure that stands in words beside the claimant's name."""
        return self.points[-1]


class Panel(Frozen):
    """One count, the same people, event and measure, by several claimants."""

    title: str
    series: tuple[Series, ...]


class Tick(Frozen):
    """A UTC day on the time axis and its label."""

    day: dt.date
    label: str


class Plot(Frozen):
    """A chart before it is drawn, with every word that stands in it or beside it.

    ``nature`` says what the figures are, ``persons`` and ``days`` name the axes, ``key`` explains
    the marks, ``notes`` say what was read, corrected or left out, and ``sources`` who published.
    """

    title: str
    nature: str
    persons: str
    days: str
    panels: tuple[Panel, ...]
    ticks: tuple[Tick, ...]
    key: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    alt_text: str

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of every panel."""
        return tuple(
            point for panel in self.panels for series in panel.series for point in series.points
        )

    @property
    def caption(self) -> str:
        """All that the picture says besides its marks, a line for each thing."""
        lines = [self.nature]
        for panel in self.panels:
            lines += [panel.title] if len(self.panels) > 1 else []
            lines += [f"{series.name}: {series.told}" for series in panel.series]
        return "\n".join((*lines, self.key, *self.notes, *self.sources))
