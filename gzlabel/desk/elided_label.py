"""A line of text that is shortened where it has no room, and whole in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gzlabel.desk.plain_tip import plain_tip


class ElidedLabel(QLabel):
    """Takes what room it is given.

    Parameters
    ----------
    mode
        Which part is left out.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        if not any(letter.isalnum() for letter in text):
            text = ""  # an ellipsis alone says nothing
        if (self.text() if text != self.text() else "") != self.toolTip():
            self.setToolTip(self.text() if text != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(self.rect(), left, text)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(plain_tip(text))
