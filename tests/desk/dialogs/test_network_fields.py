"""What a network is told in the dialogs that use one."""

import pytest
from PySide6.QtWidgets import QWidget

from gzlabel.desk.dialogs.network_fields import NetworkFields
from gzlabel.desk.dialogs.training_dialog import TrainingDialog
from gzlabel.desk.dialogs.vectors_dialog import VectorsDialog
from gzlabel.desk.style.look import Look
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture
def fields(parent: QWidget) -> NetworkFields:
    return NetworkFields(parent)


def test_nothing_given_is_nothing_said(fields: NetworkFields) -> None:
    assert fields.options == {}
    assert fields.can_be_read


def test_a_mean_of_nought_is_a_mean(fields: NetworkFields) -> None:
    fields.mean.setText("0")
    assert fields.options == {"mean": 0.0}


def test_what_is_given_is_read_as_on_the_command_line(fields: NetworkFields) -> None:
    fields.arguments.setText("pad_type=same  drop_rate=0.1")
    fields.mean.setText("0.485, 0.456 0.406")
    fields.deviation.setText("0.5")
    assert fields.options == {
        "model_args": {"pad_type": "same", "drop_rate": 0.1},
        "mean": [0.485, 0.456, 0.406],
        "std": 0.5,
    }


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("arguments", "same", "'same' is not of the form NAME=VALUE"),
        ("mean", "half", "'half' is neither one number nor three"),
        ("deviation", "0.5 0.5", "'0.5 0.5' is neither one number nor three"),
    ],
)
def test_what_cannot_be_read_is_told_until_it_can(
    fields: NetworkFields, field: str, text: str, message: str
) -> None:
    getattr(fields, field).setText(text)
    assert not fields.can_be_read
    assert message in fields.message.text()
    fields.set_enabled(False)
    assert fields.can_be_read
    assert fields.options == {}


def test_a_training_begins_only_when_all_can_be_read(parent: QWidget, workbench: FakeWorkbench) -> None:
    dialog = TrainingDialog(workbench, parent)  # type: ignore[arg-type]
    dialog.target.setCurrentText("ring")
    dialog.method.setCurrentIndex(dialog.method.findData("full"))
    dialog.method.activated.emit(dialog.method.currentIndex())
    dialog.fields.mean.setText("half")
    assert not dialog._train.isEnabled()
    dialog.fields.mean.setText("0.5")
    dialog.fields.arguments.setText("pad_type=same")
    assert dialog._train.isEnabled()
    dialog.accept()
    options = {"model_args": {"pad_type": "same"}, "mean": 0.5}
    assert ("trainings.start", "ring", "full", "", options) in workbench.calls


def test_vectors_begin_only_when_all_can_be_read(parent: QWidget, workbench: FakeWorkbench) -> None:
    dialog = VectorsDialog(workbench, parent)  # type: ignore[arg-type]
    dialog.encoder.setCurrentText("mobilenetv2_100")
    dialog.fields.arguments.setText("pad_type")
    assert not dialog._begin.isEnabled()
    dialog.fields.arguments.setText("pad_type=same")
    dialog.fields.deviation.setText("0.5")
    dialog.accept()
    options = {"model_args": {"pad_type": "same"}, "std": 0.5}
    assert workbench.calls[-1] == ("embed", "mobilenetv2_100", options)


@pytest.mark.parametrize("kind", [TrainingDialog, VectorsDialog])
def test_nothing_is_cut_off_where_the_text_is_twice_as_large(
    parent: QWidget, workbench: FakeWorkbench, look: Look, kind: type[TrainingDialog | VectorsDialog]
) -> None:
    look.choose("light", 2.0)
    dialog = kind(workbench, parent)  # type: ignore[arg-type]
    dialog.adjustSize()
    hint = dialog.fields.arguments
    assert hint.fontMetrics().horizontalAdvance(hint.placeholderText()) < dialog.width() / 2
    assert dialog.width() >= dialog.sizeHint().width()
    assert dialog.width() < 1280
    assert dialog.height() < 800
    look.choose("light", 1.0)
