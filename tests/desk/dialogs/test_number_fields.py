"""Fields for figures look like every other field."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from gzlabel.desk.dialogs.number_fields import FigureField, NumberField
from gzlabel.desk.style.look import Look


def _text_left(widget: QWidget) -> int:
    """First column inside the frame that is not of one colour."""
    image: QImage = widget.grab().toImage()
    inside = QRect(2, 5, image.width() // 2, image.height() - 10)
    background = QColor(image.pixel(inside.topLeft()))
    return next(
        x
        for x in range(inside.left(), inside.right())
        if any(QColor(image.pixel(x, y)) != background for y in range(inside.top(), inside.bottom()))
    )


@pytest.mark.parametrize("theme", ["light", "dark", "red"])
def test_text_begins_where_that_of_a_line_does(parent: QWidget, look: Look, theme: str) -> None:
    look.choose(theme, 1.0)
    line, whole, decimal = QLineEdit("8", parent), NumberField(parent), FigureField(parent)
    whole.setValue(8)
    decimal.setValue(8)
    for one in (line, whole, decimal):
        one.resize(120, one.sizeHint().height())
        one.ensurePolished()
    assert _text_left(whole) == _text_left(line)
    assert _text_left(decimal) == _text_left(line)
    assert whole.sizeHint().height() == decimal.sizeHint().height() == line.sizeHint().height()
    look.choose("system", 1.0)
