"""The page of candidates as thumbnails, painted by ourselves: the same speed at any page size."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from gzlabel.desk.missing import page_missing
from gzlabel.desk.page.grid_layout import GridLayout
from gzlabel.desk.page.page_selection import is_in, select_to, toggle
from gzlabel.desk.style.look import GAP, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile, prepare_tile, with_frame
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FOLLOWED = frozenset({Part.PAGE, Part.DECISIONS, Part.SELECTION, Part.INTERESTS, Part.ANNOTATIONS})


class ThumbnailGrid(QAbstractScrollArea):
    """Tiles of the page on offer.

    Attributes
    ----------
    frame_follows_mouse
        Whether the galaxy under the mouse becomes the current one, for a key to decide on.

    Signals
    -------
    opened(int)
        This catalogue row was asked for in large, by a double click.
    asked(int, QPoint)
        The menu of this row was asked for, at this place on the screen.
    tile_px_changed(int)
        The user chose another size of tile; 0 fits the page to the window.
    """

    opened = Signal(int)
    asked = Signal(int, QPoint)
    tile_px_changed = Signal(int)

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._tile_px, self._hovered = 0, -1
        self._rows: tuple[int, ...] = ()
        self.frame_follows_mouse = False
        self._bare: list[Tile] = []
        self._layout = GridLayout(0, 1, 1, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Page of candidates"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.viewport().update)

    @property
    def n_columns(self) -> int:
        """Tiles beside each other."""
        return self._layout.n_columns

    @property
    def is_complete(self) -> bool:
        """Whether every picture of the page is there, or known to be broken."""
        rows = self._workbench.state.page.rows
        return all(self._thumbnails.has(row, self._tile_device_px) for row in rows)

    @property
    def _tile_device_px(self) -> int:
        return round(self._layout.tile_px * self.devicePixelRatioF())

    def set_tile_px(self, tile_px: int) -> None:
        """Fix the size of a tile in pixels; 0 fits the whole page to the window."""
        self._tile_px = 0 if tile_px <= 0 else min(max(tile_px, 32), 1024)
        self._lay_out()

    def resize_tiles(self, steps: int) -> None:
        """Larger tiles for positive ``steps``, smaller ones for negative."""
        self.set_tile_px(round(self._layout.tile_px * 1.15**steps))
        self.tile_px_changed.emit(self._tile_px)

    def fit_tiles(self) -> None:
        """Fit the whole page to the window again."""
        self.set_tile_px(0)
        self.tile_px_changed.emit(0)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        rows = self._workbench.state.page.rows
        if rows != self._rows or not rows:
            self._rows = rows
            self._lay_out()
        elif parts & _FOLLOWED:
            self._update_tiles()
        if Part.PAGE in parts:
            self._keep_cursor_in_sight()
        if Part.UPCOMING in parts:
            self._thumbnails.fetch(self._workbench.state.upcoming, self._tile_device_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._look.colour("window"))
            rows = self._workbench.state.page.rows
            if not rows:
                self._paint_nothing(painter)
                return
            # two tiles far apart have one rectangle around them, in which others lie that need no paint
            stale = event.region()
            for index, row in enumerate(rows):
                rect = QRectF(self._rect_of(index))
                if stale.intersects(with_frame(rect)):
                    paint_tile(painter, rect, self._tile(index, row), self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index < 0:
            return
        row = self._workbench.state.page.rows[index]
        if event.button() == Qt.MouseButton.RightButton:
            self._workbench.go_to(row)
            self.asked.emit(row, event.globalPosition().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            toggle(self._workbench, row)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            select_to(self._workbench, index)
        else:
            self._workbench.go_to(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index >= 0:
            self.opened.emit(self._workbench.state.page.rows[index])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.resize_tiles(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(event.pos())
            QToolTip.showText(event.globalPos(), self._words_for(index), self)
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def _tile(self, index: int, row: int) -> Tile:
        return replace(
            self._bare_tile(index, row),
            pixmap=self._thumbnails.pixmap(row, self._tile_device_px),
            complaint=self._thumbnails.complaint(row),
            is_hovered=index == self._hovered,
        )

    def _bare_tile(self, index: int, row: int) -> Tile:
        """What the state says of a tile, without its picture."""
        state = self._workbench.state
        written = state.annotations.get(row)
        return Tile(
            decision=state.decisions.get(row),
            is_current=index == state.page.cursor and state.aside is None,
            is_flagged=written is not None and written.flagged,
            is_annotated=written is not None,
            is_selected=is_in(state.selection, row),
        )

    def _update_tiles(self) -> None:
        """Repaint what differs from the last time, and nothing else: this is the way of every key."""
        before = self._bare
        self._bare = [self._bare_tile(index, row) for index, row in enumerate(self._rows)]
        for index, tile in enumerate(self._bare):
            if index >= len(before) or tile != before[index]:
                self.viewport().update(with_frame(QRectF(self._rect_of(index))))

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(self._look.font("title"))
        painter.setPen(self._look.colour("muted"))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.viewport().rect(), flags, page_missing(self._workbench.state))

    def _words_for(self, index: int) -> str:
        if index < 0:
            return ""
        row = self._workbench.state.page.rows[index]
        return self._thumbnails.complaint(row) or str(self._workbench.galaxies.id_of(row))

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()
            if self.frame_follows_mouse and index >= 0:
                self._workbench.go_to(self._rows[index])

    def _on_arrived(self, row: int) -> None:
        state = self._workbench.state
        if row in state.page.rows:
            self.viewport().update(self._rect_of(state.page.rows.index(row)))
        elif row in state.upcoming and (pixmap := self._thumbnails.pixmap(row, self._tile_device_px)):
            size = QRectF(self._rect_of(0)).size()
            prepare_tile(size, pixmap, self._look, self.viewport().devicePixelRatioF())

    def _lay_out(self) -> None:
        n_tiles, area = len(self._workbench.state.page.rows), self.viewport().size()
        self._layout = GridLayout.of(n_tiles, area.width(), area.height(), self._tile_px, GAP)
        self._bare = []
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height_px - area.height()))
        bar.setPageStep(area.height())
        bar.setSingleStep(self._layout.tile_px + GAP)
        self.viewport().update()

    def _rect_of(self, index: int) -> QRect:
        left, top = self._layout.corner(index)
        return QRect(left, top - self.verticalScrollBar().value(), self._layout.tile_px, self._layout.tile_px)

    def _index_at(self, point: QPoint) -> int:
        n_tiles = len(self._workbench.state.page.rows)
        return next((index for index in range(n_tiles) if self._rect_of(index).contains(point)), -1)

    def _keep_cursor_in_sight(self) -> None:
        rect, bar = self._rect_of(self._workbench.state.page.cursor), self.verticalScrollBar()
        if rect.top() < GAP:
            bar.setValue(bar.value() + rect.top() - GAP)
        elif rect.bottom() > self.viewport().height() - GAP:
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + GAP)
