"""The dialog that begins a training, and the window that shows what came of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.training_dialog import TrainingDialog
from gzlabel.desk.dialogs.training_window import TrainingWindow
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture
def dialog(workbench: FakeWorkbench, parent: QWidget) -> TrainingDialog:
    return TrainingDialog(workbench, parent)


@pytest.fixture
def window(workbench: FakeWorkbench, look: Look, parent: QWidget) -> Iterator[TrainingWindow]:
    workbench.put(Part.TRAINING, trained=("ring-linear",))
    shown = TrainingWindow(workbench, look, parent)
    yield shown
    shown.deleteLater()


def test_it_says_how_many_are_labelled_and_when_that_is_too_few(dialog: TrainingDialog) -> None:
    assert "1 other, 3 rings" in dialog.message
    assert "Every class needs a handful" in dialog.message
    dialog.target.setCurrentText("ring")
    assert dialog.message == "Labelled: 40 not ring, 20 ring."


def test_an_unknown_target_cannot_be_trained(dialog: TrainingDialog) -> None:
    dialog.target.setCurrentText("lens")
    assert "neither a column nor a tag 'lens'" in dialog.message
    train = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Train")
    assert not train.isEnabled()


def test_a_linear_training_names_no_network(dialog: TrainingDialog, workbench: FakeWorkbench) -> None:
    dialog.target.setCurrentText("ring")
    assert not dialog.network.isEnabled()
    dialog.accept()
    assert ("trainings.start", "ring", "linear", "", {}) in workbench.calls


def test_fine_tuning_names_its_network(dialog: TrainingDialog, workbench: FakeWorkbench) -> None:
    dialog.target.setCurrentText("ring")
    dialog.method.setCurrentIndex(dialog.method.findData("full"))
    dialog.method.activated.emit(dialog.method.currentIndex())
    assert dialog.network.isEnabled()
    dialog.network.setCurrentText("zoobot-convnext-nano")
    dialog.fields.weights.set_text("/tmp/w.pth")
    dialog.accept()
    options = {"weights": "/tmp/w.pth"}
    assert ("trainings.start", "ring", "full", "zoobot-convnext-nano", options) in workbench.calls


def test_the_report_is_drawn_with_its_mistakes(window: TrainingWindow) -> None:
    assert window.figure.pixmap().width() >= 900
    assert [window.mistakes.item(i).text() for i in range(window.mistakes.count())] == [
        "ring\ntaken for not ring",
        "not ring\ntaken for ring",
    ]
    assert not window.mistakes.item(0).icon().isNull()


def test_without_a_classifier_there_is_one_sentence_and_a_way_out(
    workbench: FakeWorkbench, look: Look, parent: QWidget
) -> None:
    window = TrainingWindow(workbench, look, parent)
    offered = [one.text() for one in window.findChildren(QPushButton) if one.isVisibleTo(window)]
    assert offered == ["Close"]
    assert not window.mistakes.isVisibleTo(window)
    assert "No classifier was trained yet" in window.figure.text()
    window.deleteLater()


def test_a_click_on_a_mistake_shows_the_galaxy(window: TrainingWindow, workbench: FakeWorkbench) -> None:
    window.mistakes.itemClicked.emit(window.mistakes.item(0))
    assert ("go_to", 4) in workbench.calls


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("Colour the map by it", ("set_setting", "colour by", "p_ring")),
        ("Start this interest from it", ("trainings.set_prior", "p_ring")),
    ],
)
def test_predictions_are_put_to_use(
    qtbot: QtBot, window: TrainingWindow, workbench: FakeWorkbench, words: str, call: tuple[str, ...]
) -> None:
    button = next(one for one in window.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert call in workbench.calls


def test_nothing_trained_yet_is_said(workbench: FakeWorkbench, look: Look, parent: QWidget) -> None:
    empty = TrainingWindow(workbench, look, parent)
    assert "No classifier was trained yet" in empty.figure.text()
    empty.deleteLater()


def test_the_commands_open_them(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.actions_table.run("learning.train")
    desk.actions_table.run("learning.reports")
    for kind in (TrainingDialog, TrainingWindow):
        opened = desk.findChild(kind)
        assert opened is not None
        opened.close()
