"""What lies on top of the map's raster: decisions, the page on offer, the selection, the cursor, names."""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gzlabel.atlas import View
from gzlabel.desk.look import HALF, Look
from gzlabel.desk.tile import decision_colour
from gzlabel.workbench.state import Clusters, Decision, State

_Thing = TypeVar("_Thing", int, Decision)

_LIKED_FROM = 3
_MOST_SELECTED = 2000
_MOST_NAMES = 40


@dataclass(frozen=True)
class Frame:
    """A view of the map on a widget of ``width_px`` x ``height_px``."""

    view: View
    width_px: int
    height_px: int

    def pixels_of(self, positions: NDArray[Any]) -> NDArray[np.float32]:
        """Pixels ``(n, 2)`` of map positions ``(n, 2)``."""
        return self.view.to_pixels(positions, self.width_px, self.height_px)


def paint_marks(painter: QPainter, state: State, frame: Frame, look: Look) -> None:
    """Paint every mark of ``state`` over a map drawn in ``frame``."""
    if state.map is None:
        return
    positions = state.map.positions
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_selection(painter, state.selection, positions, frame, look)
    for decision, point in _in_sight(tuple(state.decisions.values()), positions, frame):
        _paint_decision(painter, decision, point, look)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("on_sky"), 1.2))
    for _, point in _in_sight(state.page.rows, positions, frame):
        painter.drawEllipse(point, 4.5, 4.5)
    if state.page.current is not None:
        painter.setPen(QPen(look.colour("accent"), 2.5))
        for _, point in _in_sight((state.page.current,), positions, frame):
            painter.drawEllipse(point, 8, 8)
    if state.clusters is not None:
        _paint_names(painter, state.clusters, positions, frame, look)


def _in_sight(
    things: tuple[_Thing, ...], positions: NDArray[np.float32], frame: Frame
) -> list[tuple[_Thing, QPointF]]:
    rows = [thing.row if isinstance(thing, Decision) else thing for thing in things]
    pixels = frame.pixels_of(positions[rows])
    inside = np.all((pixels >= -8) & (pixels <= (frame.width_px + 8, frame.height_px + 8)), axis=1)
    return [(things[index], QPointF(*pixels[index].tolist())) for index in np.flatnonzero(inside)]


def _paint_decision(painter: QPainter, decision: Decision, point: QPointF, look: Look) -> None:
    """Liked galaxies are diamonds, others discs: the shape tells without the colour."""
    painter.setPen(QPen(look.colour("sky"), 1))
    painter.setBrush(decision_colour(decision, look))
    if decision.rating is not None and decision.rating >= _LIKED_FROM:
        radius = 3.5 + 0.7 * decision.rating
        corners = [QPointF(0, -radius), QPointF(radius, 0), QPointF(0, radius), QPointF(-radius, 0)]
        painter.drawPolygon(QPolygonF([point + corner for corner in corners]))
    else:
        painter.drawEllipse(point, 3, 3)


def _paint_selection(
    painter: QPainter, rows: NDArray[np.int64], positions: NDArray[np.float32], frame: Frame, look: Look
) -> None:
    shown = rows[:: max(1, len(rows) // _MOST_SELECTED)]
    pixels = frame.pixels_of(positions[shown])
    painter.setPen(QPen(look.colour("accent"), 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(
        QPolygonF([QPointF(x, y) for x, y in pixels[np.isfinite(pixels).all(axis=1)].tolist()])
    )


def _paint_names(
    painter: QPainter, clusters: Clusters, positions: NDArray[np.float32], frame: Frame, look: Look
) -> None:
    """Names at the clusters' medians; one that would cover another is left out, the first in rank stays."""
    painter.setFont(look.font("small", bold=True))
    taken: list[QRectF] = []
    for summary in clusters.summaries[:_MOST_NAMES]:
        if not len(summary.rows):
            continue
        middle = np.nanmedian(positions[summary.rows[:500]], axis=0)
        x, y = frame.pixels_of(middle[np.newaxis])[0].tolist()
        width = painter.fontMetrics().horizontalAdvance(summary.name) + 2 * HALF
        rect = QRectF(x - width / 2, y - 9, width, 18)
        inside = QRectF(0, 0, frame.width_px, frame.height_px).contains(rect)
        if inside and not any(rect.adjusted(-HALF, -HALF, HALF, HALF).intersects(other) for other in taken):
            taken.append(rect)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sky", 0.65))
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(look.colour("on_sky"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, summary.name)
