"""The report of a training in one picture: confusion, calibration, scores of every class, curves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.reports.canvas import Canvas, Inks
from gzlabel.embedding.reports.confusion_panel import confusion_height, draw_confusion
from gzlabel.embedding.reports.plot import Plot
from gzlabel.embedding.reports.score_bars import bars_height, draw_score_bars
from gzlabel.embedding.reports.training_report import TrainingReport
from gzlabel.embedding.scores import Scores

_WIDTH, _MARGIN, _HEAD, _PLOT_HEIGHT = 900.0, 24.0, 72.0, 210.0


def draw_figure(report: TrainingReport, inks: Inks | None = None, scale: float = 2.0) -> NDArray[np.uint8]:
    """Pixels ``(height, width, 3)`` of the report, ``scale`` pixels a point."""
    n_classes = len(report.scores.classes)
    upper = max(_PLOT_HEIGHT, confusion_height(n_classes)) + _MARGIN
    lower = max(_PLOT_HEIGHT if report.curves else 0.0, bars_height(n_classes)) + _MARGIN
    canvas = Canvas(_WIDTH, _HEAD + upper + lower, inks or Inks(), scale)
    canvas.text(_MARGIN, 18, canvas.fitted(report.title, _WIDTH - 2 * _MARGIN, 16), size=16)
    canvas.text(_MARGIN, 40, _summary(report), size=11, colour=canvas.inks.muted)
    draw_confusion(canvas, report.scores, _MARGIN, _HEAD, 500)
    _draw_calibration(canvas, report.scores, _WIDTH - 330, _HEAD)
    bars_width = 500 if report.curves else _WIDTH - 2 * _MARGIN
    draw_score_bars(canvas, report, _MARGIN, _HEAD + upper, bars_width)
    if report.curves:
        _draw_curves(canvas, report, _WIDTH - 330, _HEAD + upper)
    return canvas.pixels()


def _summary(report: TrainingReport) -> str:
    scores = report.scores
    return (
        f"{report.n_tested:,} galaxies it was not taught, {report.n_taught:,} it was.  "
        f"accuracy {scores.accuracy:.3f}   Brier score {scores.brier:.3f}   "
        f"calibration error {scores.calibration_error:.3f}"
    )


def _draw_calibration(canvas: Canvas, scores: Scores, x: float, y: float) -> None:
    plot = Plot(
        canvas, (x, y, 300, _PLOT_HEIGHT), "Calibration", ("probability it gave", "share that were so")
    )
    plot.axes((0, 1), (0, 1))
    plot.curve([(0.0, 0.0), (1.0, 1.0)], canvas.inks.line, width=1.5)
    bins: list[Any] = [one for scored in scores.per_class for one in scored.calibration]
    most = max((count for *_, count in bins), default=1)
    for mean, share, count in bins:
        plot.dot(mean, share, 2 + 5 * (count / most) ** 0.5, canvas.inks.strong)


def _draw_curves(canvas: Canvas, report: TrainingReport, x: float, y: float) -> None:
    plot = Plot(canvas, (x, y, 300, _PLOT_HEIGHT), "Losses", ("epoch", "mean negative log probability"))
    taught = [(float(one.number + 1), one.taught_loss) for one in report.curves]
    validation = [(float(one.number + 1), one.validation_loss) for one in report.curves]
    highest = max(loss for _, loss in taught + validation)
    plot.axes((1, max(2, len(taught))), (0, highest * 1.05), counts_along=True)
    plot.curve(taught, canvas.inks.muted)
    plot.curve(validation, canvas.inks.strong)
    best = min(validation, key=lambda point: point[1])
    plot.dot(*best, 4, canvas.inks.strong)
    plot.key(("taught", canvas.inks.muted), ("validation", canvas.inks.strong))
