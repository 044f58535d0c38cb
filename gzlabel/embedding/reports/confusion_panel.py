"""The confusion matrix: what galaxies are, by row, and what they were taken for, by column."""

from gzlabel.embedding.reports.canvas import Canvas, blend
from gzlabel.embedding.scores import Scores

_NAMES_WIDTH = 120.0
_HEAD = 46.0


def draw_confusion(canvas: Canvas, scores: Scores, x: float, y: float, width: float, height: float) -> None:
    """Draw rates as colours and figures, with the counts below them."""
    inks, n = canvas.inks, len(scores.classes)
    across = min((width - _NAMES_WIDTH) / n, 120.0)
    down = min((height - _HEAD) / n, 64.0)
    canvas.text(x, y, "Confusion: what it is (row), what it was taken for (column)", size=12)
    for place, name in enumerate(scores.classes):
        middle = x + _NAMES_WIDTH + (place + 0.5) * across
        canvas.text(
            middle,
            y + _HEAD - 8,
            canvas.fitted(name, across - 6, 9.5),
            size=9.5,
            colour=inks.muted,
            anchor="ms",
        )
        level = y + _HEAD + (place + 0.5) * down
        canvas.text(
            x + _NAMES_WIDTH - 8, level, canvas.fitted(name, _NAMES_WIDTH - 12, 10), size=10, anchor="rm"
        )
        for column in range(n):
            rate, count = float(scores.rates[place, column]), int(scores.confusion[place, column])
            left, top = x + _NAMES_WIDTH + column * across, y + _HEAD + place * down
            canvas.box(left + 1, top + 1, across - 2, down - 2, blend(inks.paper, inks.strong, 0.06 + 0.94 * rate))
            words = inks.paper if rate > 0.5 else inks.ink
            canvas.text(left + across / 2, level - 6, f"{rate:.0%}", size=12, colour=words, anchor="mm")
            canvas.text(left + across / 2, level + 8, f"{count:,}", size=9, colour=words, anchor="mm")
