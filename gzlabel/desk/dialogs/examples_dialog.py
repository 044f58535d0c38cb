"""Examples of each class of a column, beside each other."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.example_sheet import ExampleSheet
from gzlabel.desk.dialogs.number_fields import NumberField
from gzlabel.desk.style.look import GAP, Look
from gzlabel.desk.thumbnails import Thumbnails

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class ExamplesDialog(QDialog):
    """Chooses a column, how many galaxies, and how many letters of a code make the class."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Examples by class"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 640)
        self.columns, self.n_examples, self.n_letters = QComboBox(self), NumberField(self), NumberField(self)
        self.sheet = ExampleSheet(look, thumbnails, self)
        self._words = QLabel(self.tr("Looking for columns of classes…"), self)
        self._is_open = True
        self._arrange()
        for signal in (self.columns.activated, self.n_examples.valueChanged, self.n_letters.valueChanged):
            signal.connect(self._ask)
        self.sheet.chosen.connect(workbench.go_to)
        workbench.classes.columns(self._on_columns)

    def done(self, result: int) -> None:
        self._is_open = False
        super().done(result)

    def _arrange(self) -> None:
        self.columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.n_examples.setRange(1, 20)
        self.n_examples.setValue(7)
        self.n_letters.setRange(0, 12)
        self.n_letters.setSpecialValueText(self.tr("all"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for words, field in (
            (self.tr("Column"), self.columns),
            (self.tr("Galaxies"), self.n_examples),
            (self.tr("Letters of a code"), self.n_letters),
        ):
            field.setAccessibleName(words)
            row.addWidget(QLabel(words, self))
            row.addWidget(field)
        row.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(self.sheet)
        self._words.setProperty("role", "caption")
        DialogColumn(self, row, self._words, area, spacing=GAP).setStretchFactor(area, 1)

    def _on_columns(self, names: tuple[str, ...]) -> None:
        if not self._is_open:
            return
        self.columns.addItems(names)
        self._words.setText(
            self.tr("Chosen by chance; a click shows a galaxy large.")
            if names
            else self.tr("No column of this catalogue holds classes.")
        )
        self._ask()

    def _ask(self) -> None:
        column, letters = self.columns.currentText(), self.n_letters.value() or None
        if column:
            self._workbench.classes.examples(
                column, self.n_examples.value(), self._on_examples, prefix=letters
            )

    def _on_examples(self, examples: Any) -> None:
        if self._is_open:
            self.sheet.show_classes(examples)
