"""Words over a view that has the keyboard give way where they would hide it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from gzlabel.desk.keys.focus_marks import paint_hint
from gzlabel.desk.style.look import Look

WORDS = "Arrows move the cross, with Shift faster; the space bar sets a corner."


@pytest.mark.parametrize(
    ("height", "is_new", "is_shown"),
    [(600, True, True), (600, False, True), (80, True, True), (80, False, False)],
)
def test_a_hint_that_hides_much_goes_with_the_first_key(
    look: Look, height: int, is_new: bool, is_shown: bool
) -> None:
    image = QImage(200, height, QImage.Format.Format_RGB32)
    image.fill(0)
    blank = image.copy()
    with QPainter(image) as painter:
        paint_hint(painter, QRect(0, 0, 200, height), WORDS, look, is_new=is_new)
    assert (image != blank) is is_shown
