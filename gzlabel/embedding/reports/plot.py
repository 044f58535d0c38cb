"""Two axes with what lies between them."""

from collections.abc import Sequence

from gzlabel.embedding.reports.canvas import Canvas, Point

_LEFT, _TOP, _BOTTOM, _N_TICKS = 44.0, 22.0, 34.0, 5

Range = tuple[float, float]


class Plot:
    """A plot on a canvas.

    Parameters
    ----------
    box
        Left, top, width and height, words included.
    title, labels
        Above it, and of the axes.
    """

    def __init__(
        self,
        canvas: Canvas,
        box: tuple[float, float, float, float],
        title: str,
        labels: tuple[str, str],
    ) -> None:
        self._canvas, self._labels = canvas, labels
        self._left, self._top = box[0] + _LEFT, box[1] + _TOP
        self._width, self._height = box[2] - _LEFT - 8, box[3] - _TOP - _BOTTOM
        self._x: Range = (0.0, 1.0)
        self._y: Range = (0.0, 1.0)
        canvas.text(box[0], box[1], title, size=12)

    def axes(self, x: Range, y: Range, *, counts_along: bool = False) -> None:
        """Draw the grid for these ranges; call it first. ``counts_along``: only whole numbers stand along x."""
        self._x, self._y = x, y
        canvas, muted = self._canvas, self._canvas.inks.muted
        for across in _evenly(y):
            canvas.line([self._place(x[0], across), self._place(x[1], across)], width=0.6)
            left, level = self._place(x[0], across)
            canvas.text(left - 6, level, f"{across:.2g}", size=9, colour=muted, anchor="rm")
        for along in whole_numbers(x) if counts_along else _evenly(x):
            place, bottom = self._place(along, y[0])
            canvas.text(place, bottom + 5, f"{along:.3g}", size=9, colour=muted, anchor="ma")
        middle = self._left + self._width / 2
        canvas.text(
            middle, self._top + self._height + 19, self._labels[0], size=10, colour=muted, anchor="ma"
        )
        canvas.text(
            self._left + self._width, self._top - 15, self._labels[1], size=10, colour=muted, anchor="ra"
        )

    def curve(self, points: Sequence[Point], colour: str, width: float = 1.8) -> None:
        """A line through points."""
        self._canvas.line([self._place(*point) for point in points], colour, width)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A point."""
        self._canvas.dot(*self._place(x, y), radius, colour)

    def key(self, *entries: tuple[str, str]) -> None:
        """Say what the colours mean."""
        right = self._left + self._width - 4
        for place, (words, colour) in enumerate(entries):
            self._canvas.text(right, self._top + 4 + 15 * place, words, size=10, colour=colour, anchor="ra")

    def _place(self, x: float, y: float) -> Point:
        across = (x - self._x[0]) / max(self._x[1] - self._x[0], 1e-12)
        up = (y - self._y[0]) / max(self._y[1] - self._y[0], 1e-12)
        return self._left + across * self._width, self._top + (1 - up) * self._height


def whole_numbers(ends: Range) -> list[float]:
    """A handful of whole numbers from one end to the other, in steps of 1, 2, 5, 10 and so on."""
    steps = (factor * 10**power for power in range(10) for factor in (1, 2, 5))
    step = next(step for step in steps if (ends[1] - ends[0]) / step <= _N_TICKS + 1)
    return [float(number) for number in range(-step * int(-ends[0] // step), int(ends[1]) + 1, step)]


def _evenly(ends: Range) -> list[float]:
    return [ends[0] + tick / _N_TICKS * (ends[1] - ends[0]) for tick in range(_N_TICKS + 1)]
