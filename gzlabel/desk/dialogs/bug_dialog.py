"""A bug, told honestly: what happened, a traceback to copy, and that the program lives on."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.style.look import GAP


class BugDialog(QDialog):
    """Shows one traceback."""

    def __init__(self, text: str, traceback: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A fault of the program"))
        self.resize(720, 420)
        title = QLabel(text, self)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        calm = QLabel(
            self.tr(
                "This is our mistake, not yours. Your ratings are on disk and the program goes on. "
                "If you report it, please send the text below."
            ),
            self,
        )
        calm.setWordWrap(True)
        self._traceback = QPlainTextEdit(traceback, self)
        self._traceback.setReadOnly(True)
        self._traceback.setAccessibleName(self.tr("Traceback"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        DialogColumn(self, title, calm, self._traceback, buttons, spacing=GAP)

    def copy(self) -> None:
        """Put the traceback on the clipboard."""
        QGuiApplication.clipboard().setText(self._traceback.toPlainText())
