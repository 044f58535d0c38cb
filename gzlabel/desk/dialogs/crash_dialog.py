"""The reports of breakdowns that lie on this computer, to read and to copy; none is ever sent."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from gzlabel.crash_report import crash_reports, reports_folder
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.outside import open_outside
from gzlabel.desk.style.look import GAP


class CrashDialog(QDialog):
    """One report at a time, the newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Crash reports"))
        self.resize(720, 480)
        self._reports = crash_reports()
        self._chooser, self._text = QComboBox(self), QPlainTextEdit(self)
        self._chooser.addItems([path.stem for path in self._reports])
        self._chooser.setAccessibleName(self.tr("Which report"))
        self._chooser.currentIndexChanged.connect(self._show)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Text of the report"))
        self._text.setPlaceholderText(self.tr("The program has never broken down here."))
        words = QLabel(
            self.tr("They lie on this computer and are sent to nobody. Preferences switch them off."), self
        )
        words.setProperty("role", "caption")
        words.setWordWrap(True)
        DialogColumn(self, self._chooser, self._text, words, self._buttons(), spacing=GAP)
        self._chooser.setVisible(bool(self._reports))
        self._show(0)

    @property
    def text(self) -> str:
        """The report on show; empty where there is none."""
        return self._text.toPlainText()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for words, act in ((self.tr("Copy"), self.copy), (self.tr("Show the folder"), self._open_folder)):
            button = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
            button.setEnabled(bool(self._reports))
            button.clicked.connect(act)
        buttons.rejected.connect(self.reject)
        return buttons

    def _open_folder(self) -> None:
        open_outside(QUrl.fromLocalFile(str(reports_folder())))

    def _show(self, index: int) -> None:
        if 0 <= index < len(self._reports):
            self._text.setPlainText(self._reports[index].read_text(encoding="utf-8", errors="replace"))
