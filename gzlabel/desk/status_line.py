"""The line at the foot: saved or not, which model, how many ratings, what is running and how far it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.job_line import JobLine
from gzlabel.desk.saved_sign import SavedSign
from gzlabel.desk.style.look import GAP, HALF, WIDE, Look
from gzlabel.desk.words.counted import counted
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Counts, Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FOLLOWED = frozenset({Part.DECISIONS, Part.SCORES, Part.JOBS, Part.INTERESTS, Part.PAGE})
_JOBS_SHOWN = 2


class StatusLine(QWidget):
    """Calm facts; nothing here ever asks for an answer."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Status"))
        self._saved = SavedSign(workbench, look, self)
        self._model, self._counts = ElidedLabel("", self), ElidedLabel("", self)
        self.rater = QToolButton(self)
        self.rater.setToolTip(self.tr("Who rates; press to hand over"))
        self.rater.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._jobs = [JobLine(workbench, look, self) for _ in range(_JOBS_SHOWN)]
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, HALF, GAP, HALF)
        row.setSpacing(HALF)
        row.addWidget(self._saved)
        row.addSpacing(GAP)
        row.addWidget(self.rater)
        for label in (self._counts, self._model):
            row.addSpacing(WIDE)
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.addWidget(label)
        row.addStretch(1)
        for job_line in self._jobs:
            row.addWidget(job_line)
        look.changed.connect(self._show_look)
        self._show_look()

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.SAVING in parts:
            self._saved.tell()
        if parts & _FOLLOWED:
            self._tell()

    def _show_look(self) -> None:
        self.rater.setIcon(self._look.icon("rater", "muted"))
        self._tell()

    def _tell(self) -> None:
        state = self._workbench.state
        if self.rater.text() != state.rater:
            self.rater.setText(state.rater)
            self.rater.setAccessibleName(self.tr("Rater: {0}").format(state.rater))
        self._counts.setText(_counts_words(state.counts))
        self._model.setText(self._model_words(state))
        for index, job_line in enumerate(self._jobs):
            job_line.show_job(state.jobs[index] if index < len(state.jobs) else None)

    def _model_words(self, state: State) -> str:
        if state.scores is None:
            return self.tr("No model yet")
        words = self.tr("Model {0}, {1}").format(state.scores.model_version, translated(state.scores.phase))
        n_behind = state.counts.ratings - state.scores.n_labels
        return words if n_behind <= 0 else self.tr("{0}, behind by {1}").format(words, n_behind)


def _counts_words(counts: Counts) -> str:
    """Ratings and finds always, what else was said where it was."""
    always = ((counts.ratings, "rating"), (counts.liked, "liked"))
    also = ((counts.skips, "skipped"), (counts.unclear, "unclear"), (counts.artefacts, "artefact"))
    return " · ".join(counted(n, what) for n, what in (*always, *(one for one in also if one[0])))
