"""What is sound in a workspace and what is not, looked over while it is open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QWidget

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.step_bar import StepBar
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.told_below import told_below
from gzlabel.progress import Step
from gzlabel.workbench.work.failure import Failure
from gzlabel.workspace import REPAIR, Finding

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class CheckDialog(QDialog):
    """The findings of ``gzlabel check``, and a repair where it would mend something.

    Signals
    -------
    repair_asked()
        The workspace is to be closed, mended and opened again.
    """

    repair_asked = Signal()

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._mending, self._look, self._is_running = workbench.mending, look, True
        self.setWindowTitle(self.tr("Check of {0}").format(workbench.path.stem))
        self.resize(680, 420)
        self._title, self._steps, self._findings = QLabel(self), StepBar(self), QScrollArea(self)
        self._small = Caption(self.tr("A repair closes the workspace, mends it, and opens it again."), self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._repair = self._buttons.addButton(self.tr("Repair"), QDialogButtonBox.ButtonRole.ActionRole)
        self._arrange()
        self._steps.show_step(Step("Starting"))
        self._mending.check(self._steps.show_step, self.show_findings, self._on_failed)

    @property
    def text(self) -> str:
        """All that it says."""
        within = self._findings.widget()
        lines = [] if within is None else within.findChildren(QLabel)
        return "\n".join(label.text() for label in (self._title, *lines) if label.text())

    @property
    def offers_repair(self) -> bool:
        """Whether a repair would mend something."""
        return not self._repair.isHidden()

    def done(self, result: int) -> None:
        if self._is_running:
            self._is_running = False
            self._mending.stop()
        super().done(result)

    def repair(self) -> None:
        """Leave the desk to mend the workspace."""
        self.accept()
        self.repair_asked.emit()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found, the worst first."""
        n_wrong = sum(not one.is_sound for one in findings)
        if n_wrong:
            words = told(self.tr("Not sound: {0:,} of {1:,}"), n_wrong, len(findings))
        else:
            words = self.tr("Everything is sound")
        self._end(words, offers_repair=any(one.mendable for one in findings))
        lines = QWidget(self._findings)
        lines.setProperty("role", "sheet")
        grid = QGridLayout(lines)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(HALF)
        grid.setColumnStretch(1, 1)
        for number, one in enumerate(sorted(findings, key=lambda one: one.is_sound)):
            symbol = ("tick", "accent") if one.is_sound else ("warning", "warning")
            grid.addWidget(self._symbol(*symbol), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._line(one), number, 1)
        grid.setRowStretch(len(findings), 1)
        self._findings.setWidget(lines)

    def _arrange(self) -> None:
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._title.setText(self.tr("Looking everything over; nothing is changed"))
        self._findings.setWidgetResizable(True)
        self._findings.setAccessibleName(self.tr("Findings"))
        self._repair.setAutoDefault(False)
        self._repair.clicked.connect(self.repair)
        self._buttons.rejected.connect(self.reject)
        for widget in (self._repair, self._small):
            widget.hide()
        parts = (self._title, self._steps, self._findings, self._small, self._buttons)
        DialogColumn(self, *parts, spacing=GAP).setStretchFactor(self._findings, 1)

    def _symbol(self, name: str, token: str) -> QLabel:
        symbol = QLabel(self)
        symbol.setPixmap(self._look.symbol(name, self._look.pixels() + 3, token))
        return symbol

    def _line(self, finding: Finding) -> QLabel:
        is_beside = finding.remedy == REPAIR  # which is what the button does
        line = QLabel(told_below((replace(finding, remedy="") if is_beside else finding).sentence), self)
        line.setWordWrap(True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return line

    def _end(self, words: str, *, offers_repair: bool) -> None:
        self._is_running = False
        self._steps.hide()
        self._title.setText(words)
        for widget in (self._repair, self._small):
            widget.setVisible(offers_repair)
        if offers_repair:
            self._repair.setDefault(True)
            self._repair.setFocus()

    def _on_failed(self, failure: Failure) -> None:
        self._end(told_below(failure.text), offers_repair=REPAIR in failure.text)
