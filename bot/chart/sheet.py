"""Lines of words come in; a sheet of a fixed width goes out, with every line that it needs.

All is laid out in inches on a sheet as wide as a phone, so that a picture of any number of pixels
has the same lines, and nothing overlaps in one that does not in another.
"""

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

WIDTH = 5.0
"""Inches across the sheet."""
MARGIN = 0.16
"""Inches on every side."""
_LEADING = 1.3
"""Height of a line by the size of its letters."""
_POINTS = 72
"""Points in an inch."""


class Style(NamedTuple):
    """How words are set: size in points, weight, and grey or black."""

    size: float
    bold: bool = False
    colour: str = "#222222"

    @property
    def height(self) -> float:
        """Inches from one line to the next."""
        return self.size * _LEADING / _POINTS


def width(text: str, style: Style) -> float:
    """Measure words in inches."""
    across, _, _ = text_to_path.get_text_width_height_descent(text, _font(style), ismath=False)
    return float(across) / _POINTS


def wrapped(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Break words into lines of at most so many inches."""
    lines = [""]
    for word in (part for whole in text.split() for part in _pieces(whole, style, room)):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width(longer, style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


class Words(NamedTuple):
    """Words that fill as many lines as they need, with a gap below; a mark may stand before them.

    ``indent`` is where they begin, in inches from the margin.
    """

    text: str
    style: Style
    gap: float = 0.0
    indent: float = 0.0
    mark: Line2D | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that the words fill."""
        return wrapped(self.text, self.style, WIDTH - 2 * MARGIN - self.indent)

    @property
    def height(self) -> float:
        """Inches that the words and the gap fill."""
        return len(self.lines) * self.style.height + self.gap

    def paint(self, figure: Figure, top: float) -> None:
        """Set the words below a height, in inches from the foot of the sheet."""
        inches, style = figure.dpi_scale_trans, self.style
        for number, line in enumerate(self.lines):
            figure.text(
                MARGIN + self.indent,
                top - (number + 1 / _LEADING) * style.height,
                line,
                transform=inches,
                verticalalignment="baseline",
                fontproperties=_font(style),
                color=style.colour,
                parse_math=False,
            )
        if self.mark:
            self.mark.set_data([MARGIN + self.indent / 2], [top - style.height / 2])
            self.mark.set_transform(inches)
            figure.add_artist(self.mark)


# --- private ---


def _font(style: Style) -> FontProperties:
    return FontProperties(size=style.size, weight="bold" if style.bold else "normal")


def _pieces(word: str, style: Style, room: float) -> Iterator[str]:
    """Break a word only if it is longer than a line."""
    while width(word, style) > room and len(word) > 1:
        fits = next(
            n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], style) <= room
        )
        yield word[:fits]
        word = word[fits:]
    yield word
