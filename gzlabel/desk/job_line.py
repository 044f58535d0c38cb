"""One background job in the status line: what it does, how far it is, and a way to stop it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.style.look import HALF, Look
from gzlabel.desk.words.language import translated
from gzlabel.desk.words.told_below import told_below
from gzlabel.workbench.state import Job

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_BAR_PX = 96
_STEPS = 1000
_A_MINUTE_AND_A_HALF_S = 90.0


class JobLine(QWidget):
    """Hidden while there is no job to show."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self._key = ""
        self._words, self._bar, self._stop = ElidedLabel("", self), QProgressBar(self), QToolButton(self)
        self._words.setProperty("role", "caption")
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._stop.setToolTip(self.tr("Stop this job"))
        self._stop.setAccessibleName(self.tr("Stop this job"))
        self._stop.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        for widget in (self._words, self._bar, self._stop):
            row.addWidget(widget)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show where a job stands; None hides the line."""
        self.setVisible(job is not None)
        if job is None:
            return
        self._key = job.key
        title, message = (told_below(translated(one)) for one in (job.title, job.message))
        words = f"{title}: {message}" if message else title
        self._words.setText(f"{words}, {self._left(job.seconds_left)}" if job.seconds_left else words)
        self._bar.setRange(0, 0 if job.fraction is None else _STEPS)
        if job.fraction is not None:
            self._bar.setValue(round(job.fraction * _STEPS))
        self._bar.setAccessibleName(title)
        self._stop.setVisible(job.can_cancel)
        self._stop.setIcon(self._look.icon("close", "muted"))

    def _left(self, seconds: float) -> str:
        """How long it will take, no finer than it can be known."""
        if seconds < _A_MINUTE_AND_A_HALF_S:
            return self.tr("{0} s left").format(5 * max(1, round(seconds / 5)))
        return self.tr("{0} min left").format(round(seconds / 60))

    def _on_stop(self) -> None:
        self._workbench.background.cancel(self._key)
