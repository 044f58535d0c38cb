"""Brings further galaxies into the workspace, which is closed meanwhile."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gzlabel.desk.look import GAP, WIDE
from gzlabel.desk.making import Making
from gzlabel.desk.path_field import PathField


class AddDialog(QDialog):
    """Asks for a table, and lets ``gzlabel add`` work.

    Parameters
    ----------
    workspace
        The folder that grows; nobody else has it open.
    """

    def __init__(self, workspace: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(self.tr("Add rows to {0}").format(workspace.stem))
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pattern = self.tr("Tables (*.csv *.tsv *.parquet *.fits *.fit *.vot *.xml *.ecsv *.gz);;All (*)")
        self.table = PathField(self.tr("Table of further galaxies"), "file", self, pattern)
        self.images = PathField(self.tr("Folder of their images"), "folder", self)
        self.features = PathField(self.tr("Their vectors"), "file", self, self.tr("Matrices (*.npy)"))
        self._words, self._bar = QLabel(self), QProgressBar(self)
        self._buttons = QDialogButtonBox(self)
        self._add_button = self._buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._making = Making(self)
        self._arrange()
        self._connect()

    @property
    def message(self) -> str:
        """What the dialog says at its foot."""
        return self._words.text()

    @property
    def is_busy(self) -> bool:
        """Whether rows are being added."""
        return self._making.is_running

    def add(self) -> None:
        """Begin."""
        if not self.table.text:
            self._say(self.tr("Choose the table."), is_error=True)
            return
        options = ["--table", self.table.text]
        for name, field in (("--images", self.images), ("--features", self.features)):
            if field.text:
                options += [name, field.text]
        self._say(self.tr("Reading…"), is_error=False)
        self._bar.show()
        self._add_button.setEnabled(False)
        self._making.start(self._workspace, options, "add")

    def reject(self) -> None:
        self._making.stop()
        super().reject()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(self.tr("Table"), self.table)
        form.addRow(self.tr("Images"), self.images)
        form.addRow(self.tr("Vectors"), self.features)
        self._say(
            self.tr(
                "Galaxies that are here already are passed over, and every rating stays. Images are looked for as "
                "before where no folder is named; vectors are asked for only where yours were imported."
            ),
            is_error=False,
        )
        self._words.setWordWrap(True)
        self._bar.setRange(0, 0)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(WIDE)
        column.addLayout(form)
        for widget in (self._words, self._bar, self._buttons):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._add_button.setDefault(True)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.add)
        self._buttons.rejected.connect(self.reject)
        self._making.progressed.connect(self._on_progressed)
        self._making.made.connect(self._on_made)
        self._making.failed.connect(self._on_failed)

    def _say(self, text: str, *, is_error: bool) -> None:
        self._words.setProperty("role", "error" if is_error else "caption")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(text)

    def _on_progressed(self, line: str) -> None:
        self._say(line, is_error=False)

    def _on_made(self, _: str) -> None:
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._bar.hide()
        self._add_button.setEnabled(True)
        self._say(sentence, is_error=True)
