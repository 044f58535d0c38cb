"""The whole map small in a corner, a frame around what is in sight; a click there goes there, a drag leads on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gzlabel.atlas import View
from gzlabel.desk.map.marks import Frame
from gzlabel.desk.map.picture import MapPicture, rect_of
from gzlabel.desk.style.look import GAP, Look

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SHARE, _MOST_PX, _LEAST_PX = 0.26, 200, 70
_WORTH_IT = 0.7


class MapOverview:
    """There while the view is clearly smaller than the map."""

    def __init__(self, workbench: "Workbench", look: Look) -> None:
        self._workbench, self._look = workbench, look
        self._picture = MapPicture(workbench, look)
        self._whole = View(-1.0, 1.0, -1.0, 1.0)
        self._drawn: tuple[object, ...] = ()

    def use(self, whole: View) -> None:
        """Show this view as the whole map."""
        self._whole = whole

    def rect(self, frame: Frame) -> QRectF:
        """Where it lies in the widget; empty while the whole map is in sight."""
        if frame.view.width > _WORTH_IT * self._whole.width:
            return QRectF()
        width = min(max(_SHARE * frame.width_px, _LEAST_PX), _MOST_PX)
        height = width * self._whole.height / self._whole.width
        return QRectF(frame.width_px - width - GAP, frame.height_px - height - GAP, width, height)

    def paint(self, painter: QPainter, frame: Frame, device_ratio: float) -> None:
        """Paint it into its corner."""
        rect = self.rect(frame)
        if rect.isEmpty():
            return
        small = Frame(self._whole, round(rect.width()), round(rect.height()))
        state = self._workbench.state
        drawn = id(self._workbench.map.drawn()), small, self._look.theme.name, id(state.selection)
        if drawn != self._drawn:
            self._picture.draw(small, device_ratio)
            self._drawn = drawn
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._look.colour("sky"))
        painter.translate(rect.topLeft())
        self._picture.paint(painter, small)
        painter.setPen(QPen(self._look.colour("on_sky"), 1.5))
        painter.setBrush(self._look.colour("on_sky", 0.15))
        painter.drawRect(_at_least(rect_of(frame.view, small)))
        painter.restore()
        painter.setPen(QPen(self._look.colour("on_sky", 0.5), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def holds(self, point: QPointF, frame: Frame) -> bool:
        """Whether a point of the widget lies on it."""
        return self.rect(frame).contains(point)

    def place_of(self, point: QPointF, frame: Frame) -> tuple[float, float]:
        """The map's (x, y) under a point of the widget, or under the nearest one on it."""
        rect = self.rect(frame)
        column = min(max(point.x() - rect.left(), 0.0), rect.width())
        row = min(max(point.y() - rect.top(), 0.0), rect.height())
        return self._whole.to_map(column, row, round(rect.width()), round(rect.height()))


def _at_least(rect: QRectF, side_px: float = 4.0) -> QRectF:
    """A frame large enough to be seen."""
    grown = QRectF(0, 0, max(rect.width(), side_px), max(rect.height(), side_px))
    grown.moveCenter(rect.center())
    return grown
