"""The columns of one galaxy in two columns of text; what has no room is shortened, and whole in the tooltip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import GAP, HALF, Look

_MOST = 8
_DIGITS = 7


class Facts(QWidget):
    """Names and values of a catalogue row."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._facts: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Catalogue columns of the current galaxy"))
        look.changed.connect(self.updateGeometry)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show the first few, and all of them in the tooltip."""
        before = self._n_rows
        self._facts = facts[:_MOST]
        words = "\n".join(f"{name}: {value}" for name, value in facts)
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(words)
        if self._n_rows != before:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._n_rows * self._line_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            column_px = self.width() if len(self._facts) == 1 else (self.width() - GAP) // 2
            for index, (name, value) in enumerate(self._facts):
                left, top = index % 2 * (column_px + GAP), index // 2 * self._line_px
                self._paint_fact(painter, QRect(left, top, column_px, self._line_px), name, value)

    @property
    def _line_px(self) -> int:
        return self._look.pixels("small") + HALF

    @property
    def _n_rows(self) -> int:
        return -(-len(self._facts) // 2)

    def _paint_fact(self, painter: QPainter, rect: QRect, name: str, value: str) -> None:
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        shown = metrics.elidedText(short_number(value), Qt.TextElideMode.ElideRight, rect.width() * 3 // 5)
        painter.setPen(self._look.colour("text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | middle), shown)
        room = rect.width() - metrics.horizontalAdvance(shown) - HALF
        painter.setPen(self._look.colour("muted"))
        label = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | middle), label)


def short_number(text: str) -> str:
    """A number of many digits with seven of them; anything else as it is, whole numbers and names above all."""
    if "." not in text or len(text) <= _DIGITS + 1:
        return text
    try:
        return f"{float(text):.{_DIGITS}g}"
    except ValueError:
        return text
