"""A point comes in; its marks go onto the axes: a dot, a bar, or an arrow, in its claimant's hand.

Colours are those that Okabe and Ito proposed for readers who are colour-blind, with grey for the
yellow that fades on white; a shape of its own tells a claimant apart without any colour.
"""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bot.chart.plot import Form, Point

COLOURS = (
    "#0072B2", "#D55E00", "#009E73", "#000000", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F",
)  # fmt: skip
SHAPES = ("o", "s", "D", "X", "P", "*", "<", ">")
"""No triangle points up or down: arrows do."""
_SIZES = {"*": 9.5, "X": 7.6, "P": 7.8, "D": 5.6, "o": 6.2, "s": 5.8}
_SIZE = 6.8
_BAR = 2.2
_EXTENT = 0.8


def mark(place: int, *, hollow: bool = False, end: bool = False) -> Line2D:
    """Make a claimant's mark; a hollow one is "about", and the ends of ranges are smaller."""
    colour, shape = COLOURS[place], SHAPES[place]
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=shape,
        markersize=_SIZES.get(shape, _SIZE) * (0.8 if end or hollow else 1),
        markeredgecolor=colour if hollow else "white",
        markerfacecolor="white" if hollow else colour,
        markeredgewidth=1.1 if hollow else 0.5,
        zorder=4,
        clip_on=False,
    )


def draw(axes: Axes, point: Point, place: int, reach: float) -> None:
    """Draw one figure: where its bounds and its days are, and which of them are open.

    ``reach`` is how many persons an arrow covers; none points below zero.
    """
    colour, day = COLOURS[place], point.middle
    ends = point.form is Form.RANGE
    if ends:
        bounds = [point.numbers[0], point.numbers[-1]]
        axes.plot([day, day], bounds, color="white", lw=_BAR + 1.4)
        axes.plot([day, day], bounds, color=colour, lw=_BAR)
    for number in point.numbers:
        made = mark(place, hollow=point.form is Form.ABOUT, end=ends and number != point.point)
        made.set_data([day], [number])
        axes.add_line(made)
        if point.first != point.last:
            days = [point.first.toordinal(), point.last.toordinal()]
            axes.plot(days, [number, number], color=colour, lw=_EXTENT)
    if point.form is Form.AT_LEAST:
        _arrow(axes, day, point.numbers[0], point.numbers[0] + reach, colour)
    elif point.form is Form.UP_TO and point.numbers[-1]:
        _arrow(axes, day, point.numbers[-1], max(point.numbers[-1] - reach, 0), colour)


# --- private ---


def _arrow(axes: Axes, day: float, bound: float, tip: float, colour: str) -> None:
    drawn = {
        "arrowstyle": "-|>",
        "color": colour,
        "lw": 1.2,
        "mutation_scale": 8,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", xy=(day, tip), xytext=(day, bound), arrowprops=drawn, zorder=3)
