"""What is known of the galaxy under the cursor: picture, name, expected interest, catalogue columns."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.galaxy.facts import Facts
from gzlabel.desk.galaxy.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.galaxy.rating_buttons import RatingButtons
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_PAUSE_MS = 60


class GalaxyPanel(QFrame):
    """The current galaxy, large, with its facts.

    Signals
    -------
    opened()
        The single view was asked for.
    """

    opened = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        viewpoint: Viewpoint,
        keyboard: Keyboard,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._keyboard = workbench, keyboard
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Current galaxy and its facts"))
        self.canvas = GalaxyCanvas(workbench, look, thumbnails, viewpoint, self)
        self.canvas.opened.connect(self.opened)
        self._name = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._expected, self._facts = QLabel(self), Facts(look, self)
        self._written, self._beside = QLabel(self), QLabel(self)
        self.buttons = RatingButtons(look, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_facts)
        self._arrange()
        keyboard.changed.connect(self._tell_beside)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.PAGE in parts:
            self._tell_name()
        if parts & {Part.PAGE, Part.UPCOMING}:
            self.canvas.fetch_next()
        if parts & {Part.DECISIONS, Part.INTERESTS}:
            self.canvas.update()
        if parts & {Part.PAGE, Part.SCORES, Part.INTERESTS, Part.SETTINGS}:
            self._tell_expected()
        if parts & {Part.ANNOTATIONS, Part.INTERESTS}:
            self._pause.start()

    def _arrange(self) -> None:
        self._tell_beside()
        self._beside.setProperty("role", "caption")
        self._beside.setWordWrap(True)
        self._beside.setVisible(False)
        self._written.setProperty("role", "caption")
        self._written.setWordWrap(True)
        self._written.setVisible(False)
        self._name.setProperty("role", "title")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.addWidget(self._name, stretch=1)
        head.addWidget(self._expected)
        self._expected.setProperty("role", "markup")
        words = QVBoxLayout()
        words.setContentsMargins(GAP, GAP, GAP, GAP)
        words.setSpacing(HALF)
        words.addWidget(self._beside)
        words.addLayout(head)
        words.addWidget(self._written)
        words.addWidget(self._facts)
        words.addSpacing(HALF)
        words.addWidget(self.buttons)
        words.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.canvas, stretch=1)
        column.addLayout(words)

    def _tell_beside(self) -> None:
        words = self.tr("Beside the page: keys decide on it, {0} leaves it.")
        self._beside.setText(words.format(self._keyboard.key("select.none")))

    def _tell_name(self) -> None:
        state, row = self._workbench.state, self._workbench.state.current
        if row != self.canvas.row:
            self.canvas.viewpoint.see_whole()
        self.canvas.show_row(row)
        self._beside.setVisible(state.aside is not None)
        name = "" if row is None else self._workbench.galaxies.id_of(row)
        self._name.setText(name)
        self._pause.start()

    def _tell_facts(self) -> None:
        """Columns are read from disk: not at every key, but when the eye rests."""
        if not self.isVisible():
            return
        row = self._workbench.state.current
        if row is None:
            self._tell_written(row, [])
            self._facts.show_facts([])
            return

        def receive_elsewhere(said: list[tuple[str, str]]) -> None:
            if row == self._workbench.state.current:
                self._tell_written(row, said)

        def receive(facts: list[tuple[str, str]]) -> None:
            if row == self._workbench.state.current:
                self._facts.show_facts([(key, value) for key, value in facts if value != self._name.text()])

        self._workbench.galaxies.said_elsewhere(row, receive_elsewhere)
        self._workbench.galaxies.describe(row, receive)

    def _tell_written(self, row: int | None, elsewhere: list[tuple[str, str]]) -> None:
        """Flag, tags and note, and what was said of it in other interests."""
        written = self._workbench.state.annotations.get(-1 if row is None else row)
        words = []
        if written is not None:
            words = [self.tr("look again")] if written.flagged else []
            words += [f"#{tag}" for tag in written.tags]
            words += [f"“{written.note}”"] if written.note else []
        words += [f"{interest}: {translated(said)}" for interest, said in elsewhere]
        self._written.setText(" · ".join(words))
        self._written.setVisible(bool(words))

    def _tell_expected(self) -> None:
        state, row, scores = (
            self._workbench.state,
            self._workbench.state.current,
            self._workbench.state.scores,
        )
        if row is None or scores is None or math.isnan(scores.mean[row]) or is_kept_back(state):
            self._expected.setText("")
            self._expected.setToolTip("")
            return
        self._expected.setText(told("<b>{0:.2f}</b> ± {1:.2f}", scores.mean[row], scores.std[row]))
        self._expected.setToolTip(self.tr("Expected interest, 0 to 5, and its standard deviation"))


def is_kept_back(state: State) -> bool:
    """Whether the model's expectation must not be shown yet: it would give a blind repeat away."""
    with_repeats = float(str(state.settings.get("repeat share", 0.0))) > 0
    return with_repeats and state.current in state.page.rows and state.current not in state.decisions
