"""Fields for figures, indented as every other field is.

Style sheets have no say in the line within Qt's spin boxes, so its margin is set here.
"""

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

_INDENT_PX = 7
"""As far as the padding and the frame of a plain line bring its text."""


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _indent(self)


class FigureField(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _indent(self)


def _indent(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_INDENT_PX, 0, 0, 0)
