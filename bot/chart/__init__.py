"""Matches come in; a Plot goes out in words, and of a Plot the Picture, a PNG or an SVG.

The plotting library is loaded when a picture is drawn, and at no other time.
"""

import logging
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.chart import caption, counts, points, ticks
from bot.chart.plot import Plot
from bot.errors import BotError
from bot.match import Match
from bot.wording import Wording

__all__ = ["DEFAULT_WIDTH", "DrawError", "Media", "Picture", "Plot", "make", "plot"]

DEFAULT_WIDTH = 1080
"""Pixels across, as wide as phones show sharply."""


class Media(StrEnum):
    """The kinds of pictures, by their media type."""

    PNG = "image/png"
    SVG = "image/svg+xml"


class DrawError(BotError):
    """The plotting library cannot be used here, as where no folder at all can be written to."""


class Picture(NamedTuple):
    """A drawn chart, with the words to post beside it and those for who cannot see it."""

    content: bytes
    media: Media
    title: str
    caption: str
    alt_text: str


def plot(matches: Sequence[Match], wording: Wording) -> Plot | None:
    """Lay out the claims that answer; None if none of them has both a date and a number."""
    chosen = counts.of(matches, wording)
    if not chosen.shown:
        return None
    panels = points.panels(chosen, wording)
    placed = [point for panel in panels for series in panel.series for point in series.points]
    first, last = min(point.first for point in placed), max(point.last for point in placed)
    said_only = any(claim.as_of is None for count in chosen.shown for claim in count)
    bare = Plot(
        title=caption.title(chosen, wording),
        nature=wording.say("chart_nature"),
        persons=wording.say("chart_persons"),
        days=wording.say("chart_days_said" if said_only else "chart_days"),
        panels=panels,
        ticks=ticks.labelled(first, last, wording),
        key=caption.key(panels, wording),
        notes=caption.remarks(matches, chosen, wording),
        sources=caption.sources(chosen, wording),
        alt_text="",
    )
    return bare.model_copy(update={"alt_text": caption.alt_text(bare, chosen, wording)})


def make(plot: Plot, media: Media = Media.PNG, width: int = DEFAULT_WIDTH) -> Picture:
    """Draw a plot, ``width`` pixels across; the same plot gives the same bytes.

    Raises DrawError if the plotting library cannot be used here. One picture is drawn at a time:
    the library is not safe to use from several threads.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it reports where it keeps its fonts
    try:
        from bot.chart import draw
    except OSError as error:
        raise DrawError(str(error)) from error
    content = draw.png(plot, width) if media is Media.PNG else draw.svg(plot, width)
    return Picture(content, media, plot.title, plot.caption, plot.alt_text)
