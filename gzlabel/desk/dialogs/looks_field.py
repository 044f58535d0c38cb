"""How many looks the user still wants to take: the search makes the most of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gzlabel.desk.dialogs.number_fields import NumberField
from gzlabel.desk.style.look import GAP
from gzlabel.workbench.state import State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class LooksField(QWidget):
    """A number that counts down with every rating; 0 sets no limit."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.number = NumberField(self)
        self.number.setRange(0, 1_000_000)
        self.number.setSingleStep(50)
        self.number.setSpecialValueText(self.tr("no limit"))
        self.number.setAccessibleName(self.tr("Looks you still want to take"))
        self.number.setToolTip(self.tr("The search makes the most of as many looks as you mean to take"))
        self.number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number.editingFinished.connect(self._on_finished)
        words = QLabel(self.tr("Looks you still want to take"), self)
        words.setProperty("role", "caption")
        words.setWordWrap(True)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(words, stretch=1)
        row.addWidget(self.number)

    def show_state(self, state: State) -> None:
        """Show how many are left, unless a number is being typed."""
        if not self.number.hasFocus():
            self.number.setValue(_left(state))

    def _on_finished(self) -> None:
        wanted = self.number.value()
        self.number.clearFocus()
        if wanted != _left(self._workbench.state):
            self._workbench.interests.plan_looks(wanted or None)


def _left(state: State) -> int:
    return 0 if state.looks is None else max(0, state.looks - state.counts.ratings)
