"""How brightness becomes a picture: curve, interval, contrast, bias, bands; every change is seen at once."""

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSlider,
    QWidget,
)

from gzlabel.catalogue.images import Stretch
from gzlabel.catalogue.images.stretch import Curve, Interval
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.number_fields import FigureField
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.language import translated

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_STEPS = 100
_LEAST_RANGE = 1e-4


class StretchDialog(QDialog):
    """Controls of the stretch; the desk behind it follows."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Stretch of the images"))
        self.setModal(False)
        self.curve, self.interval = QComboBox(self), QComboBox(self)
        for chooser, names in ((self.curve, get_args(Curve)), (self.interval, get_args(Interval))):
            for name in names:
                chooser.addItem(translated(name), name)
        self.black, self.white = FigureField(self), FigureField(self)
        self.contrast, self.bias = (QSlider(Qt.Orientation.Horizontal, self) for _ in range(2))
        self.bands, self.invert = QLineEdit(self), QCheckBox(self.tr("Sky white"), self)
        self.bands.setPlaceholderText(self.tr("chosen by itself; three names, or one"))
        self._arrange()
        self._before = workbench.state.stretch
        self.show_stretch(workbench.state.stretch or Stretch())
        self.curve.activated.connect(self._on_changed)
        self.interval.activated.connect(self._on_changed)
        self.black.valueChanged.connect(self._on_changed)
        self.white.valueChanged.connect(self._on_changed)
        self.contrast.valueChanged.connect(self._on_changed)
        self.bias.valueChanged.connect(self._on_changed)
        self.bands.editingFinished.connect(self._on_bands)
        self.invert.toggled.connect(self._on_changed)

    def show_stretch(self, stretch: Stretch) -> None:
        """Set every control to what ``stretch`` says, and change nothing."""
        levels = (self.black, self.white, self.contrast, self.bias)
        controls: tuple[QWidget, ...] = (self.curve, self.interval, *levels, self.bands, self.invert)
        for control in controls:
            control.blockSignals(True)
        self.curve.setCurrentIndex(self.curve.findData(stretch.curve))
        self.interval.setCurrentIndex(self.interval.findData(stretch.interval))
        self.black.setValue(stretch.black)
        self.white.setValue(stretch.white)
        self._enable_levels()
        self.contrast.setValue(round(_STEPS * (stretch.contrast - 0.1) / 3.9))
        self.bias.setValue(round(_STEPS * stretch.bias))
        self.bands.setText(", ".join(str(band) for band in stretch.bands or ()))
        self.invert.setChecked(stretch.invert)
        for control in controls:
            control.blockSignals(False)

    def done(self, result: int) -> None:
        if self._workbench.state.stretch != self._before:
            self._workbench.stretch.set(self._workbench.state.stretch)
        super().done(result)

    def reset(self) -> None:
        """Show the images as they come."""
        self._workbench.stretch.set(None)
        self.show_stretch(Stretch())

    def _on_bands(self) -> None:
        """The field was left; images that are shown as they come stay so where nothing was typed."""
        if self.bands.isModified():
            self.bands.setModified(False)
            self._on_changed()

    def _on_changed(self) -> None:
        bands = tuple(band.strip() for band in self.bands.text().split(",") if band.strip())
        changes: dict[str, object] = {
            "curve": self.curve.currentData(),
            "interval": self.interval.currentData(),
            "black": self.black.value(),
            "white": max(self.white.value(), self.black.value() + _LEAST_RANGE),
            "contrast": 0.1 + 3.9 * self.contrast.value() / _STEPS,
            "bias": self.bias.value() / _STEPS,
            "invert": self.invert.isChecked(),
        }
        self._enable_levels()
        if len(bands) in (0, 1, 3):
            changes["bands"] = bands or None
        self._workbench.stretch.change(changes, keep=False)

    def _enable_levels(self) -> None:
        for level in (self.black, self.white):
            level.setEnabled(self.interval.currentData() == "fixed")

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        rows = (
            (self.tr("Curve"), self.curve),
            (self.tr("Interval"), self.interval),
            (self.tr("Black at"), self.black),
            (self.tr("White at"), self.white),
            (self.tr("Contrast"), self.contrast),
            (self.tr("Bias"), self.bias),
            (self.tr("Bands"), self.bands),
            ("", self.invert),
        )
        for title, control in rows:
            form.addRow(title, control)
            control.setAccessibleName(title or self.invert.text())
        for level in (self.black, self.white):
            level.setRange(-1e9, 1e9)
            level.setDecimals(4)
            level.setStepType(FigureField.StepType.AdaptiveDecimalStepType)
            level.setToolTip(self.tr("In the images' own unit, where the interval is fixed"))
        for slider in (self.contrast, self.bias):
            slider.setRange(0, _STEPS)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        reset = buttons.addButton(self.tr("Reset"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.setAutoDefault(False)
        reset.clicked.connect(self.reset)
        buttons.rejected.connect(self.reject)
        DialogColumn(self, form, buttons).addStrut(408)
