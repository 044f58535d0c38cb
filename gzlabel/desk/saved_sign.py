"""Whether what was decided is on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gzlabel.desk.style.look import HALF, Look

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class SavedSign(QWidget):
    """A mark and a word, of one width whatever they say, so that nothing beside them moves."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self._mark, self._word = QLabel(self), QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        look.changed.connect(self._show_look)
        self._show_look()

    def tell(self) -> None:
        """Show what holds now."""
        state = self._workbench.state
        if state.read_only:
            mark, token, word = "unsaved", "muted", self.tr("Read only")
        elif state.saved:
            mark, token, word = "saved", "good", self.tr("Saved")
        elif state.saving:
            mark, token, word = "saved", "muted", self.tr("Saving…")
        else:
            mark, token, word = "unsaved", "error", self.tr("Not saved")
        self._mark.setPixmap(self._look.symbol(mark, self._look.pixels(), token))
        self._word.setText(word)

    def _show_look(self) -> None:
        words = (self.tr("Read only"), self.tr("Saved"), self.tr("Saving…"), self.tr("Not saved"))
        measures = self._word.fontMetrics()
        self._word.setMinimumWidth(max(map(measures.horizontalAdvance, words)))
        self.tell()
