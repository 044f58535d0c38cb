"""How the search goes: finds so far, finds in the last twenty looks, what may be left, whether to go on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gzlabel.desk.dialogs.finds_chart import FindsChart
from gzlabel.desk.dialogs.looks_field import LooksField
from gzlabel.desk.dialogs.trust_dialog import completeness, steadiness
from gzlabel.desk.missing import model_missing
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.tab_panel import Room, TabPanel
from gzlabel.desk.words.counted import apart, told
from gzlabel.desk.words.model_words import advice
from gzlabel.interest import Forecast
from gzlabel.workbench.state import Part, State

NAME, TITLE, PLACE = "progress", "Progress", 3

_LOOKS = 20


class ProgressPanel(TabPanel):
    """Figures and a curve."""

    followed = frozenset({Part.DECISIONS, Part.SCORES, Part.INTERESTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room.parent)
        self._workbench = room.workbench
        self._chart = FindsChart(room.look, "rating", self)
        self._figures = [QLabel(self) for _ in range(4)]
        self._captions = [QLabel(self) for _ in range(4)]
        self._advice = QLabel(self)
        self._advice.setWordWrap(True)
        self._advice.setProperty("role", "caption")
        self.looks = LooksField(room.workbench, self)
        self._trust = QLabel(self)
        self._trust.setWordWrap(True)
        self._trust.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, HALF, GAP, GAP)
        column.setSpacing(HALF)
        self._grid, self._laid = QGridLayout(), list[int]()
        self._dress_figures()
        column.addLayout(self._grid)
        column.addWidget(self._chart, stretch=1)
        column.addWidget(self._advice)
        column.addWidget(self._trust)
        column.addWidget(self.looks)
        column.addStretch(0)

    def _dress_figures(self) -> None:
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        for figure, caption in zip(self._figures, self._captions, strict=True):
            figure.setProperty("role", "headline")
            caption.setProperty("role", "caption")
            caption.setWordWrap(True)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            for label in (figure, caption):
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._lay_figures()
        return super().event(event)

    def _lay_figures(self) -> None:
        """Side by side, evenly or each as wide as it needs; in two rows where one would be cut.

        A figure that is cut reads as another.
        """
        shown = list(zip(self._figures, self._captions, strict=True))
        needs = [max(one.minimumSizeHint().width() for one in pair) for pair in shown]
        room = self.width() - (len(needs) + 1) * GAP
        if len(needs) * max(needs) <= room:
            needs = [max(needs)] * len(needs)
        n_across = len(needs) if sum(needs) <= room else 2
        laid = [max(needs[place::n_across], default=0) for place in range(n_across)]
        if laid == self._laid:
            return
        self._laid = laid
        for place, (figure, caption) in enumerate(shown):
            line, across = divmod(place, n_across)
            self._grid.addWidget(figure, 2 * line, across)
            self._grid.addWidget(caption, 2 * line + 1, across)
        for across in range(len(needs)):
            self._grid.setColumnStretch(across, laid[across] if across < n_across else 0)

    @property
    def entry(self) -> QWidget:
        return self.looks.number

    def tell(self) -> None:
        state = self._workbench.state
        found, outlook = state.found, state.forecast
        n_found = found[-1] if found else 0
        lately = n_found - (found[-_LOOKS - 1] if len(found) > _LOOKS else 0)
        left = told("{0:,.0f}", outlook.remaining) if outlook is not None else "–"
        counts = (apart(len(found), "rating"), apart(n_found, "find"))
        shown = (*counts, (f"{lately}", self.tr("of last 20")), (left, self.tr("left, about")))
        for figure, caption, (number, words) in zip(self._figures, self._captions, shown, strict=True):
            figure.setText(number)
            caption.setText(words)
        self._figures[-1].setToolTip(self._interval(outlook))
        by_chance = (n_found + outlook.remaining) / state.n_galaxies if outlook is not None else 0.0
        self._chart.show_finds(found, by_chance)
        self._advice.setText(advice(outlook) if outlook is not None else self._words(state))
        self._tell_trust(state)

    def _tell_trust(self, state: State) -> None:
        trust, said = state.trust, list[str]()
        if trust.n_repeats:
            said.append(steadiness(trust))
        if trust.n_known:
            said.append(completeness(trust, 0))
        self._trust.setText(" ".join(said))
        self._trust.setVisible(bool(said))
        self.looks.show_state(state)

    def _words(self, state: State) -> str:
        if state.read_only:
            return self.tr("This workspace is open for reading only.")
        if state.scores is None:
            return model_missing(state)
        return self.tr("The forecast comes with the first ratings.")

    def _interval(self, outlook: Forecast | None) -> str:
        if outlook is None:
            return ""
        words = self.tr("{0:,.0f} to {1:,.0f} with 90% probability")
        return told(words, outlook.remaining_low, outlook.remaining_high)


def make(room: Room) -> ProgressPanel:
    """The panel in this room."""
    return ProgressPanel(room)
