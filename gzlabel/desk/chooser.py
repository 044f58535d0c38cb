"""A list to choose from that gives way where there is little room: at large text the window still fits the screen."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

_LEAST_PX = 120


class Chooser(QComboBox):
    """As wide as its longest entry, or narrower; what is cut off is told by an ellipsis."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def offer(self, entries: Mapping[str, str], present: object) -> None:
        """Offer names, shown in these words, and choose the ``present`` one, or the first where there is no such."""
        if [*entries] != [self.itemData(index) for index in range(self.count())]:
            self.clear()
            for name, words in entries.items():
                self.addItem(words, name)
        self.setCurrentIndex(max(0, self.findData(present)))

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(_LEAST_PX, whole.width()), whole.height())

    def shown_text(self) -> str:
        """The present entry, as much of it as there is room for."""
        return self._option().currentText

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        with QPainter(self) as painter:
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
            self.style().drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width()
        )
        return option
