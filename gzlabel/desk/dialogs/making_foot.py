"""The foot of a dialog that has a command work: what it says, its progress, its buttons."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from gzlabel.desk.dialogs.making import Making
from gzlabel.desk.style.look import WIDE


class MakingFoot(QWidget):
    """Says how far the command is, and why it failed where it did.

    Parameters
    ----------
    begin
        Words of the button that begins.

    Signals
    -------
    asked()
        The button that begins was pressed.
    left()
        The button that leaves was pressed.
    made(str)
        The workspace that the command worked on.
    """

    asked = Signal()
    left = Signal()
    made = Signal(str)

    def __init__(self, begin: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._bar, self._making = QLabel(self), QProgressBar(self), Making(self)
        buttons = QDialogButtonBox(self)
        self._begin = buttons.addButton(begin, QDialogButtonBox.ButtonRole.AcceptRole)
        self._begin.setDefault(True)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.asked)
        buttons.rejected.connect(self.left)
        self._making.progressed.connect(self.say)
        self._making.made.connect(self.made)
        self._making.failed.connect(self._on_failed)
        self._words.setWordWrap(True)
        self._bar.setRange(0, 0)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(WIDE)
        for widget in (self._words, self._bar, buttons):
            column.addWidget(widget)

    @property
    def message(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def is_running(self) -> bool:
        """Whether the command is at work."""
        return self._making.is_running

    def say(self, text: str) -> None:
        """Say how things are."""
        self._say(text, "caption")

    def complain(self, text: str) -> None:
        """Say what is wrong."""
        self._say(text, "error")

    def start(self, workspace: Path, options: Sequence[str], verb: str = "new") -> None:
        """Have ``gzlabel VERB WORKSPACE OPTIONS`` work."""
        self.say(self.tr("Reading…"))
        self._bar.show()
        self._begin.setEnabled(False)
        self._making.start(workspace, list(options), verb)

    def stop(self) -> None:
        """End the command."""
        self._making.stop()

    def _say(self, text: str, role: str) -> None:
        self._words.setProperty("role", role)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(text)

    def _on_failed(self, sentence: str) -> None:
        self._bar.hide()
        self._begin.setEnabled(True)
        self.complain(sentence)
