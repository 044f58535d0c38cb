"""Why this one: what the model expects of the current galaxy, from which rated ones, and what that adds up to."""

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gzlabel.desk.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.workbench.state import Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FOLLOWED = frozenset({Part.PAGE, Part.SCORES, Part.INTERESTS})
_PAUSE_MS = 120
_SIDE_PX = 72


class Neighbours(QWidget):
    """The rated galaxies nearest to the current one, with their ratings."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._rows: tuple[int, ...] = ()
        self.setAccessibleName(self.tr("Nearest rated galaxies"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.update)

    def show_rows(self, rows: tuple[int, ...]) -> None:
        """Show these, nearest first."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(3 * (_SIDE_PX + HALF), _SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, row in enumerate(self._rows):
            pixmap = self._thumbnails.pixmap(row, round(_SIDE_PX * self.devicePixelRatioF()))
            decision = self._workbench.state.decisions.get(row)
            tile = Tile(pixmap, self._thumbnails.complaint(row), decision)
            paint_tile(painter, self._rect_of(index), tile, self._look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, row in enumerate(self._rows):
            if self._rect_of(index).contains(event.position()):
                self._workbench.go_to(row)
                return

    def _rect_of(self, index: int) -> QRectF:
        return QRectF(index * (_SIDE_PX + HALF), 0, _SIDE_PX, _SIDE_PX)

    def _on_arrived(self, row: int) -> None:
        if row in self._rows:
            self.update()


class WhyPanel(QWidget):
    """The model's reasons, in sentences."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._expected, self._reason, self._nearest = QLabel(self), QLabel(self), QLabel(self)
        self.neighbours = Neighbours(workbench, look, thumbnails, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._expected.setProperty("role", "headline")
        self._nearest.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for widget in (self._expected, self._reason, self._nearest, self.neighbours):
            column.addWidget(widget)
        column.addStretch(1)
        self._reason.setWordWrap(True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; out of sight nothing is asked."""
        if parts & _FOLLOWED and self.isVisible():
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        self._tell()

    def _tell(self) -> None:
        state = self._workbench.state
        self._reason.setText(self._words(state))
        row, scores = state.page.current, state.scores
        known = row is not None and scores is not None and not math.isnan(scores.mean[row])
        self._expected.setVisible(known)
        if row is not None and scores is not None:
            self._expected.setText(f"{scores.mean[row]:.2f} ± {scores.std[row]:.2f}")
        self._pause.start()

    def _words(self, state: State) -> str:
        if state.page.current is None:
            return self.tr("No galaxy is on offer.")
        if state.scores is None:
            return self.tr("There is no model yet: it comes with the vectors and the first ratings.")
        if state.page.source != "model":
            return self.tr("You asked for this one: {0}.").format(state.page.source)
        if state.scores.phase == "exploring":
            return self.tr("Nothing is liked yet, so the pages are spread over the whole catalogue.")
        return self.tr("Chosen by “{0}”, by model {1}; it has {2} ratings by now.").format(
            self._workbench.acquisition_titles().get(state.page.acquisition, state.page.acquisition),
            state.page.model_version,
            state.scores.n_labels,
        )

    def _ask(self) -> None:
        row = self._workbench.state.page.current
        if row is not None:
            self._workbench.explain(row, self._on_explained)

    def _on_explained(self, explanation: Any) -> None:
        if explanation is None or explanation.row != self._workbench.state.page.current:
            return
        rows = tuple(int(row) for row in explanation.nearest_rows[:4])
        self._nearest.setText(self.tr("The rated galaxies most like it:") if rows else "")
        self.neighbours.show_rows(rows)
