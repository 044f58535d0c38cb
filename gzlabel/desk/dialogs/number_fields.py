"""Fields for figures, indented as every other field is, with the decimal point of the language in force.

Style sheets have no say in the line within Qt's spin boxes, so its margin is set here.
"""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

from gzlabel.desk.words.language import in_force

_INDENT_PX = 7
"""As far as the padding and the frame of a plain line bring its text."""


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _adapt(self)


class FigureField(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _adapt(self)


def _adapt(field: QAbstractSpinBox) -> None:
    field.setLocale(QLocale(in_force()))
    field.lineEdit().setTextMargins(_INDENT_PX, 0, 0, 0)
