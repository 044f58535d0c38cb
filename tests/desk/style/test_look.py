"""What is written can be read, in every theme."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gzlabel.desk.style.look import Look, contrast
from gzlabel.desk.style.theme import THEMES
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Job, Part
from tests.desk.fake_workbench import FakeWorkbench

_LARGE_TEXT = 3.0
"""Least contrast of bold digits, WCAG 2.2, 1.4.3."""


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_the_digit_of_every_rating_can_be_read(qapp: QApplication, look: Look, theme: str) -> None:
    before = look.choice
    look.choose(theme)
    contrasts = [contrast(look.text_on(colour), colour) for colour in map(look.rating_colour, range(6))]
    look.choose(before)
    assert min(contrasts) >= _LARGE_TEXT, contrasts


@pytest.mark.parametrize(("theme", "least"), [("light", 4.5), ("dark", 4.5), ("red", 3.5)])
def test_small_grey_words_can_be_read_and_all_others_better(theme: str, least: float) -> None:
    """The dome's red keeps the eye dark: nothing pure red reaches more than 5.3 on black."""
    colours = THEMES[theme]
    for ground in (colours.window, colours.panel):
        assert contrast(QColor(colours.muted), QColor(ground)) >= least
        assert contrast(QColor(colours.text), QColor(ground)) >= 4.5
        assert contrast(QColor(colours.accent), QColor(ground)) >= 4.5


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
def test_buttons_are_as_high_as_the_fields_beside_them(
    look: Look, parent: QWidget, text_scale: float
) -> None:
    look.choose("light", text_scale)
    kinds = (QPushButton, QLineEdit, QComboBox, QSpinBox)
    heights = {kind.__name__: kind(parent).sizeHint().height() for kind in kinds}
    look.choose("system", 1.0)
    assert len(set(heights.values())) == 1, heights


def _primary(parent: QWidget) -> QPushButton:
    button = QPushButton("Write", parent)
    button.setDefault(True)
    return button


def _ticked(kind: type[QCheckBox | QRadioButton]) -> Callable[[QWidget], QWidget]:
    def made(parent: QWidget) -> QWidget:
        box = kind("all", parent)
        box.setChecked(True)
        return box

    return made


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "made",
    [
        QPushButton,
        _primary,
        QToolButton,
        QLineEdit,
        QPlainTextEdit,
        QComboBox,
        QSpinBox,
        partial(QSlider, Qt.Orientation.Horizontal),
        QCheckBox,
        QRadioButton,
        _ticked(QCheckBox),
        _ticked(QRadioButton),
    ],
)
def test_the_keyboard_can_be_seen_on_every_control(
    look: Look, qtbot: QtBot, theme: str, made: Callable[[QWidget], QWidget]
) -> None:
    look.choose(theme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    control, other = made(dialog), QPushButton("elsewhere", dialog)
    other.setAutoDefault(False)
    column = QVBoxLayout(dialog)
    column.addWidget(control)
    column.addWidget(other)
    dialog.show()
    qtbot.waitActive(dialog)
    pictures = []
    for focused in (other, control):
        focused.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert focused.hasFocus()
        pictures.append(control.grab().toImage())
    dialog.close()
    look.choose("system", 1.0)
    assert pictures[0] != pictures[1]


def test_a_long_job_does_not_push_the_window_off_the_screen(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    desk.look.choose("light", 2.0)
    QApplication.processEvents()
    job = Job("atlas", "Map", "First map, from landmarks, and a good deal more to say of it " * 3, None)
    workbench.put(Part.JOBS, jobs=(job, job))
    QApplication.processEvents()
    assert desk.minimumSizeHint().width() <= 1280
    desk.look.choose("system", 1.0)


@pytest.mark.parametrize("name", ["export", "new_interest", "combine", "trust", "stretch", "tag_keys"])
def test_large_text_has_room_in_a_dialog(desk: DeskWindow, name: str) -> None:
    desk.look.choose("light", 2.0)
    getattr(desk.dialogs, name)()
    dialog = next(one for one in desk.findChildren(QDialog) if one.isVisible())
    QApplication.processEvents()
    cut = [
        one.text()
        for one in dialog.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.sizeHint().width()
    ]
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.look.choose("system", 1.0)
    assert not cut
