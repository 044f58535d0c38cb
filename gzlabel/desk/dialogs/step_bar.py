"""How far a piece of work is, in words and as a bar; hidden while there is none."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.style.look import HALF
from gzlabel.desk.words.language import translated
from gzlabel.desk.words.told_below import told_below
from gzlabel.progress import Step

_STEPS = 1000


class StepBar(QWidget):
    """Shows one `Step` after the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._bar = Caption("", self), QProgressBar(self)
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self.hide()

    def show_step(self, step: Step) -> None:
        """Come in sight, and say where the work stands."""
        words = told_below(translated(step.message))
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0 if step.fraction is None else _STEPS)
        if step.fraction is not None:
            self._bar.setValue(round(step.fraction * _STEPS))
        self.show()
