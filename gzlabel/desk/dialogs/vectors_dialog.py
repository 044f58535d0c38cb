"""Asks which encoder turns the images into vectors."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.network_fields import WIDEST_FIELD, NetworkFields
from gzlabel.desk.style.look import GAP
from gzlabel.embedding import DEFAULT_ENCODER, encoder_names

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_VIEWS = (1, 2, 4, 8)


class VectorsDialog(QDialog):
    """Encoder, what it must be told, and over how many rotations and reflections to average."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Make the vectors anew"))
        self.setMinimumWidth(max(560, WIDEST_FIELD * self.fontMetrics().averageCharWidth()))
        self.encoder, self.views = QComboBox(self), QComboBox(self)
        self.fields = NetworkFields(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._begin = self._buttons.addButton(self.tr("Begin"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._arrange()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.encoder.currentTextChanged.connect(self._on_encoder)
        self.fields.changed.connect(self._on_fields)
        self._on_encoder(self.encoder.currentText())

    def accept(self) -> None:
        options: dict[str, object] = dict(self.fields.options)
        if self.views.currentData() != 1:
            options["n_views"] = self.views.currentData()
        self._workbench.embed(self.encoder.currentText().strip(), options)
        super().accept()

    def _fill(self) -> None:
        self.encoder.setEditable(True)
        self.encoder.addItems(encoder_names())
        self.encoder.setCurrentText(str(self._workbench.state.settings.get("encoder", DEFAULT_ENCODER)))
        for n_views in _VIEWS:
            self.views.addItem(str(n_views), n_views)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        rows = (
            (self.tr("Encoder"), self.encoder),
            *self.fields.rows,
            (self.tr("Rotations and reflections"), self.views),
        )
        for words, widget in rows:
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        caption = Caption(
            self.tr(
                "Without weights of your own a network's are fetched from its hub. Every image is read; model, "
                "map and clusters follow. Ratings stay."
            ),
            self,
        )
        DialogColumn(self, form, self.fields.message, caption, self._buttons)

    def _on_encoder(self, name: str) -> None:
        is_network = name.strip() != DEFAULT_ENCODER
        self.fields.set_enabled(is_network)
        self.views.setEnabled(is_network)

    def _on_fields(self) -> None:
        self._begin.setEnabled(bool(self.encoder.currentText().strip()) and self.fields.can_be_read)
