"""One galaxy, large: zoomed to its pixels by the wheel, moved by dragging, turned north up, measured."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.look import WIDE, Look
from gzlabel.desk.missing import page_missing
from gzlabel.desk.ruler import length_in_words, paint_ruler
from gzlabel.desk.sky_scale import paint_scale
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import paint_badge
from gzlabel.desk.viewpoint import Viewpoint

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_PIXELS_FROM = 3.0
_AHEAD = 2
_PIXEL_PX = 8
_FINEST_PX = 2048
_NORTH_UP = 0.0


class GalaxyCanvas(QWidget):
    """The picture of one galaxy.

    Signals
    -------
    opened()
        A double click: into the single view, or back.
    """

    opened = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        viewpoint: Viewpoint,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self.viewpoint = viewpoint
        self._row: int | None = None
        self._last, self._ruler = QPointF(), QLineF()
        self.setMinimumSize(120, 120)
        self.setAccessibleName(self.tr("Current galaxy"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.update)
        viewpoint.changed.connect(self._on_viewpoint)

    @property
    def row(self) -> int | None:
        """Catalogue row of the galaxy on show."""
        return self._row

    @property
    def measured(self) -> str:
        """Length of the ruler, in words; empty without one."""
        picture = self._picture()
        if picture is None or self._ruler.length() < 1:
            return ""
        width = self._target(picture).width()
        return length_in_words(self._ruler.length(), width, picture.width(), self._scale())

    def show_row(self, row: int | None) -> None:
        """Show one galaxy; the ruler of the one before is gone."""
        if row != self._row:
            self._row, self._ruler = row, QLineF()
            self.setAccessibleDescription("" if row is None else self._workbench.galaxies.id_of(row))
        self.update()

    def fetch_next(self) -> None:
        """Have the picture ready on which the cursor will stand after the next key, on this page or the next."""
        if not self.isVisible():
            return
        state = self._workbench.state
        after = (*state.page.rows[state.page.cursor + 1 :], *state.upcoming)
        self._thumbnails.fetch(after[:_AHEAD], round(self._side * self.devicePixelRatioF()))

    def see_pixels(self) -> None:
        """One pixel of the picture on eight of the screen; the whole picture where it is so already."""
        if self._row is None:
            return
        picture = self._thumbnails.pixmap(self._row, _FINEST_PX)
        if picture is not None:
            fitted = min(self.width() / picture.width(), self.height() / picture.height())
            zoom = _PIXEL_PX / (fitted * self.devicePixelRatioF())
            is_there = abs(self.viewpoint.zoom - zoom) < 0.01
            self.viewpoint.look(1.0 if is_there else zoom, self.viewpoint.offset)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.colour("sky"))
            if self._row is None:
                self._paint_words(painter, self.rect(), page_missing(self._workbench.state))
                return
            complaint, picture = self._thumbnails.complaint(self._row), self._picture()
            if complaint:
                self._paint_complaint(painter, complaint)
            elif picture is not None:
                self._paint_picture(painter, picture)
            else:
                self._paint_words(painter, self.rect(), self.tr("The picture is on its way."))
            decision = self._workbench.state.decisions.get(self._row)
            if decision is not None:
                seen = QRectF(self.rect())
                if picture is not None:
                    seen = seen.intersected(self._target(picture))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_badge(painter, seen, decision, self._look)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.viewpoint.zoom_by(1 if event.angleDelta().y() > 0 else -1, self._from_middle(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        if self.viewpoint.is_measuring:
            self._ruler = QLineF(self._last, self._last)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        step, self._last = event.position() - self._last, event.position()
        if event.buttons() & Qt.MouseButton.RightButton:
            self._workbench.stretch.tilt(1.01 ** -step.y(), step.x() / max(1, self.width()))
        elif event.buttons() & Qt.MouseButton.LeftButton and self.viewpoint.is_measuring:
            self._ruler = QLineF(self._ruler.p1(), event.position())
            self.update()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.viewpoint.look(self.viewpoint.zoom, self.viewpoint.offset + step / self._side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._workbench.state.stretch is not None:
            self._workbench.stretch.set(self._workbench.state.stretch)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return QSize(340, 340)

    @property
    def _side(self) -> float:
        return float(max(1, min(self.width(), self.height())))

    def _from_middle(self, point: QPointF) -> QPointF:
        return (point - QRectF(self.rect()).center()) / self._side

    def _picture(self) -> QPixmap | None:
        """As fine as the screen shows; as fine as it comes while it is measured in its own pixels."""
        if self._row is None:
            return None
        seen_px = round(self._side * self.viewpoint.zoom * self.devicePixelRatioF())
        return self._thumbnails.pixmap(self._row, _FINEST_PX if self.viewpoint.is_measuring else seen_px)

    def _scale(self) -> PixelScale | None:
        return None if self._row is None else self._workbench.stretch.scale(self._row)

    def _target(self, picture: QPixmap) -> QRectF:
        scale = min(self.width() / picture.width(), self.height() / picture.height()) * self.viewpoint.zoom
        size = QSize(picture.size()).toSizeF() * scale
        target = QRectF(QPointF(), size)
        target.moveCenter(QRectF(self.rect()).center() + self.viewpoint.offset * self._side)
        return target

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        target, scale = self._target(picture), self._scale()
        is_smooth = target.width() * self.devicePixelRatioF() < _PIXELS_FROM * picture.width()
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, is_smooth or self.viewpoint.zoom == 1
        )
        painter.save()
        if scale is not None and self.viewpoint.is_north_up:
            scale = _turn(painter, target.center(), scale)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.restore()
        if scale is not None:
            paint_scale(painter, QRectF(self.rect()), target.width(), scale, self._look)
        paint_ruler(painter, self._ruler, self.measured, QRectF(self.rect()), self._look)

    def _paint_complaint(self, painter: QPainter, complaint: str) -> None:
        symbol = self._look.symbol("broken", 48, "on_sky")
        middle = QRectF(self.rect()).center()
        painter.drawPixmap(QPointF(middle.x() - 24, middle.y() - 56), symbol)
        self._paint_words(painter, self.rect().adjusted(WIDE, self.height() // 2, -WIDE, -WIDE), complaint)

    def _paint_words(self, painter: QPainter, area: QRect, words: str) -> None:
        painter.setPen(self._look.colour("on_sky"))
        painter.setFont(self._look.font())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

    def _on_viewpoint(self) -> None:
        if not self.viewpoint.is_measuring:
            self._ruler = QLineF()
        self.setCursor(
            Qt.CursorShape.CrossCursor if self.viewpoint.is_measuring else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def _on_arrived(self, row: int) -> None:
        if row == self._row:
            self.update()


def _turn(painter: QPainter, middle: QPointF, scale: PixelScale) -> PixelScale:
    """Turn what is painted next about ``middle`` until north is up and east left; the scale it has then."""
    mirror = 1.0 if scale.east_is_left else -1.0
    painter.translate(middle)
    painter.rotate(mirror * scale.north_angle_deg)
    painter.scale(mirror, 1.0)
    painter.translate(-middle)
    return PixelScale(scale.arcsec_per_px, scale.width_px, _NORTH_UP)
