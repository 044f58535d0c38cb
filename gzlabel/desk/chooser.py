"""A list to choose from that gives way where there is little room: at large text the window still fits the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

_LEAST_PX = 120


class Chooser(QComboBox):
    """As wide as its longest entry, or narrower."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(_LEAST_PX, whole.width()), whole.height())
