"""The galaxies of the highest expected interest, best first."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzlabel.desk.language import translated
from gzlabel.desk.line_list import LineList
from gzlabel.desk.look import GAP, HALF, Look
from gzlabel.desk.meter import paint_interest
from gzlabel.desk.missing import ranking_missing
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, decision_colour, paint_tile
from gzlabel.workbench.state import Decision, Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FEW, _ALIKE = 2, 1e-4


class RankingList(LineList):
    """Lines of the ranking: place, picture, name, expected interest, decision."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._workbench, self._thumbnails = workbench, thumbnails
        self._ranking: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.setAccessibleName(self.tr("Ranking by expected interest"))
        thumbnails.arrived.connect(self._on_arrived)

    def show_ranking(self, ranking: NDArray[np.int64]) -> None:
        """Show these catalogue rows, in this order."""
        self._ranking = ranking
        self.set_lines(len(ranking))

    def row(self, index: int) -> int:
        """Catalogue row of one line."""
        return int(self._ranking[index])

    def line_height(self) -> int:
        return self.look.pixels() + 5 * HALF

    def nothing_text(self) -> str:
        return ranking_missing(self._workbench.state)

    def tip(self, index: int) -> str:
        """Place, whole name, expected interest, decision."""
        row = self.row(index)
        said = [f"{index + 1}. {self._workbench.galaxies.id_of(row)}"]
        scores, decision = self._workbench.state.scores, self._workbench.state.decisions.get(row)
        if scores is not None:
            interest = self.tr("expected interest {0:.2f} ± {1:.2f}")
            said.append(interest.format(scores.mean[row], scores.std[row]))
        if decision is not None:
            rated = self.tr("rated {0}").format(decision.rating)
            said.append(rated if decision.rating is not None else translated(decision.kind.replace("_", " ")))
        return "\n".join(said)

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        row, side = self.row(index), rect.height() - HALF
        scores, decision = self._workbench.state.scores, self._workbench.state.decisions.get(row)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(self.look.font("small"))
        painter.setPen(self.look.colour("muted"))
        number_px = painter.fontMetrics().horizontalAdvance("0000") + HALF
        number = QRect(rect.left(), rect.top(), number_px, rect.height())
        painter.drawText(
            number, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(index + 1)
        )
        picture = QRectF(number_px + GAP, rect.top() + HALF / 2, side, side)
        pixmap = self._thumbnails.pixmap(row, round(side * self.devicePixelRatioF()))
        paint_tile(painter, picture, Tile(pixmap, self._thumbnails.complaint(row)), self.look)
        left, mark_side = round(picture.right()) + GAP, self.look.pixels("small") + HALF + 1
        mark_px = mark_side + GAP
        interest_px = min(max(7 * self.look.pixels(), rect.width() // 3), 12 * self.look.pixels())
        name = QRect(left, rect.top(), rect.width() - left - interest_px - mark_px - GAP, rect.height())
        painter.setFont(self.look.font())
        painter.setPen(self.look.colour("text"))
        text = self._workbench.galaxies.id_of(row)
        painter.drawText(
            name, middle, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, name.width())
        )
        if scores is not None:
            interest = QRect(name.right() + HALF, rect.top(), interest_px, rect.height())
            paint_interest(painter, interest, float(scores.mean[row]), float(scores.std[row]), self.look)
        if decision is not None:
            self._paint_mark(painter, rect.adjusted(rect.width() - mark_px, 0, 0, 0), mark_side, decision)

    def _paint_mark(self, painter: QPainter, rect: QRect, side: int, decision: Decision) -> None:
        mark = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(decision_colour(decision, self.look))
        painter.drawEllipse(mark)
        painter.setPen(self.look.text_on(decision_colour(decision, self.look)))
        painter.setFont(self.look.font("small", bold=True))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, decision.label)

    def _on_arrived(self, row: int) -> None:
        first = self.index_at(QPoint(0, 0))
        last = first + self.viewport().height() // self.line_px + 2
        if first >= 0 and row in self._ranking[first:last]:
            self.viewport().update()


class RankingPanel(QWidget):
    """The ranking, in a tab.

    Signals
    -------
    opened(int)
        This row was double-clicked.
    """

    opened = Signal(int)

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.lines = RankingList(workbench, look, thumbnails, self)
        self.lines.chosen.connect(self._on_chosen)
        self.lines.opened.connect(self._on_opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.RANKING in parts or Part.INTERESTS in parts:
            ranking = self._workbench.state.ranking
            self.lines.show_ranking(ranking if _tells_apart(self._workbench.state) else ranking[:0])
        elif parts & {Part.DECISIONS, Part.SCORES, Part.JOBS, Part.CUT}:
            self.lines.viewport().update()

    def _on_chosen(self, index: int) -> None:
        self._workbench.select([self.lines.row(index)])

    def _on_opened(self, index: int) -> None:
        self._workbench.go_to(self.lines.row(index))


def _tells_apart(state: State) -> bool:
    """Whether the first is expected to please more than the last: before the first rating every one is as good."""
    ranking, scores = state.ranking, state.scores
    if scores is None or scores.n_labels > 0 or len(ranking) < _FEW:
        return True
    return bool(scores.mean[ranking[0]] - scores.mean[ranking[-1]] > _ALIKE)
