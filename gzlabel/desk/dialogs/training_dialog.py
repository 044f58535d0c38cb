"""Asks what a classifier is to learn, and how."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.network_fields import WIDEST_FIELD, NetworkFields
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.language import translated
from gzlabel.embedding import encoder_names
from gzlabel.errors import UserError
from gzlabel.workbench.training import METHODS

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class TrainingDialog(QDialog):
    """Target, method and, for fine-tuning, the network; says how many galaxies are labelled."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Train a classifier"))
        self.setMinimumWidth(max(560, WIDEST_FIELD * self.fontMetrics().averageCharWidth()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.target, self.method, self.network = (QComboBox(self) for _ in range(3))
        self.fields = NetworkFields(self)
        self._is_known = False
        self._words, self._buttons = QLabel(self), QDialogButtonBox(self)
        self._train = self._buttons.addButton(self.tr("Train"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._arrange()
        self._connect()
        self._on_target()
        self._on_method()

    @property
    def message(self) -> str:
        """What it says of the labels."""
        return self._words.text()

    def accept(self) -> None:
        fine_tuned = self.method.currentData() != "linear"
        self._workbench.trainings.start(
            self.target.currentText().strip(),
            str(self.method.currentData()),
            self.network.currentText().strip() if fine_tuned else "",
            self.fields.options,
        )
        super().accept()

    def _fill(self) -> None:
        self.target.setEditable(True)
        self.target.addItems(list(self._workbench.trainings.targets()))
        for name, words in METHODS.items():
            self.method.addItem(translated(words), name)
        self.network.setEditable(True)
        self.network.addItem("")
        self.network.addItems([name for name in encoder_names() if name != "morphology"])
        line = self.network.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("the one that made the vectors"))

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        rows = (
            (self.tr("Learn"), self.target),
            (self.tr("How"), self.method),
            (self.tr("Network"), self.network),
            *self.fields.rows,
        )
        for words, widget in rows:
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        self._words.setWordWrap(True)
        DialogColumn(self, form, self.fields.message, self._words, self._buttons)

    def _connect(self) -> None:
        self._train.setDefault(True)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.target.currentTextChanged.connect(self._on_target)
        self.method.activated.connect(self._on_method)
        self.fields.changed.connect(self._on_fields)

    def _on_target(self) -> None:
        try:
            counts = self._workbench.trainings.counts(self.target.currentText().strip())
        except UserError as error:
            self._say(str(error), is_error=True)
        else:
            listed = ", ".join(told("{0:,} {1}", n, name) for name, n in counts.items())
            few = min(counts.values(), default=0) < 2
            words = (
                self.tr("Labelled: {0}. Every class needs a handful.") if few else self.tr("Labelled: {0}.")
            )
            self._say(words.format(listed), is_error=few)

    def _on_method(self) -> None:
        fine_tuned = self.method.currentData() != "linear"
        self.network.setEnabled(fine_tuned)
        self.fields.set_enabled(fine_tuned)

    def _on_fields(self) -> None:
        self._train.setEnabled(self._is_known and self.fields.can_be_read)

    def _say(self, text: str, *, is_error: bool) -> None:
        self._words.setProperty("role", "error" if is_error else "caption")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(text)
        self._is_known = not is_error
        self._on_fields()
