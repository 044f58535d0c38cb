"""The lines of the clusters panel: members, name, size, ratings, alert, expected interest."""

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from gzlabel.desk.clusters.cluster_title import cluster_title, fitting_title
from gzlabel.desk.clusters.name_editor import NameEditor
from gzlabel.desk.line_list import LineList
from gzlabel.desk.meter import paint_interest
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.desk.words.counted import counted, told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import ClusterSummary

_MOST_PICTURES = 4
_NAME_EMS = 6
_WORDS_EM = 17
_WIDE_PX = 560
_WORTH_TELLING = 0.05


class ClusterList(LineList):
    """Lines of the clusters panel.

    Signals
    -------
    renamed(str, str)
        A cluster's key and the name typed for it.
    """

    renamed = Signal(str, str)

    def __init__(self, look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._thumbnails = thumbnails
        self._summaries: tuple[ClusterSummary, ...] = ()
        self._editor = NameEditor(self.viewport())
        self._editor.setAccessibleName(self.tr("Name of the cluster"))
        self._edited = self._title = self._why_none = ""
        self._editor.named.connect(self._finish)
        self.setAccessibleName(self.tr("Clusters"))
        thumbnails.arrived.connect(self._on_arrived)

    def show_clusters(self, summaries: tuple[ClusterSummary, ...]) -> None:
        """Show these clusters, in this order; the mark stays with its cluster, or with what it has become."""
        marked = self.marked
        self._summaries = summaries
        self.set_lines(len(summaries))
        if marked is not None:
            self.set_current(_place_of(marked, summaries))

    @property
    def chosen_key(self) -> str:
        """Key of the marked cluster; empty for none."""
        return self.marked.key if self.marked is not None else ""

    @property
    def marked(self) -> ClusterSummary | None:
        """The marked cluster; None for none."""
        return self._summaries[self.current] if 0 <= self.current < len(self._summaries) else None

    def summary(self, index: int) -> ClusterSummary:
        """The cluster of one line."""
        return self._summaries[index]

    def edit_name(self, index: int) -> None:
        """Let the user type a name over a line."""
        self.set_current(index)
        rect, side = self.rect_of(index), self._side()
        left = GAP + self._n_pictures * (side + HALF) + HALF
        height = self.look.pixels() + 12
        self._edited, self._title = self._summaries[index].key, cluster_title(self._summaries[index].name)
        place = QRect(left, rect.top() + HALF, rect.width() - left - GAP, height)
        self._editor.ask(place, self._title)

    def say_why_none(self, words: str) -> None:
        """Say this while there is no cluster to show."""
        if words != self._why_none:
            self._why_none = words
            self.viewport().update()

    def nothing_text(self) -> str:
        return self._why_none

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        summary, left = self._summaries[index], GAP
        top = rect.center().y() - self._side() // 2
        for title, rows in self._groups(summary, rect.width()):
            left = self._paint_group(painter, title, rows, left, top) + HALF
        self._paint_words(painter, rect.adjusted(left, HALF, -GAP, -HALF), summary)

    def _groups(self, summary: ClusterSummary, width: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Members to show: typical ones, and where there is room those on the edge and those that do not fit."""
        typical = (self.tr("typical"), summary.typical[: self._n_pictures])
        if width < _WIDE_PX:
            return (("", typical[1]),)
        n = _MOST_PICTURES // 2
        edge, odd = summary.borderline[:n], summary.surprising[:n]
        return typical, (self.tr("borderline"), edge), (self.tr("surprising"), odd)

    def _paint_group(self, painter: QPainter, title: str, rows: tuple[int, ...], left: int, top: int) -> int:
        """Paint pictures side by side, their title over the first; return where they end."""
        side, start = self._side(), left
        for row in rows:
            pixmap = self._thumbnails.pixmap(row, round(side * self.devicePixelRatioF()))
            tile = Tile(pixmap, self._thumbnails.complaint(row))
            paint_tile(painter, QRectF(left, top, side, side), tile, self.look)
            left += side + HALF
        if title and rows:
            font = self.look.font("small")
            font.setPixelSize(max(8, round(0.75 * self.look.pixels("small"))))
            painter.setFont(font)
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, left - start)
            place = QRectF(start, top + side - painter.fontMetrics().height(), left - start, side)
            width = painter.fontMetrics().horizontalAdvance(words) + HALF
            painter.fillRect(
                QRectF(place.left(), place.top(), width, painter.fontMetrics().height()),
                self.look.colour("sky", 0.65),
            )
            painter.setPen(self.look.colour("on_sky"))
            painter.drawText(place.adjusted(2, 0, 0, 0), words)
        return left

    def _paint_words(self, painter: QPainter, rect: QRect, summary: ClusterSummary) -> None:
        metrics_px = self.look.pixels() + HALF
        upper = QRect(rect.left(), rect.top(), rect.width(), metrics_px)
        painter.setFont(self.look.font("small"))
        figures_px = painter.fontMetrics().horizontalAdvance("0.00 ± 0.00") + HALF
        interest_px = max(min(9 * self.look.pixels(), upper.width() // 2), figures_px)
        if upper.width() - interest_px < _NAME_EMS * self.look.pixels():
            interest_px = painter.fontMetrics().horizontalAdvance("0.0") + HALF
        interest = QRect(upper.right() - interest_px, upper.top(), interest_px, metrics_px)
        painter.setFont(self.look.font(bold=True))
        painter.setPen(self.look.colour("text"))
        room = upper.width() - interest.width() - GAP
        name = fitting_title(summary.name, painter.fontMetrics(), room)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        paint_interest(painter, interest, summary.mean, summary.std, self.look)
        lower = QRect(rect.left(), upper.bottom(), rect.width(), rect.bottom() - upper.bottom())
        painter.setFont(self.look.font("small"))
        painter.setPen(self.look.colour("warning" if summary.alert else "muted"))
        words = _fitting(self._told(summary), painter.fontMetrics(), lower.width())
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def tip(self, index: int) -> str:
        """Everything that a line tells, and what it has no room for."""
        one = self._summaries[index]
        interest = told(self.tr("expected interest {0:.2f} ± {1:.2f}"), one.mean, one.std)
        parts = [cluster_title(one.name), interest, *([translated(one.alert)] if one.alert else [])]
        parts += self._figures(one)
        parts.append(told(self.tr("{0:.0%} liked or expected to be"), one.share_liked))
        if abs(one.change) >= _WORTH_TELLING:
            parts.append(told(self.tr("{0:+.2f} since the last page"), one.change))
        return "\n".join(parts)

    def _told(self, summary: ClusterSummary) -> list[str]:
        """An alert first, then size, ratings, share liked, and what changed since the last page."""
        return [*self._alert(summary), *self._figures(summary), *self._change(summary)]

    def _change(self, summary: ClusterSummary) -> list[str]:
        if abs(summary.change) < _WORTH_TELLING:
            return []
        words = self.tr("rose {0:.2f}") if summary.change > 0 else self.tr("fell {0:.2f}")
        return [told(words, abs(summary.change))]

    def _alert(self, summary: ClusterSummary) -> list[str]:
        """In a word or two: the tool tip has the whole sentence."""
        short = {
            "expected interesting, unseen": self.tr("promising, unseen"),
            "likely artefacts": self.tr("artefacts?"),
        }
        return [short.get(summary.alert, summary.alert)] if summary.alert else []

    def _figures(self, summary: ClusterSummary) -> list[str]:
        return [
            counted(summary.size, "galaxy"),
            told(self.tr("{0:,} rated"), summary.n_rated),
            counted(summary.n_liked, "liked"),
        ]

    @property
    def _n_pictures(self) -> int:
        """Fewer where the words would have no room."""
        room = self.viewport().width() - _WORDS_EM * self.look.pixels()
        return min(max(room // (self._side() + HALF), 1), _MOST_PICTURES)

    def _side(self) -> int:
        return self.line_height() - 2 * HALF

    def line_height(self) -> int:
        return self.look.pixels() + self.look.pixels("small") + 5 * HALF

    def _finish(self, name: str) -> None:
        if name != self._title:
            self.renamed.emit(self._edited, name)

    def _on_arrived(self, row: int) -> None:
        for index, one in enumerate(self._summaries):
            if row in (*one.typical, *one.borderline, *one.surprising):
                self.viewport().update(self.rect_of(index))


def _fitting(parts: list[str], metrics: QFontMetrics, room_px: int) -> str:
    """As many of the parts, from the first on, as have room whole; half a word says nothing."""
    while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room_px:
        parts = parts[:-1]
    return metrics.elidedText(" · ".join(parts), Qt.TextElideMode.ElideRight, room_px)


def _place_of(marked: ClusterSummary, summaries: tuple[ClusterSummary, ...]) -> int:
    """Where a cluster is now; where it is no more, the one that took its typical galaxy in; else -1."""
    keys = [one.key for one in summaries]
    if marked.key in keys:
        return keys.index(marked.key)
    held = [bool(np.isin(marked.typical[:1], one.rows).any()) for one in summaries]
    return held.index(True) if True in held else -1
