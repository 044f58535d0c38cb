"""Brings further galaxies into the workspace, which is closed meanwhile."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.making_foot import MakingFoot
from gzlabel.desk.dialogs.path_field import PathField
from gzlabel.desk.dialogs.table_patterns import readable_tables
from gzlabel.desk.style.look import GAP


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
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pattern = self.tr("Tables ({0});;All (*)").format(readable_tables())
        self.table = PathField(self.tr("Table of further galaxies"), "file", self, pattern)
        self.images = PathField(self.tr("Folder of their images"), "folder", self)
        self.features = PathField(self.tr("Their vectors"), "file", self, self.tr("Matrices (*.npy)"))
        self._foot = MakingFoot(self.tr("Add"), self)
        self._arrange()
        self._connect()

    @property
    def message(self) -> str:
        """What the dialog says at its foot."""
        return self._foot.message

    @property
    def is_busy(self) -> bool:
        """Whether rows are being added."""
        return self._foot.is_running

    def add(self) -> None:
        """Begin."""
        if not self.table.text:
            self._foot.complain(self.tr("Choose the table."))
            return
        options = ["--table", self.table.text]
        for name, field in (("--images", self.images), ("--features", self.features)):
            if field.text:
                options += [name, field.text]
        self._foot.start(self._workspace, options, "add")

    def reject(self) -> None:
        self._foot.stop()
        super().reject()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(self.tr("Table"), self.table)
        form.addRow(self.tr("Images"), self.images)
        form.addRow(self.tr("Vectors"), self.features)
        self._foot.say(
            self.tr(
                "Galaxies that are here already are passed over, and every rating stays. Images are looked for as "
                "before where no folder is named; vectors are asked for only where yours were imported."
            )
        )
        DialogColumn(self, form, self._foot).addStrut(528)

    def _connect(self) -> None:
        self._foot.asked.connect(self.add)
        self._foot.left.connect(self.reject)
        self._foot.made.connect(self._on_made)

    def _on_made(self, _: str) -> None:
        self.accept()
