"""One galaxy, large: whole at first, zoomed to its pixels by the wheel, moved by dragging."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gzlabel.desk.look import WIDE, Look
from gzlabel.desk.sky_scale import paint_scale
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import paint_badge
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_LARGEST_ZOOM = 32.0
_PIXELS_FROM = 3.0
_AHEAD = 2


class GalaxyCanvas(QWidget):
    """The picture of the galaxy under the cursor.

    Signals
    -------
    opened()
        A double click: into the single view, or back.
    """

    opened = Signal()

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._row: int | None = None
        self._zoom, self._offset, self._grabbed = 1.0, QPointF(), QPointF()
        self._last = QPointF()
        self.setMinimumSize(120, 120)
        self.setAccessibleName(self.tr("Current galaxy"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.update)

    @property
    def magnification(self) -> float:
        """1 where the whole picture fits."""
        return self._zoom

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.PAGE in parts:
            self.show_row(self._workbench.state.page.current)
        if parts & {Part.PAGE, Part.UPCOMING} and self.isVisible():
            self._fetch_next()
        if Part.DECISIONS in parts or Part.INTERESTS in parts:
            self.update()

    def show_row(self, row: int | None) -> None:
        """Show one galaxy, whole."""
        if row != self._row:
            self._row = row
            self.show_whole()

    def show_whole(self) -> None:
        """Fit the picture to the widget again."""
        self._zoom, self._offset = 1.0, QPointF()
        self.update()

    def zoom(self, steps: int, around: QPointF | None = None) -> None:
        """Zoom in for positive ``steps``, out for negative, keeping the point ``around`` in place."""
        centre = QPointF(self.rect().center())
        point = (around if around is not None else centre) - centre
        zoom = min(max(self._zoom * 1.25**steps, 1.0), _LARGEST_ZOOM)
        self._offset = point - (point - self._offset) * (zoom / self._zoom)
        self._zoom = zoom
        if zoom == 1.0:
            self._offset = QPointF()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("sky"))
        if self._row is None:
            return
        complaint = self._thumbnails.complaint(self._row)
        side = min(self.width(), self.height())
        picture = self._thumbnails.pixmap(self._row, round(side * self._zoom * self.devicePixelRatioF()))
        if complaint:
            self._paint_complaint(painter, complaint)
        elif picture is not None:
            target = self._target(picture.width(), picture.height())
            smooth = self._zoom == 1.0 or target.width() < _PIXELS_FROM * picture.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawPixmap(target, picture, QRectF(picture.rect()))
            scale = self._workbench.stretch.scale(self._row)
            if scale is not None:
                paint_scale(painter, QRectF(self.rect()), target.width(), scale, self._look)
        decision = self._workbench.state.decisions.get(self._row)
        if decision is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_badge(painter, QRectF(self.rect()), decision, self._look)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1 if event.angleDelta().y() > 0 else -1, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed, self._last = event.position() - self._offset, event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._zoom > 1.0:
            self._offset = event.position() - self._grabbed
            self.update()
        elif event.buttons() & Qt.MouseButton.RightButton:
            step = event.position() - self._last
            self._last = event.position()
            self._workbench.stretch.tilt(1.01 ** -step.y(), step.x() / max(1, self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._workbench.state.stretch is not None:
            self._workbench.stretch.set(self._workbench.state.stretch)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return QSize(340, 340)

    def _fetch_next(self) -> None:
        """Have the picture ready on which the cursor will stand after the next key, on this page or the next."""
        state, side = self._workbench.state, min(self.width(), self.height())
        after = (*state.page.rows[state.page.cursor + 1 :], *state.upcoming)
        for row in after[:_AHEAD]:
            self._thumbnails.pixmap(row, round(side * self.devicePixelRatioF()))

    def _target(self, width: int, height: int) -> QRectF:
        scale = min(self.width() / width, self.height() / height) * self._zoom
        centre = QRectF(self.rect()).center() + self._offset
        return QRectF(
            centre.x() - width * scale / 2, centre.y() - height * scale / 2, width * scale, height * scale
        )

    def _paint_complaint(self, painter: QPainter, complaint: str) -> None:
        symbol = self._look.symbol("broken", 48, "on_sky")
        middle = QRectF(self.rect()).center()
        painter.drawPixmap(QPointF(middle.x() - 24, middle.y() - 56), symbol)
        painter.setPen(self._look.colour("on_sky"))
        painter.setFont(self._look.font())
        area = self.rect().adjusted(WIDE, self.height() // 2, -WIDE, -WIDE)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), complaint)

    def _on_arrived(self, row: int) -> None:
        if row == self._row:
            self.update()
