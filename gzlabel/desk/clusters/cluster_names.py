"""The clusters on the map: their outlines, and their names, none over another."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gzlabel.desk.clusters.cluster_title import fitting_title
from gzlabel.desk.map.marks import Frame
from gzlabel.desk.style.look import HALF, Look
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.map.cluster_places import most_interesting, sampled
from gzlabel.workbench.state import Clusters, ClusterSummary, Map, State

_WIDEST_NAME = 0.35
"""Share of the map's width."""
_HALO_PX = 4.0


class ClusterNames:
    """Keeps where the clusters lie, as long as clusters and map are the same."""

    def __init__(self) -> None:
        self._clusters: Clusters | None = None
        self._map: Map | None = None
        self._shown: list[ClusterSummary] = []
        self._middles: NDArray[np.float32] = np.empty((0, 2), dtype=np.float32)

    def paint(self, painter: QPainter, state: State, frame: Frame, look: Look) -> None:
        """Paint the names, the most interesting first; one that would cover another is left out."""
        if state.clusters is None or state.map is None:
            return
        self._look_up(state.clusters, state.map)
        marks = frame.pixels_of(state.map.positions[_to_keep_clear(state)])
        painter.setFont(look.font("small", bold=True))
        area, taken = QRectF(0, 0, frame.width_px, frame.height_px), list[QRectF]()
        for one, (x, y) in zip(self._shown, frame.pixels_of(self._middles).tolist(), strict=True):
            name = fitting_title(one.name, painter.fontMetrics(), round(_WIDEST_NAME * frame.width_px))
            width = painter.fontMetrics().horizontalAdvance(name) + 2 * HALF
            height = painter.fontMetrics().height() + HALF
            rect = beside_marks(marks, QRectF(x - width / 2, y - height / 2, width, height))
            if area.contains(rect) and not any(rect.intersects(other) for other in taken):
                taken.append(rect.adjusted(-HALF, -HALF, HALF, HALF))
                paint_with_halo(painter, name, rect, look)

    def _look_up(self, clusters: Clusters, present: Map) -> None:
        if clusters is self._clusters and present is self._map:
            return
        self._clusters, self._map = clusters, present
        self._shown = most_interesting(clusters, present)
        middles = [np.median(present.positions[sampled(one, present)], axis=0) for one in self._shown]
        self._middles = np.array(middles, dtype=np.float32).reshape(-1, 2)


def _to_keep_clear(state: State) -> list[int]:
    """Rows of what was found, and of the galaxy in the frame: the marks that one looks for on the map."""
    liked = [row for row, one in state.decisions.items() if (one.rating or 0) >= LIKED]
    return liked if state.current is None else [*liked, state.current]


def beside_marks(marks: NDArray[np.float32], rect: QRectF) -> QRectF:
    """``rect``, a line lower or higher where it would cover a mark; where each would, as it is."""
    for shift in (0.0, rect.height(), -rect.height()):
        moved = rect.translated(0, shift).adjusted(-HALF, -HALF, HALF, HALF)
        low, high = (moved.left(), moved.top()), (moved.right(), moved.bottom())
        if not np.all((marks > low) & (marks < high), axis=1).any():
            return rect.translated(0, shift)
    return rect


def paint_with_halo(painter: QPainter, words: str, rect: QRectF, look: Look) -> None:
    """Words in the middle of ``rect``, with a rim of sky: they can be read over marks and pictures alike."""
    metrics = QFontMetricsF(painter.font())
    baseline = rect.center() + QPointF(
        -metrics.horizontalAdvance(words) / 2, (metrics.ascent() - metrics.descent()) / 2
    )
    rim = QPainterPath()
    rim.addText(baseline, painter.font(), words)
    pen = QPen(look.colour("sky", 0.85), _HALO_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(rim, pen)
    painter.setPen(look.colour("on_sky"))
    painter.drawText(baseline, words)


def paint_outlines(
    painter: QPainter, outlines: Iterable[NDArray[np.float32]], frame: Frame, look: Look
) -> None:
    """Paint a line around each cluster; ``outlines`` are polygons in the map's coordinates."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("on_sky", 0.45), 1.0, Qt.PenStyle.DashLine))
    for outline in outlines:
        corners = frame.pixels_of(outline).tolist()
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
