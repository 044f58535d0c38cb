"""A list of lines of one height, painted by ourselves: as quick with 250,000 lines as with ten."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from gzlabel.desk.keys.focus_marks import paint_focus
from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import GAP, Look

_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
}


class LineList(QAbstractScrollArea):
    """Lines to look at and choose from; a subclass paints one in `paint_line`.

    The mouse leaves the keyboard where it is, with the page; Tab brings it here.

    Signals
    -------
    chosen(int)
        A line was clicked, or the space bar or Return pressed on it.
    opened(int)
        A line was double-clicked, or Return pressed on it.
    asked(int, QPoint)
        A line's menu was asked for, at this place on the screen.
    """

    chosen = Signal(int)
    opened = Signal(int)
    asked = Signal(int, QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._n_lines, self._line_px = 0, 24
        self._current, self._hovered = -1, -1
        self._on_screen: dict[int, object] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        look.changed.connect(self._on_look)

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Paint one line; the background is there already."""
        raise NotImplementedError

    def line_height(self) -> int:
        """Height of a line in pixels, for the present size of text."""
        raise NotImplementedError

    def shown(self, index: int) -> object:
        """What a line shows, to be compared with what it showed before; here, never twice the same."""
        return object()

    def nothing_text(self) -> str:
        """What an empty list says."""
        return ""

    def tip(self, index: int) -> str:
        """What is to be said of a line under the mouse, or read out of the chosen one."""
        return ""

    @property
    def current(self) -> int:
        """Index of the chosen line; -1 for none."""
        return self._current

    @property
    def n_lines(self) -> int:
        """How many lines there are."""
        return self._n_lines

    @property
    def line_px(self) -> int:
        """Height of a line in pixels."""
        return self._line_px

    def set_lines(self, n_lines: int) -> None:
        """Show this many lines."""
        self._n_lines, self._line_px = n_lines, self.line_height()
        self._current = min(self._current, n_lines - 1)
        self._set_range()
        self._on_screen.clear()
        self.viewport().update()

    def refresh(self) -> None:
        """Paint the lines in sight that show something else than what is on the screen."""
        if self._n_lines == 0:
            self.viewport().update()
        in_sight = {index: self.shown(index) for index in self._lines_in(self.viewport().rect())}
        for index, shown in in_sight.items():
            if index not in self._on_screen or self._on_screen[index] != shown:
                self.viewport().update(self.rect_of(index))
        self._on_screen = in_sight

    def set_current(self, index: int) -> None:
        """Mark a line and bring it into sight; -1 marks none."""
        self._current = min(max(index, -1), self._n_lines - 1)
        self.setAccessibleDescription(self.tip(self._current) if self._current >= 0 else "")
        rect, bar = self.rect_of(self._current), self.verticalScrollBar()
        if self._current >= 0 and rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif self._current >= 0 and rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + min(rect.top(), rect.bottom() - self.viewport().height()))
        self.viewport().update()

    def rect_of(self, index: int) -> QRect:
        """Where a line lies in the viewport."""
        top = index * self._line_px - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._line_px)

    def index_at(self, point: QPoint) -> int:
        """Index of the line at a point of the viewport; -1 for none."""
        index = (point.y() + self.verticalScrollBar().value()) // self._line_px
        return index if 0 <= index < self._n_lines else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self.look.colour("panel"))
            if self._n_lines == 0:
                self._paint_nothing(painter)
                return
            for index in self._lines_in(event.rect()):
                if event.region().intersects(self.rect_of(index)):
                    self._paint(painter, index)
            if self.hasFocus():
                paint_focus(painter, self.viewport().rect(), self.look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_range()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().toPoint())
        if index < 0:
            return
        self.set_current(index)
        if event.button() == Qt.MouseButton.RightButton:
            self.asked.emit(index, event.globalPosition().toPoint())
        else:
            self.chosen.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().toPoint())
        if index >= 0:
            self.opened.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.tip(index)) if index >= 0 else "", self)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        a_page = max(1, self.viewport().height() // self._line_px - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -a_page,
            Qt.Key.Key_PageDown: a_page,
            Qt.Key.Key_Home: -self._n_lines,
            Qt.Key.Key_End: self._n_lines,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.set_current(min(max(self._current + steps[key], 0), self._n_lines - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.chosen.emit(self._current)
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Space and self._current >= 0:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(280, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 3 * self._line_px)

    def _lines_in(self, area: QRect) -> range:
        """Indices of the lines in an area of the viewport."""
        scrolled = self.verticalScrollBar().value()
        first, last = ((y + scrolled) // self._line_px for y in (area.top(), area.bottom()))
        return range(max(0, first), min(last + 1, self._n_lines))

    def _paint(self, painter: QPainter, index: int) -> None:
        rect = self.rect_of(index)
        if index == self._current:
            painter.fillRect(rect, self.look.colour("selection"))
        elif index == self._hovered:
            painter.fillRect(rect, self.look.colour("raised", 0.6))
        painter.save()
        self.paint_line(painter, rect, index)
        painter.restore()
        if index in self._on_screen and self._on_screen[index] != self.shown(index):
            del self._on_screen[index]  # painted between two refreshes, perhaps in part

    def _on_look(self) -> None:
        self.set_lines(self._n_lines)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def _set_range(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._n_lines * self._line_px - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._line_px)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setPen(self.look.colour("muted"))
        painter.setFont(self.look.font())
        area = self.viewport().rect().adjusted(2 * GAP, 2 * GAP, -2 * GAP, -2 * GAP)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self.nothing_text())


def _is_ours(event: QKeyEvent) -> bool:
    """Keys that move within a list belong to it while it has the focus, not to the window."""
    others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return Qt.Key(event.key()) in _KEYS and not others
