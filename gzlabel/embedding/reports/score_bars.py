"""Precision, recall, F1 and average precision of every class as bars, with the baseline's as a mark."""

from gzlabel.embedding.reports.canvas import Canvas
from gzlabel.embedding.reports.training_report import TrainingReport

_NAMES_WIDTH, _HEAD, _ROW_HEIGHT = 130.0, 40.0, 28.0
SCORES = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "average_precision": "average precision",
}
"""The scores of a class that a report shows, and what they are called."""


def bars_height(n_classes: int) -> float:
    """Points that `draw_score_bars` needs."""
    return _HEAD + n_classes * _ROW_HEIGHT


def draw_score_bars(canvas: Canvas, report: TrainingReport, x: float, y: float, width: float) -> None:
    """Draw one row a class, one column a score."""
    inks, across, down = canvas.inks, (width - _NAMES_WIDTH) / len(SCORES), _ROW_HEIGHT
    canvas.text(x, y, "Every class", size=12)
    baseline = next(iter(report.baselines), "")
    if baseline:
        canvas.text(x + width, y, f"mark: {baseline}", size=10, colour=inks.other, anchor="ra")
    for column, title in enumerate(SCORES.values()):
        canvas.text(x + _NAMES_WIDTH + column * across, y + 22, title, size=10, colour=inks.muted)
    for place, scored in enumerate(report.scores.per_class):
        top = y + _HEAD + place * down
        name = canvas.wrapped(scored.name, _NAMES_WIDTH - 10, 10, end=f"({scored.n:,})")
        canvas.lines(x, top + down / 2, name, size=10, anchor="lm")
        for column, key in enumerate(SCORES):
            left = x + _NAMES_WIDTH + column * across
            other = getattr(report.baselines[baseline].per_class[place], key) if baseline else None
            _draw_bar(canvas, (left, top + 4, across - 16, down - 8), getattr(scored, key), other)


def _draw_bar(
    canvas: Canvas, box: tuple[float, float, float, float], value: float, baseline: float | None
) -> None:
    left, top, width, height = box
    inks, room = canvas.inks, width - 36
    canvas.box(left, top, room, height, inks.line)
    if value == value:
        canvas.box(left, top, max(room * value, 0.5), height, inks.strong)
    if baseline is not None and baseline == baseline:
        place = left + room * baseline
        canvas.line([(place, top - 2), (place, top + height + 2)], inks.other, 2)
    words = f"{value:.2f}" if value == value else "–"
    canvas.text(left + width, top + height / 2, words, size=10, anchor="rm")
