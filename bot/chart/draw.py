"""A Plot comes in; the bytes of a PNG or an SVG go out, the same for the same plot.

Only the objects of the plotting library are used, and neither its global state nor anybody's own
settings for it.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.chart import marks, sheet
from bot.chart.plot import Panel, Plot
from bot.chart.sheet import MARGIN, WIDTH, Style, Words

_TITLE = Style(11, bold=True)
_HEADING = Style(9, bold=True)
_NAME = Style(8, bold=True)
_BODY = Style(8)
_SMALL = Style(7, colour="#555555")
_AXIS = Style(7.5, colour="#333333")
_GAP = 0.09
_INDENT = 0.2
_TALL, _LOW = 2.7, 1.8
"""Inches up a panel that stands alone, and one of several."""
_ROOM = 1.12
"""Height of the axis by its highest number, so that arrows stay inside."""
_REACH = 0.08
"""Length of an arrow by the height of the axis."""
_TICK = 0.1
"""Inches between the number at a line and the axes."""
_SIDE = 0.05
"""Empty space at both ends of the time axis, by its length."""
_LEAST_DAYS = 20
"""Days that a time axis covers at least."""


def png(plot: Plot, width: int) -> bytes:
    """Draw a PNG some pixels wide, with its words in the text chunks of the file."""
    words = {"Title": plot.title, "Description": plot.alt_text, "Software": None}
    return _save(plot, "png", width / WIDTH, words)


def svg(plot: Plot, width: int) -> bytes:
    """Draw an SVG that is some pixels wide unless scaled, with its words as title and desc."""
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    text = _save(plot, "svg", mpl.rcParamsDefault["figure.dpi"], nothing).decode()
    return _with_words(text, plot, width).encode()


def figure(plot: Plot) -> Figure:
    """Lay a plot out on a sheet as high as it needs."""
    blocks = list(_blocks(plot))
    height = sum(block.height for block in blocks) + 2 * MARGIN
    laid = Figure(figsize=(WIDTH, height), facecolor="white")
    top = height - MARGIN
    for block in blocks:
        block.paint(laid, top)
        top -= block.height
    return laid


# --- private ---


def _save(plot: Plot, form: str, dpi: float, metadata: dict[str, str | None]) -> bytes:
    stored = io.BytesIO()
    with mpl.rc_context(_settings()):
        figure(plot).savefig(stored, format=form, dpi=dpi, metadata=metadata)
    return stored.getvalue()


def _settings() -> Any:
    """Set the library's own defaults, whatever a user has set, and the same ids in every SVG.

    Letters are not fitted to the pixels of small pictures, since that makes lines wider.
    """
    defaults = {key: value for key, value in mpl.rcParamsDefault.items() if key != "backend"}
    return defaults | {"svg.hashsalt": "chart", "text.hinting": "none"}


def _with_words(text: str, plot: Plot, width: int) -> str:
    """Name the picture for a screen reader, and give its size in pixels."""
    start = text.index("<svg")
    end = text.index(">", start) + 1
    root = text[start:end]
    across, up = (float(size) for size in re.findall(r'(?:width|height)="([\d.]+)pt"', root))
    sizes = iter((f'width="{width}"', f'height="{round(width * up / across)}"'))
    root = re.sub(r'(?:width|height)="[\d.]+pt"', lambda _: next(sizes), root)
    labels = 'role="img" aria-labelledby="title desc"'
    title = f'<title id="title">{escape(plot.title)}</title>'
    desc = f'<desc id="desc">{escape(plot.alt_text)}</desc>'
    return f"{text[:start]}{root[:-1]} {labels}>\n {title}\n {desc}{text[end:]}"


def _blocks(plot: Plot) -> Iterator["Words | _Graph"]:
    yield Words(plot.title, _TITLE, gap=0.04)
    yield Words(plot.nature, _BODY, gap=_GAP)
    alone = len(plot.panels) == 1
    labels = (label for panel in plot.panels for label in _persons(panel).values())
    left = MARGIN + max(sheet.width(label, _AXIS) for label in labels) + _TICK
    for panel in plot.panels:
        if not alone:
            yield Words(panel.title, _HEADING, gap=0.02)
        yield Words(plot.persons, _AXIS, gap=_AXIS.height / 2)
        yield _Graph(plot, panel, left, _TALL if alone else _LOW)
        yield Words(plot.days, _AXIS, gap=_GAP, indent=_INDENT)
        for series in panel.series:
            mark = marks.mark(series.place)
            yield Words(series.name, _NAME, indent=_INDENT, mark=mark)
            yield Words(series.told, _BODY, gap=0.04, indent=_INDENT)
        yield Words("", _SMALL)
    for words in (plot.key, *plot.notes, *plot.sources):
        yield Words(words, _SMALL, gap=0.03)


class _Graph:
    """The axes of one panel: persons from zero, and the days that all panels share."""

    def __init__(self, plot: Plot, panel: Panel, left: float, height: float) -> None:
        self._plot = plot
        self._panel = panel
        self._left = left
        self._inner = height
        self._lines = [tick.label.split() for tick in plot.ticks]
        self._foot = (max(map(len, self._lines), default=1) + 0.5) * _AXIS.height

    @property
    def height(self) -> float:
        return self._inner + self._foot

    def paint(self, figure: Figure, top: float) -> None:
        _, whole = figure.get_size_inches()
        across = WIDTH - MARGIN - self._left
        foot = top - self._inner
        axes = figure.add_axes(
            (self._left / WIDTH, foot / whole, across / WIDTH, self._inner / whole)
        )
        highest = _highest(self._panel)
        self._scale(axes, highest)
        _label(axes, _persons(self._panel))
        drawn = [(point, series.place) for series in self._panel.series for point in series.points]
        # Longer bars first, so that they do not hide shorter ones of the same day.
        for point, place in sorted(drawn, key=lambda one: one[0].numbers[0] - one[0].numbers[-1]):
            marks.draw(axes, point, place, highest * _REACH)

    def _scale(self, axes: Axes, highest: float) -> None:
        points = self._plot.points
        first = min(point.first.toordinal() for point in points)
        last = max(point.last.toordinal() for point in points)
        spare = max((_LEAST_DAYS - (last - first)) / 2, (last - first) * _SIDE)
        axes.set_xlim(first - spare, last + spare)
        axes.set_ylim(0, highest)
        days = [tick.day.toordinal() for tick in self._plot.ticks]
        axes.set_xticks(days, ["\n".join(line) for line in self._lines])


def _highest(panel: Panel) -> float:
    """Tell how many persons the axis of a panel goes up to."""
    numbers = [n for series in panel.series for point in series.points for n in point.numbers]
    return max(*numbers, 1) * _ROOM


def _persons(panel: Panel) -> dict[float, str]:
    """Choose whole numbers for the axis of a panel, with their thousands separated."""
    highest = _highest(panel)
    chosen = MaxNLocator(nbins=5, integer=True).tick_values(0, highest)
    return {float(number): f"{number:,.0f}" for number in chosen if 0 <= number <= highest}


def _label(axes: Axes, labels: dict[float, str]) -> None:
    axes.set_yticks(list(labels), list(labels.values()))
    axes.tick_params(labelsize=_AXIS.size, labelcolor=_AXIS.colour, color="#999999", length=3)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#999999")
