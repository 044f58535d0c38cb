"""What the mouse draws on the map to select: a lasso, or a rectangle."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gzlabel.desk.style.look import Look


class Tool(Enum):
    """What dragging with the left button does."""

    MOVE = "move"
    LASSO = "lasso"
    RECTANGLE = "rectangle"


class Trail:
    """The line being drawn; empty when none is."""

    def __init__(self) -> None:
        self._tool, self._start, self._line = Tool.MOVE, QPointF(), QPolygonF()

    @property
    def is_drawn(self) -> bool:
        """Whether a line is being drawn."""
        return not self._line.isEmpty()

    def begin(self, tool: Tool, point: QPointF) -> None:
        """Start at ``point``; a rectangle with its tool, else a lasso."""
        self._tool, self._start, self._line = tool, point, QPolygonF([point])

    def extend(self, point: QPointF) -> None:
        """Draw on to ``point``."""
        if self._tool is Tool.RECTANGLE:
            self._line = QPolygonF(QRectF(self._start, point).normalized())
        else:
            self._line.append(point)

    def finish(self) -> QPolygonF:
        """The line, which is no longer drawn."""
        line, self._line = self._line, QPolygonF()
        return line

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint it, filled lightly."""
        if self._line.size() > 1:
            painter.setPen(QPen(look.colour("accent"), 1.5))
            painter.setBrush(look.colour("accent", 0.15))
            painter.drawPolygon(self._line)
