"""The kept picture of marks is the one that would be painted from scratch."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gzlabel.atlas import View
from gzlabel.desk.map.lasting_marks import LastingMarks
from gzlabel.desk.map.marks import Frame
from gzlabel.desk.style.look import Look
from gzlabel.workbench.state import Decision, State

_POSITIONS = np.array([[0.2, 0.2], [0.8, 0.3], [0.5, 0.9]], dtype=np.float32)


def painted(marks: LastingMarks, state: State) -> QImage:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    marks.paint(painter, state, _POSITIONS, Frame(View(0.0, 1.0, 0.0, 1.0), 60, 60))
    painter.end()
    return image


def test_adding_undoing_and_selecting_give_what_painting_anew_gives(qtbot: QtBot, qapp: QApplication) -> None:
    look = Look(qapp)
    kept = LastingMarks(look)
    one, two = (Decision(row, "rating", rating, "Vera", "", 1.0) for row, rating in ((0, 5), (1, 0)))
    nothing = State(interest="rings", interests=("rings",), n_galaxies=3)
    steps = [
        nothing,
        replace(nothing, decisions={0: one}),
        replace(nothing, decisions={0: one, 1: two}),
        replace(nothing, decisions={1: two}),
        replace(nothing, decisions={1: replace(two, rating=4)}),
        replace(nothing, decisions={}, selection=np.array([2])),
    ]
    images = [painted(kept, state) for state in steps]
    assert images == [painted(LastingMarks(look), state) for state in steps]
    assert images[0] != images[1] != images[2]
