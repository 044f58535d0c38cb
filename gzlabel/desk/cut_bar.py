"""A cut through the catalogue, typed above the page: counted as it is typed, in force with Return."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.told_below import told_below
from gzlabel.errors import UserError
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_PAUSE_MS = 150


class CutField(QLineEdit):
    """A line whose Return and Escape are its own, though they are shortcuts of the desk."""

    def event(self, event: QEvent) -> bool:
        own = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)


class CutBar(QWidget):
    """The cut and how many galaxies it keeps."""

    def __init__(self, workbench: "Workbench", keyboard: Keyboard, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._keyboard = workbench, keyboard
        self.field, self.count, self.complaint = CutField(self), QLabel(self), QLabel(self)
        self.field.setPlaceholderText(self.tr("Cut, such as  smooth < 0.5 and edge_on > 0.3"))
        self.field.setAccessibleName(self.tr("Cut through the catalogue"))
        self.field.setClearButtonEnabled(True)
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.count.setProperty("role", "caption")
        self.count.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_count)
        keyboard.changed.connect(self._tell_use)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self._on_return)
        self.complaint.setProperty("role", "error")
        self.complaint.setWordWrap(True)
        self.complaint.setVisible(False)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.field, stretch=1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, GAP, 0)
        column.setSpacing(HALF)
        column.addLayout(row)
        column.addWidget(self.complaint)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.CUT in parts:
            cut = self._workbench.state.cut
            if not self.field.hasFocus() or not cut.text:
                self.field.setText(cut.text)
            self._say_kept(None if cut.kept is None else int(cut.kept.sum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.field.setText(self._workbench.state.cut.text)
            self._tell_count()
            self.field.clearFocus()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._put_in_force()

    def _on_return(self) -> None:
        if self._put_in_force():
            self.field.clearFocus()  # the next digit rates

    def _put_in_force(self) -> bool:
        """Whether what is typed is in force now; where it was so already, the page stays as it is."""
        self._pause.stop()
        if self.field.text().strip() == self._workbench.state.cut.text:
            self._tell_count()
            return True
        try:
            self._workbench.cut.set(self.field.text())
        except UserError as error:
            self._complain(error)
            self.complaint.setText(told_below(str(error)))
            self.complaint.setVisible(True)
            return False
        return True

    def _tell_count(self) -> None:
        text = self.field.text()
        try:
            self._say_kept(self._workbench.cut.count(text) if text.strip() else None)
        except UserError as error:
            self._complain(error)

    def _say_kept(self, n_kept: int | None) -> None:
        total = self._workbench.state.n_galaxies
        self.complaint.setVisible(False)
        words = "" if n_kept is None else told(self.tr("{0:,} of {1:,}"), n_kept, total)
        within = self._workbench.state.cut.within
        if within:
            words = self.tr("only {0} · {1}").format(within, words)
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.count.setToolTip("")
        self._tell_use()

    def _tell_use(self) -> None:
        words = self.tr("Galaxies outside the cut are not offered; on the map they are grey, or hidden ({0})")
        self.field.setToolTip(words.format(self._keyboard.key("map.outside")))

    def _complain(self, error: UserError) -> None:
        self.count.setText(self.tr("no cut yet"))
        self.count.setVisible(True)
        self.count.setToolTip(plain_tip(told_below(str(error))))
        self.field.setToolTip(self.count.toolTip())
