"""What the map's colours mean: the ramp with its ends, or the names of the categories."""

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzlabel.desk.clusters.cluster_title import cluster_title
from gzlabel.desk.pixels import image_of
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SWATCH_PX = 9
_MOST_DECIMALS = 6
_FOLLOWED = frozenset({Part.ATLAS, Part.SCORES, Part.CLUSTERS, Part.INTERESTS, Part.SETTINGS})


def ends(low: float, high: float) -> tuple[str, str]:
    """Both ends of a ramp with as many decimals as its length needs for two digits: ("0.0", "1.3")."""
    span = high - low
    decimals = 1 - math.floor(math.log10(span)) if span > 0 else 0
    if not -_MOST_DECIMALS <= decimals <= _MOST_DECIMALS or max(abs(low), abs(high)) >= 10**_MOST_DECIMALS:
        return told("{0:.3g}", low), told("{0:.3g}", high)
    are_whole = float(low).is_integer() and float(high).is_integer()
    form = f"{{0:z,.{0 if are_whole else max(decimals, 0)}f}}"
    return told(form, low), told(form, high)


class Legend(QWidget):
    """The map's colours in one line: low end, ramp, high end; and the shapes of the marks."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend of the map"))
        look.changed.connect(self.updateGeometry)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if parts & _FOLLOWED:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.pixels("small") + 3 * HALF)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._workbench.state.map is None:
            return
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("muted"))
            colouring = self._workbench.map.colouring()
            area = self.rect().adjusted(GAP, 0, -GAP, 0)
            if colouring.categories:
                are_clusters = colouring.name == "cluster"
                named = map(cluster_title, colouring.categories) if are_clusters else colouring.categories
                self._paint_classes(painter, area, tuple(named))
            else:
                low, high = ends(colouring.vmin, colouring.vmax)
                self._paint_ramp(painter, area, low, high, colouring.name)

    def _paint_classes(self, painter: QPainter, area: QRect, names: tuple[str, ...]) -> None:
        """As many classes as there is room for, the rest by number; what is grey is in none."""
        metrics, left = painter.fontMetrics(), area.left()
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        room = area.right() - metrics.horizontalAdvance(self._rest(len(names)))
        shown = 0
        for name, colour in zip(names, self._workbench.map.class_colours(len(names)).tolist(), strict=True):
            width = _SWATCH_PX + HALF + metrics.horizontalAdvance(name) + GAP
            if left + width > room:
                break
            painter.fillRect(
                left, area.center().y() - _SWATCH_PX // 2, _SWATCH_PX, _SWATCH_PX, self._look.mapped(colour)
            )
            painter.drawText(area.adjusted(left - area.left() + _SWATCH_PX + HALF, 0, 0, 0), flags, name)
            left, shown = left + width, shown + 1
        painter.drawText(area.adjusted(left - area.left(), 0, 0, 0), flags, self._rest(len(names) - shown))

    def _rest(self, n_more: int) -> str:
        grey = self.tr("grey: in none")
        return self.tr("and {0} more; {1}").format(n_more, grey) if n_more else grey

    def _paint_ramp(self, painter: QPainter, area: QRect, low: str, high: str, name: str) -> None:
        metrics = painter.fontMetrics()
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area, left, low)
        ramp_left = area.left() + metrics.horizontalAdvance(low) + HALF
        ramp_width = min(140, area.width() // 3)
        ramp = QRect(ramp_left, area.center().y() - 3, ramp_width, 7)
        colours = self._workbench.map.colours(np.linspace(0, 1, ramp_width, dtype=np.float32))
        painter.drawImage(ramp, image_of(colours[np.newaxis], red_only=self._look.theme.is_red))
        rest = area.adjusted(ramp.right() + HALF - area.left(), 0, 0, 0)
        text = metrics.elidedText(f"{high}  {translated(name)}", Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, left, text)
