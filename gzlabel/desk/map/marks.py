"""What lies on top of the map's raster: decisions, the page on offer, the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gzlabel.atlas import View
from gzlabel.desk.badge import decision_colour
from gzlabel.desk.style.look import Look
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.state import Decision, State


@dataclass(frozen=True)
class Frame:
    """A view of the map on a widget of ``width_px`` x ``height_px``."""

    view: View
    width_px: int
    height_px: int

    def pixels_of(self, positions: NDArray[Any]) -> NDArray[np.float32]:
        """Pixels ``(n, 2)`` of map positions ``(n, 2)``."""
        return self.view.to_pixels(positions, self.width_px, self.height_px)


def paint_page(
    painter: QPainter, state: State, positions: NDArray[np.float32], frame: Frame, look: Look
) -> None:
    """Ring the galaxies on the page, and the one under the cursor."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("on_sky"), 1.2))
    for point in _points(state.page.rows, positions, frame):
        painter.drawEllipse(point, 4.5, 4.5)
    if state.current is not None:
        painter.setPen(QPen(look.colour("accent"), 2.5))
        for point in _points((state.current,), positions, frame):
            painter.drawEllipse(point, 8, 8)


def _points(rows: Sequence[int], positions: NDArray[np.float32], frame: Frame) -> list[QPointF]:
    """Pixels of those rows that have a place, and have it in sight."""
    pixels = frame.pixels_of(positions[np.asarray(rows, dtype=np.int64)])
    inside = np.all((pixels >= -8) & (pixels <= (frame.width_px + 8, frame.height_px + 8)), axis=1)
    return [QPointF(x, y) for x, y in pixels[inside].tolist()]


def paint_decisions(
    painter: QPainter,
    decisions: Sequence[Decision],
    positions: NDArray[np.float32],
    frame: Frame,
    look: Look,
) -> None:
    """Mark what is decided: liked galaxies are diamonds, others discs, so that the shape tells without the colour.

    All marks of one kind are painted by one call: there may be thousands.
    """
    kinds: dict[str, list[Decision]] = {}
    for decision in decisions:
        kinds.setdefault(decision.label, []).append(decision)
    for _, alike in sorted(kinds.items()):
        points = _points([one.row for one in alike], positions, frame)
        colour, rating = decision_colour(alike[0], look), alike[0].rating
        if rating is None or rating < LIKED:
            _paint_dots(painter, points, look.colour("sky"), 8)
            _paint_dots(painter, points, colour, 6)
        else:
            painter.setPen(QPen(look.colour("sky"), 1))
            painter.setBrush(colour)
            painter.drawPath(_diamonds(points, 3.5 + 0.7 * rating))


def _paint_dots(painter: QPainter, points: list[QPointF], colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(QPolygonF(points))


def _diamonds(points: list[QPointF], radius: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    corners = [
        QPointF(0, -radius),
        QPointF(radius, 0),
        QPointF(0, radius),
        QPointF(-radius, 0),
        QPointF(0, -radius),
    ]
    for point in points:
        path.addPolygon(QPolygonF([point + corner for corner in corners]))
    return path
