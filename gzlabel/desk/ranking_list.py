"""The galaxies of the highest expected interest, best first."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from gzlabel.desk.badge import paint_badge
from gzlabel.desk.line_list import LineList
from gzlabel.desk.meter import paint_interest
from gzlabel.desk.missing import ranking_missing
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.desk.words.counted import expected, told
from gzlabel.desk.words.language import translated

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_NAME_EMS, _INTEREST_EMS = 9, 12


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
        if len(ranking) == self.n_lines:
            self.refresh()
        else:
            self.set_lines(len(ranking))

    def row(self, index: int) -> int:
        """Catalogue row of one line."""
        return int(self._ranking[index])

    def line_height(self) -> int:
        return self.look.pixels() + 5 * HALF

    def shown(self, index: int) -> object:
        row, scores = self.row(index), self._workbench.state.scores
        interest = "" if scores is None else expected(float(scores.mean[row]), float(scores.std[row]))
        return row, interest, self._workbench.state.decisions.get(row)

    def nothing_text(self) -> str:
        return ranking_missing(self._workbench.state)

    def tip(self, index: int) -> str:
        """Place, whole name, expected interest, decision."""
        row = self.row(index)
        said = [f"{index + 1}. {self._workbench.galaxies.id_of(row)}"]
        scores, decision = self._workbench.state.scores, self._workbench.state.decisions.get(row)
        if scores is not None:
            said.append(
                told(self.tr("expected interest {0:.2f} ± {1:.2f}"), scores.mean[row], scores.std[row])
            )
        if decision is not None:
            rated = self.tr("rated {0}").format(decision.rating)
            said.append(rated if decision.rating is not None else translated(decision.kind.replace("_", " ")))
        return "\n".join(said)

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        row, side = self.row(index), rect.height() - HALF
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
        self._paint_words(painter, rect.adjusted(round(picture.right()) + GAP, 0, 0, 0), row)

    def _paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Name, expected interest, decision; the bar of the interest gives way to the name."""
        scores, decision = self._workbench.state.scores, self._workbench.state.decisions.get(row)
        badge_px = self.look.pixels("small") + HALF + 1
        figures_px = QFontMetrics(self.look.font("small")).horizontalAdvance("0.00 ± 0.00")
        words = rect.adjusted(0, 0, -badge_px - 2 * GAP, 0)
        room_px = words.width() - _NAME_EMS * self.look.pixels()
        interest_px = min(max(figures_px, room_px), _INTEREST_EMS * self.look.pixels())
        name = words.adjusted(0, 0, -interest_px - HALF, 0)
        painter.setFont(self.look.font())
        painter.setPen(self.look.colour("text"))
        text = painter.fontMetrics().elidedText(
            self._workbench.galaxies.id_of(row), Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if scores is not None:
            interest = words.adjusted(words.width() - interest_px, 0, 0, 0)
            paint_interest(painter, interest, float(scores.mean[row]), float(scores.std[row]), self.look)
        if decision is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            badge = QRectF(words.right() + GAP, rect.center().y() - badge_px / 2, badge_px, badge_px)
            paint_badge(painter, badge, decision, self.look)

    def _on_arrived(self, row: int) -> None:
        first = self.index_at(QPoint(0, 0))
        last = first + self.viewport().height() // self.line_px + 2
        if first >= 0:
            for index in np.flatnonzero(self._ranking[first:last] == row):
                self.viewport().update(self.rect_of(first + int(index)))
