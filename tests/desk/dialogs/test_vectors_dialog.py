"""Another encoder, chosen in the desk."""

from gzlabel.desk.dialogs.vectors_dialog import VectorsDialog
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench


def test_encoder_weights_and_views_are_handed_over(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    dialog = VectorsDialog(workbench, desk)  # type: ignore[arg-type]
    assert not dialog.fields.weights.isEnabled(), "the training-free encoder has none"
    dialog.encoder.setCurrentText("mobilenetv2_100")
    dialog.fields.weights.set_text("/galaxies/mobilenetv2_100.pth")
    dialog.views.setCurrentIndex(dialog.views.findData(4))
    dialog.accept()
    options = {"weights": "/galaxies/mobilenetv2_100.pth", "n_views": 4}
    assert workbench.calls[-1] == ("embed", "mobilenetv2_100", options)


def test_nothing_begins_without_an_encoder(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    dialog = VectorsDialog(workbench, desk)  # type: ignore[arg-type]
    dialog.encoder.setCurrentText(" ")
    assert not dialog._begin.isEnabled()
    dialog.close()
