"""The confusion matrix: what galaxies are, by row, and what they were taken for, by column."""

from gzlabel.embedding.reports.canvas import Canvas, blend
from gzlabel.embedding.scores import Scores

_NAMES_WIDTH, _HEAD, _WIDEST = 120.0, 58.0, 120.0


def confusion_height(n_classes: int) -> float:
    """Points that `draw_confusion` needs."""
    return _HEAD + n_classes * _row_height(n_classes)


def draw_confusion(canvas: Canvas, scores: Scores, x: float, y: float, width: float) -> None:
    """Draw rates as colours and figures, with the counts below them."""
    n = len(scores.classes)
    across, down = min((width - _NAMES_WIDTH) / n, _WIDEST), _row_height(n)
    canvas.text(x, y, "Confusion: what it is (row), what it was taken for (column)", size=12)
    for place, name in enumerate(scores.classes):
        middle, level = x + _NAMES_WIDTH + (place + 0.5) * across, y + _HEAD + (place + 0.5) * down
        head = canvas.wrapped(name, across - 6, 9.5, n_lines=3)
        canvas.lines(middle, y + _HEAD - 8, head, size=9.5, colour=canvas.inks.muted, anchor="ms")
        side = canvas.wrapped(name, _NAMES_WIDTH - 12, 10)
        canvas.lines(x + _NAMES_WIDTH - 8, level, side, size=10, anchor="rm")
        for column in range(n):
            box = (x + _NAMES_WIDTH + column * across, y + _HEAD + place * down, across, down)
            _draw_cell(canvas, box, float(scores.rates[place, column]), int(scores.confusion[place, column]))


def _draw_cell(canvas: Canvas, box: tuple[float, float, float, float], rate: float, count: int) -> None:
    left, top, width, height = box
    inks = canvas.inks
    canvas.box(left + 1, top + 1, width - 2, height - 2, blend(inks.paper, inks.strong, 0.06 + 0.94 * rate))
    words = inks.paper if rate > 0.5 else inks.ink
    middle, level = left + width / 2, top + height / 2
    canvas.text(middle, level - 6, f"{rate:.0%}", size=12, colour=words, anchor="mm")
    canvas.text(middle, level + 8, f"{count:,}", size=9, colour=words, anchor="mm")


def _row_height(n_classes: int) -> float:
    return 64.0 if n_classes < 4 else 40.0
