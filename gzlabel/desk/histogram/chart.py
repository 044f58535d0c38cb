"""A histogram: all galaxies as bars, those liked and those selected as lines, each up to its own peak."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzlabel.desk.histogram.edge_words import edge_words
from gzlabel.desk.histogram.marking import Marking
from gzlabel.desk.keys.focus_marks import paint_focus
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.workbench.histograms import Histogram

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HistogramChart(QWidget):
    """Bars over the whole width, their edges beneath.

    Attributes
    ----------
    marking
        The bins that are marked; None where none are.
    is_dragged
        Whether the mouse is about to mark some.

    Signals
    -------
    pointed(int)
        The mouse or the arrows are on this bin; -1 where they are on none.
    chosen(int, int)
        These bins and those between them were marked, and are meant.
    """

    pointed = Signal(int)
    chosen = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._histogram: Histogram | None = None
        self.marking: Marking | None = None
        self.is_dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self.setAccessibleName(self.tr("Histogram"))
        look.changed.connect(self.update)

    def show_histogram(self, histogram: Histogram | None) -> None:
        """Show another, or none; what is marked stays where the bins are the same."""
        before, self._histogram = self._histogram, histogram
        if before is None or histogram is None or not _have_same_bins(before, histogram):
            self.marking, self.is_dragged = None, False
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 140)

    def bin_at(self, x: float) -> int:
        """The bin at this distance from the left edge of the widget, the nearest where there is none."""
        assert self._histogram is not None
        area, n_bins = self._area(), self._histogram.bins.n_bins
        return min(max(int((x - area.left()) / area.width() * n_bins), 0), n_bins - 1)

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self._histogram is None or not self._is_ours(event):
            super().keyPressEvent(event)
        elif step is None:
            self._choose()
        else:
            widens = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            n_bins = self._histogram.bins.n_bins
            start = self.marking or Marking(-1 if step > 0 else n_bins, -1 if step > 0 else n_bins)
            self._mark(start.led(step, n_bins, widens=widens and self.marking is not None))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._histogram is not None and event.button() == Qt.MouseButton.LeftButton:
            place = self.bin_at(event.position().x())
            self.is_dragged = True
            self._mark(Marking(place, place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._histogram is None:
            return
        place = self.bin_at(event.position().x())
        if self.is_dragged and self.marking is not None:
            self._mark(Marking(self.marking.anchor, place))
        else:
            self.pointed.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_dragged and event.button() == Qt.MouseButton.LeftButton:
            self.is_dragged = False
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._histogram is None:
            return
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            self._paint_marking(painter)
            self._paint_bars(painter, self._histogram.kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_steps(painter, self._histogram.liked, QPen(self._look.colour("accent"), 2))
            dotted = QPen(self._look.colour("text"), 1.4, Qt.PenStyle.DotLine)
            self._paint_steps(painter, self._histogram.selected, dotted)
            self._paint_axis(painter)
            if self.hasFocus():
                paint_focus(painter, self.rect(), self._look)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """An arrow alone or with Shift, or a choosing key alone, where there is something to mark."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _STEPS:
            held &= ~Qt.KeyboardModifier.ShiftModifier
        return self._histogram is not None and not held and event.key() in (*_STEPS, *_CHOOSING)

    def _mark(self, marking: Marking) -> None:
        self.marking = marking
        self.pointed.emit(marking.end)
        self.update()

    def _choose(self) -> None:
        if self.marking is not None:
            self.chosen.emit(self.marking.first, self.marking.last)

    def _area(self) -> QRectF:
        axis_px = self._look.pixels("small") + GAP
        return QRectF(self.rect()).adjusted(HALF, HALF, -HALF, -axis_px)

    def _boxes(self, counts: NDArray[np.int64]) -> list[QRectF]:
        """One a bin, as high as its count over the highest."""
        area, peak = self._area(), max(int(counts.max(initial=0)), 1)
        width = area.width() / len(counts)
        heights = counts / peak * area.height()
        return [
            QRectF(_across(area, place, len(counts)), area.bottom() - height, width, height)
            for place, height in enumerate(heights.tolist())
        ]

    def _paint_bars(self, painter: QPainter, counts: NDArray[np.int64]) -> None:
        for box in self._boxes(counts):
            painter.fillRect(box.adjusted(0, 0, -1, 0), self._look.colour("muted", 0.45))

    def _paint_steps(self, painter: QPainter, counts: NDArray[np.int64], pen: QPen) -> None:
        if counts.any():
            corners = [corner for box in self._boxes(counts) for corner in (box.topLeft(), box.topRight())]
            area = self._area()
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([area.bottomLeft(), *corners, area.bottomRight()]))

    def _paint_marking(self, painter: QPainter) -> None:
        if self.marking is not None and self._histogram is not None:
            area, n_bins = self._area(), self._histogram.bins.n_bins
            left, right = (
                _across(area, place, n_bins) for place in (self.marking.first, self.marking.last + 1)
            )
            band = QRectF(left, area.top(), right - left, area.height())
            painter.fillRect(band, self._look.colour("selection"))

    def _paint_axis(self, painter: QPainter) -> None:
        """As many edges as there is room for, each written below its place."""
        assert self._histogram is not None
        area, edges = self._area(), self._histogram.bins.edges
        painter.setPen(self._look.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(self._look.colour("muted"))
        metrics = painter.fontMetrics()
        n_decimals = self._histogram.bins.n_decimals
        words = [edge_words(edge, n_decimals) for edge in edges.tolist()]
        widest = max(metrics.horizontalAdvance(one) for one in words) + 2 * GAP
        every = next(
            (step for step in (1, 2, 5, 10, 20) if step * area.width() / (len(edges) - 1) >= widest), 40
        )
        for place in range(0, len(edges), every):
            width = metrics.horizontalAdvance(words[place])
            left = min(max(_across(area, place, len(edges) - 1) - width / 2, 0.0), self.width() - width)
            painter.drawText(QPointF(left, self.height() - HALF), words[place])


def _across(area: QRectF, place: int, n_bins: int) -> float:
    """Where a bin begins."""
    return area.left() + place / n_bins * area.width()


def _have_same_bins(one: Histogram, other: Histogram) -> bool:
    return one.name == other.name and np.array_equal(one.bins.edges, other.bins.edges)
