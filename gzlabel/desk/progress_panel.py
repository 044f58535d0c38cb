"""How the search goes: finds so far, finds in the last twenty looks, what may be left, whether to go on."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gzlabel.desk.finds_chart import FindsChart
from gzlabel.desk.look import GAP, HALF, Look
from gzlabel.workbench.state import Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_LOOKS = 20
_FOLLOWED = frozenset({Part.DECISIONS, Part.SCORES, Part.INTERESTS})


class ProgressPanel(QWidget):
    """Figures and a curve."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._chart = FindsChart(look, self)
        self._figures = [QLabel(self) for _ in range(4)]
        self._advice = QLabel(self)
        self._advice.setWordWrap(True)
        self._advice.setProperty("role", "caption")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        titles = (self.tr("looks"), self.tr("finds"), self.tr("of the last 20"), self.tr("left, about"))
        for place, (figure, title) in enumerate(zip(self._figures, titles, strict=True)):
            figure.setProperty("role", "headline")
            caption = QLabel(title, self)
            caption.setProperty("role", "caption")
            grid.addWidget(figure, 0, place)
            grid.addWidget(caption, 1, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, HALF, GAP, GAP)
        column.setSpacing(HALF)
        column.addLayout(grid)
        column.addWidget(self._chart, stretch=1)
        column.addWidget(self._advice)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; out of sight nothing is computed."""
        if parts & _FOLLOWED and self.isVisible():
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        self._tell()

    def _tell(self) -> None:
        state = self._workbench.state
        found = state.found
        lately = found[-1] - (found[-_LOOKS - 1] if len(found) > _LOOKS else 0) if found else 0
        left = _left(state)
        shown = (
            f"{len(found):,}",
            f"{found[-1] if found else 0:,}",
            f"{lately}",
            f"{left:,}" if left is not None else "–",
        )
        for figure, text in zip(self._figures, shown, strict=True):
            figure.setText(text)
        n_found = found[-1] if found else 0
        expected = (n_found + left) / state.n_galaxies if left is not None else 0.0
        self._chart.show_finds(found, expected)
        self._advice.setText(self._words(state, lately, left))

    def _words(self, state: State, lately: int, left: int | None) -> str:
        if len(state.found) < _LOOKS:
            return self.tr("Rate at least {0} galaxies before you judge how it goes.").format(_LOOKS)
        if state.found[-1] == 0:
            return self.tr(
                "Nothing liked yet: give the model an example from the map or by its name (Ctrl+G)."
            )
        if lately == 0:
            return self.tr(
                "No find among the last 20: stop here, or widen the search by another acquisition."
            )
        if left == 0:
            return self.tr("The model expects none that you have not seen.")
        return self.tr("The search still finds: go on.")


def _left(state: State) -> int | None:
    """Expected number of galaxies not yet looked at that would be liked; None without a model."""
    forecast = state.forecast
    if forecast is None:
        return None
    return round(float(forecast.remaining))
