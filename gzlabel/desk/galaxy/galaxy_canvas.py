"""One galaxy, large: zoomed to its pixels by the wheel, moved by dragging, turned north up, measured."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.badge import paint_badge_on
from gzlabel.desk.galaxy.galaxy_picture import paint_picture
from gzlabel.desk.galaxy.ruler import Ruler, length_in_words, paint_ruler
from gzlabel.desk.galaxy.sky_scale import paint_scale
from gzlabel.desk.galaxy.sky_words import paint_complaint, paint_words
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.keys.arrow_keys import step_of
from gzlabel.desk.keys.focus_marks import paint_focus, paint_hint
from gzlabel.desk.missing import page_missing
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_AHEAD = 2
_FINEST_PX = 2048
_FINE_PX, _COARSE_PX = 1.0, 10.0
_PAN_PX, _FAR_PAN_PX = 24.0, 120.0


class GalaxyCanvas(QWidget):
    """The picture of one galaxy; with the keyboard on it, arrows lead the ruler or move what is zoomed.

    Signals
    -------
    opened()
        A double click: into the single view, or back.
    let_go()
        The mouse took over from the keyboard.
    """

    opened = Signal()
    let_go = Signal()

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
        self._awaits_pixels = False
        self._last, self._ruler = QPointF(), Ruler()
        self.setMinimumSize(120, 120)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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
        picture = self._picture() if self._ruler.is_laid else None
        if picture is None:
            return ""
        target = self._target(picture)
        length = self._ruler.line(target).length()
        return length_in_words(length, target.width(), picture.width(), self._scale()) if length >= 1 else ""

    def show_row(self, row: int | None) -> None:
        """Show one galaxy; the ruler of the one before is gone."""
        if row != self._row:
            self._row, self._awaits_pixels = row, False
            self._ruler.lift()
            self._tell()
        self.update()

    def fetch_next(self) -> None:
        """Have the picture ready on which the cursor will stand after the next key, on this page or the next."""
        if not self.isVisible():
            return
        state = self._workbench.state
        after = (*state.page.rows[state.page.cursor + 1 :], *state.upcoming)
        self._thumbnails.fetch(after[:_AHEAD], round(self._side * self.devicePixelRatioF()))

    def see_pixels(self) -> None:
        """One pixel of the picture, once it has come, on eight of the screen or more; the whole one if so already."""
        if self._row is None:
            return
        picture = self._thumbnails.pixmap(self._row, _FINEST_PX)
        self._awaits_pixels = not self._thumbnails.has(self._row, _FINEST_PX)
        if picture is not None and not self._awaits_pixels:
            self.viewpoint.see_pixels(QSizeF(picture.size()), QRectF(self.rect()), self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.colour("sky"))
            if self._row is None:
                paint_words(painter, self.rect(), page_missing(self._workbench.state), self._look)
                return
            complaint, picture = self._thumbnails.complaint(self._row), self._picture()
            if complaint:
                paint_complaint(painter, self.rect(), complaint, self._look)
            elif picture is not None:
                self._paint_picture(painter, picture)
            else:
                paint_words(painter, self.rect(), self.tr("The picture is on its way."), self._look)
            decision = self._workbench.state.decisions.get(self._row)
            if decision is not None:
                seen = QRectF(self.rect())
                if picture is not None:
                    seen = seen.intersected(self._target(picture))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_badge_on(painter, seen, decision, self._look)
            if self.hasFocus():
                self._paint_focus(painter)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.viewpoint.zoom_by(1 if event.angleDelta().y() > 0 else -1, self._from_middle(event.position()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)
        elif not self.viewpoint.is_measuring:
            step = step_of(event, _PAN_PX, _FAR_PAN_PX) or QPointF()
            self.viewpoint.look(self.viewpoint.zoom, self.viewpoint.offset - step / self._side)
        elif event.key() == Qt.Key.Key_Space:
            self._ruler.turn()
        else:
            self._measure_by(step_of(event, _FINE_PX, _COARSE_PX) or QPointF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        if self.hasFocus():
            self.let_go.emit()
        picture = self._picture()
        if self.viewpoint.is_measuring and picture is not None:
            self._ruler.begin(self._last, self._target(picture))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        step, self._last = event.position() - self._last, event.position()
        if event.buttons() & Qt.MouseButton.RightButton:
            self._workbench.stretch.tilt(1.01 ** -step.y(), step.x() / max(1, self.width()))
        elif event.buttons() & Qt.MouseButton.LeftButton and self.viewpoint.is_measuring:
            self._measure_by(step)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.viewpoint.look(self.viewpoint.zoom, self.viewpoint.offset + step / self._side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._workbench.state.stretch is not None:
            self._workbench.stretch.set(self._workbench.state.stretch)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return QSize(340, 340)

    def _takes(self, event: QKeyEvent) -> bool:
        """Arrows while something is measured or zoomed; the space bar turns the ruler."""
        is_measuring = self.viewpoint.is_measuring
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            return is_measuring
        return (is_measuring or self.viewpoint.zoom > 1) and step_of(event, 1.0, 1.0) is not None

    def _measure_by(self, step: QPointF) -> None:
        picture = self._picture()
        if picture is not None:
            self._ruler.move_end(step, self._target(picture))
            self._tell()
            self.update()

    def _tell(self) -> None:
        """Name and length, for who listens."""
        name = "" if self._row is None else self._workbench.galaxies.id_of(self._row)
        self.setAccessibleDescription(f"{name}: {measured}" if (measured := self.measured) else name)

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
        return self.viewpoint.place_of(QSizeF(picture.size()), QRectF(self.rect()))

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        target = self._target(picture)
        scale = paint_picture(painter, picture, target, self._scale(), self.viewpoint)
        if scale is not None:
            paint_scale(painter, QRectF(self.rect()), target.width(), scale, self._look)
        paint_ruler(painter, self._ruler.line(target), self.measured, QRectF(self.rect()), self._look)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.viewpoint.is_measuring:
            words = self.tr(
                "Arrows move the ruler's end, with Shift faster; the space bar takes the other end."
            )
            paint_hint(painter, self.rect(), words, self._look, is_new=not self._ruler.is_laid)
        paint_focus(painter, self.rect(), self._look)

    def _on_viewpoint(self) -> None:
        if not self.viewpoint.is_measuring:
            self._ruler.lift()
        shapes = Qt.CursorShape
        self.setCursor(shapes.CrossCursor if self.viewpoint.is_measuring else shapes.ArrowCursor)
        self.update()

    def _on_arrived(self, row: int) -> None:
        if row == self._row:
            if self._awaits_pixels:
                self.see_pixels()
            self.update()
