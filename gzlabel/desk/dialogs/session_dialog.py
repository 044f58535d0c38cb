"""What was done since the workspace was opened, in a few figures and a curve."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QWidget

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.finds_chart import FindsChart
from gzlabel.desk.dialogs.trust_dialog import steadiness
from gzlabel.desk.style.look import GAP, WIDE, Look
from gzlabel.desk.words.counted import apart, counted, told

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class SessionDialog(QDialog):
    """The session's summary; on leaving, it asks whether to close.

    Parameters
    ----------
    is_leaving
        Whether accepting it closes the desk.
    """

    def __init__(self, workbench: "Workbench", look: Look, is_leaving: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("This session"))
        self.resize(480, 400)
        summary, state = workbench.session.summary(), workbench.state
        figures = QGridLayout()
        figures.setHorizontalSpacing(WIDE)
        shown = (
            apart(summary.looks, "look"),
            apart(summary.finds, "find"),
            (told("{0:.1f}", summary.per_minute), self.tr("looks a minute")),
        )
        for place, (figure, words) in enumerate(shown):
            for line, (text, role) in enumerate(((figure, "headline"), (words, "caption"))):
                label = QLabel(text, self)
                label.setProperty("role", role)
                figures.addWidget(label, line, place)
        chart = FindsChart(look, "look", self)
        remaining = state.forecast.remaining if state.forecast is not None else 0.0
        chart.show_finds(summary.found, (state.counts.liked + remaining) / max(1, state.n_galaxies))
        sentence = Caption(self._words(workbench), self)
        column = DialogColumn(self, figures, chart, sentence, self._buttons(is_leaving), spacing=GAP)
        column.setStretchFactor(chart, 1)

    def _words(self, workbench: "Workbench") -> str:
        state = workbench.state
        raters = self.tr(" and ").join(workbench.session.summary().raters or (state.rater,))
        said = [self.tr("“{0}”, rated by {1}.").format(state.interest, raters), steadiness(state.trust)]
        last = workbench.session.last
        if last is not None:
            said.append(
                told(
                    self.tr("The session before: {0}, {1}, {2:.1f} looks a minute."),
                    counted(last.looks, "look"),
                    counted(last.finds, "find"),
                    last.per_minute,
                )
            )
        return " ".join(said)

    def _buttons(self, is_leaving: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        if is_leaving:
            leave = buttons.addButton(self.tr("Close gzlabel"), QDialogButtonBox.ButtonRole.AcceptRole)
            leave.setDefault(True)
            buttons.addButton(self.tr("Stay"), QDialogButtonBox.ButtonRole.RejectRole)
            buttons.accepted.connect(self.accept)
        else:
            buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        return buttons
