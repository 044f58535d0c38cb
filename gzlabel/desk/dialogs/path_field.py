"""A path to type, choose or drop."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gzlabel.desk.style.look import HALF

_LEAST_LETTERS = 14


class PathField(QWidget):
    """A line for a file or folder, with a button that opens the system's dialog.

    Parameters
    ----------
    name
        What the path is for, read by screen readers and shown in the dialog.
    wanted
        "file", "folder", or "new" for one to be made.
    pattern
        Files the dialog shows, such as ``Tables (*.csv *.fits)``.

    Signals
    -------
    changed(str)
        Another path stands in the line; again when one that was typed is done.
    """

    changed = Signal(str)

    def __init__(self, name: str, wanted: str, parent: QWidget, pattern: str = "") -> None:
        super().__init__(parent)
        self._name, self._wanted, self._pattern = name, wanted, pattern
        self._line = QLineEdit(self)
        self._line.setAccessibleName(name)
        self._line.setMinimumWidth(_LEAST_LETTERS * self._line.fontMetrics().averageCharWidth())
        self._line.textChanged.connect(self.changed)
        self._line.editingFinished.connect(self._on_finished)
        button = QPushButton(self.tr("Choose…"), self)
        button.setAccessibleName(self.tr("Choose: {0}").format(name))
        button.clicked.connect(self._on_choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        row.addWidget(self._line, stretch=1)
        row.addWidget(button)
        self.setAcceptDrops(True)
        self.setFocusProxy(self._line)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._line.text().strip()

    @property
    def is_being_typed(self) -> bool:
        """Whether more letters may follow: Return was not pressed, nor the line left."""
        return self._line.isModified()

    def set_text(self, text: str) -> None:
        """Put a path into the line."""
        self._line.setText(text)

    def set_hint(self, text: str) -> None:
        """Show what holds while nothing stands in the line."""
        self._line.setPlaceholderText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_text(event.mimeData().urls()[0].toLocalFile())

    def _on_finished(self) -> None:
        if self._line.isModified():
            self._line.setModified(False)
            self.changed.emit(self.text)

    def _on_choose(self) -> None:
        start = self.text or str(Path.home())
        if self._wanted == "folder":
            chosen = QFileDialog.getExistingDirectory(self, self._name, start)
        elif self._wanted == "new":
            chosen = QFileDialog.getSaveFileName(self, self._name, start, self._pattern)[0]
        else:
            chosen = QFileDialog.getOpenFileName(self, self._name, start, self._pattern)[0]
        if chosen:
            self.set_text(chosen)
