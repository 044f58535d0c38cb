"""The clusters' names on the map, none over another."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gzlabel.desk.cluster_title import cluster_title
from gzlabel.desk.look import HALF, Look
from gzlabel.desk.map_marks import Frame
from gzlabel.workbench.state import Clusters, Map

_MOST_NAMES = 60
_MEMBERS_ASKED = 500


class ClusterNames:
    """Keeps where the clusters' middles are, as long as clusters and map are the same."""

    def __init__(self) -> None:
        self._clusters: Clusters | None = None
        self._map: Map | None = None
        self._middles: NDArray[np.float32] = np.empty((0, 2), dtype=np.float32)
        self._names: list[str] = []

    def paint(self, painter: QPainter, clusters: Clusters, present: Map, frame: Frame, look: Look) -> None:
        """Paint the names, the most interesting first; one that would cover another is left out."""
        if clusters is not self._clusters or present is not self._map:
            self._find_middles(clusters, present)
        painter.setFont(look.font("small", bold=True))
        area, taken = QRectF(0, 0, frame.width_px, frame.height_px), list[QRectF]()
        for name, (x, y) in zip(self._names, frame.pixels_of(self._middles).tolist(), strict=True):
            width = painter.fontMetrics().horizontalAdvance(name) + 2 * HALF
            height = painter.fontMetrics().height() + HALF
            rect = QRectF(x - width / 2, y - height / 2, width, height)
            if area.contains(rect) and not any(rect.intersects(other) for other in taken):
                taken.append(rect.adjusted(-HALF, -HALF, HALF, HALF))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("sky", 0.5))
                painter.drawRoundedRect(rect, 3, 3)
                painter.setPen(look.colour("on_sky"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)

    def _find_middles(self, clusters: Clusters, present: Map) -> None:
        self._clusters, self._map = clusters, present
        shown = sorted((one for one in clusters.summaries if one.size), key=lambda one: -one.mean)[
            :_MOST_NAMES
        ]
        self._names = [cluster_title(one.name) for one in shown]
        middles = [np.median(present.positions[one.rows[:_MEMBERS_ASKED]], axis=0) for one in shown]
        self._middles = np.array(middles, dtype=np.float32).reshape(-1, 2)
