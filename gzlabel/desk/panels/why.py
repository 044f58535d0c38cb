"""Why this one: what the model expects of the current galaxy, and which ratings made it so."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gzlabel.desk.galaxy.galaxy_panel import is_kept_back
from gzlabel.desk.missing import model_missing, page_missing
from gzlabel.desk.neighbours import Neighbours
from gzlabel.desk.page.page_words import page_source
from gzlabel.desk.style.look import GAP
from gzlabel.desk.tab_panel import Room, TabPanel
from gzlabel.desk.words.counted import expected, told
from gzlabel.desk.words.language import translated
from gzlabel.desk.words.model_words import reasons
from gzlabel.interest import Explanation
from gzlabel.workbench.state import Part, State

NAME, TITLE, PLACE = "why", "Why this one", 2

_PAUSE_MS = 120


class WhyPanel(TabPanel):
    """How the galaxy came onto the page, and the model's reasons in sentences."""

    followed = frozenset({Part.PAGE, Part.SCORES, Part.INTERESTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room.parent)
        self._workbench, self._keyboard = room.workbench, room.keyboard
        self._expected, self._reason, self._words = QLabel(self), QLabel(self), QLabel(self)
        self._caption = QLabel(self.tr("The ratings most like it, and how far each pulls:"), self)
        self.neighbours = Neighbours(room.workbench, room.look, room.thumbnails, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        room.keyboard.changed.connect(self.tell)
        self._expected.setProperty("role", "headline")
        self._caption.setProperty("role", "caption")
        self._reason.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for label in (self._expected, self._words, self._reason, self._caption):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addWidget(self.neighbours)
        column.addStretch(1)
        self._show(None)

    @property
    def entry(self) -> QWidget:
        return self.neighbours

    @property
    def words(self) -> str:
        """The model's reasons on show; empty without any."""
        return self._words.text()

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; the neighbours' decisions out of sight too."""
        self.neighbours.follow(parts)
        super().follow(parts)

    def tell(self) -> None:
        state = self._workbench.state
        self._reason.setText(f"{self._how_it_came(state)} {self._what_was_learnt(state)}".strip())
        self._pause.start()

    def _how_it_came(self, state: State) -> str:
        if state.current is None:
            return page_missing(state)
        if is_kept_back(state):
            return self.tr("Kept back until you decide: blind repeats are on.")
        if state.scores is None:
            return model_missing(state)
        if state.aside is not None:
            return self.tr("Looked at beside the page.")
        if state.page.source != "model":
            return self.tr("On the page as: {0}.").format(page_source(state, self._keyboard))
        if state.scores.phase == "exploring":
            return self.tr("Nothing is liked yet, so the pages are spread over the whole catalogue.")
        if state.scores.phase == "widening":
            return self.tr(
                "Nothing like the one liked was found, so half of each page is spread over the catalogue."
            )
        title = translated(
            self._workbench.acquisition_titles().get(state.page.acquisition, state.page.acquisition)
        )
        return self.tr("Chosen for the page by model {0}, “{1}”.").format(state.page.model_version, title)

    def _what_was_learnt(self, state: State) -> str:
        """The galaxies that rose and fell most since the last page."""
        if not state.lesson.rose and not state.lesson.fell:
            return ""
        moved = (*state.lesson.rose[:2], *state.lesson.fell[:2])
        words = (
            told("{0}\N{NO-BREAK SPACE}{1:+.2f}", self._workbench.galaxies.id_of(row), change)
            for row, change in moved
        )
        return self.tr("Since the last page: {0}.").format(", ".join(words))

    def _ask(self) -> None:
        row = self._workbench.state.current
        if row is None or is_kept_back(self._workbench.state):
            self._show(None)
        else:
            self._workbench.explain(row, self._on_explained)

    def _on_explained(self, explanation: Explanation | None) -> None:
        if explanation is None or explanation.row == self._workbench.state.current:
            self._show(explanation)

    def _show(self, explanation: Explanation | None) -> None:
        for widget in (self._expected, self._words, self._caption, self.neighbours):
            widget.setVisible(explanation is not None)
        if explanation is not None:
            self._expected.setText(expected(explanation.mean, explanation.std))
            self._words.setText(reasons(explanation))
            self.neighbours.show_neighbours(explanation.neighbours)
            self._caption.setVisible(bool(explanation.neighbours))


def make(room: Room) -> WhyPanel:
    """The panel in this room."""
    return WhyPanel(room)
