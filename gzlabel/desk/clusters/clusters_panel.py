"""The clusters of this moment, one line each: pictures, name, size, rated, expected interest."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from gzlabel.desk.clusters.cluster_list import ClusterList
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.missing import clusters_missing
from gzlabel.desk.panel import Panel
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import ClusterSummary, Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_ON_WHICH_NONE = frozenset({Part.JOBS, Part.ATLAS, Part.CUT})


class ClustersPanel(Panel):
    """Clusters, best first.

    Signals
    -------
    asked(ClusterSummary, QPoint)
        The acts on this cluster were asked for.
    """

    asked = Signal(object, QPoint)

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        keyboard: Keyboard,
        parent: QWidget,
    ) -> None:
        super().__init__(self.tr("Clusters"), parent)
        self._workbench, self._keyboard = workbench, keyboard
        self.lines = ClusterList(look, thumbnails, self)
        self.lines.chosen.connect(self._on_chosen)
        self.lines.opened.connect(self._on_opened)
        self.lines.asked.connect(self._on_asked)
        self.lines.renamed.connect(self._on_renamed)
        self.set_body(self.lines)
        keyboard.changed.connect(self._say_why_none)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if parts & _ON_WHICH_NONE and not self.lines.n_lines:
            self._say_why_none()
        if Part.CLUSTERS in parts or Part.INTERESTS in parts:
            clusters = self._workbench.state.clusters
            found = clusters.summaries if clusters is not None else ()
            summaries = tuple(sorted(found, key=lambda one: -one.mean))
            before = self.lines.marked
            self.lines.show_clusters(summaries)
            self._say_why_none()
            self._follow_mark(before)
            count = self.tr("Clusters · {0}").format(len(summaries)) if summaries else self.tr("Clusters")
            self.set_title(count)

    def _say_why_none(self) -> None:
        why = "" if self.lines.n_lines else clusters_missing(self._workbench.state, self._keyboard)
        self.lines.say_why_none(why)

    def show_members(self) -> None:
        """Offer the galaxies of the marked cluster."""
        if self.lines.current >= 0:
            self._on_opened(self.lines.current)

    def show_examples(self) -> None:
        """Offer the typical and the borderline galaxies of the marked cluster."""
        if self.lines.current >= 0:
            summary = self.lines.summary(self.lines.current)
            rows = tuple(dict.fromkeys((*summary.typical, *summary.borderline)))
            self._workbench.show_rows(rows, "examples of {0}", about=summary.name, cluster=summary.key)

    def show_surprising(self) -> None:
        """Offer the galaxies that fit least into the marked cluster."""
        if self.lines.current >= 0:
            summary = self.lines.summary(self.lines.current)
            self._workbench.show_rows(
                summary.surprising, "surprising in {0}", about=summary.name, cluster=summary.key
            )

    def filter(self) -> None:
        """Keep to the marked cluster; where that is done already, go back to every galaxy."""
        if self._workbench.state.cut.within:
            self._workbench.cut.widen()
        elif self.lines.current >= 0:
            summary = self.lines.summary(self.lines.current)
            self._workbench.cut.narrow(summary.name, summary.rows)

    def merge_with_next(self) -> None:
        """Treat the marked cluster and the one below as one."""
        if 0 <= self.lines.current < self.lines.n_lines - 1:
            keys = (self.lines.summary(self.lines.current + step).key for step in (0, 1))
            self._workbench.clusters.merge(tuple(keys))

    def split(self) -> None:
        """Take the marked cluster apart."""
        if self.lines.chosen_key:
            self._workbench.clusters.split(self.lines.chosen_key)

    def dismiss(self) -> None:
        """Hide the marked cluster."""
        if self.lines.chosen_key:
            self._workbench.clusters.dismiss(self.lines.chosen_key)

    def restore(self) -> None:
        """Leave the marked cluster to the tree again."""
        if self.lines.chosen_key:
            self._workbench.clusters.restore(self.lines.chosen_key)

    @property
    def marked_rows(self) -> tuple[int, ...]:
        """Galaxies of the marked cluster; empty for none."""
        if self.lines.current < 0:
            return ()
        return tuple(self.lines.summary(self.lines.current).rows.tolist())

    def edit_name(self) -> None:
        """Let the user name the marked cluster."""
        if self.lines.current >= 0:
            self.lines.edit_name(self.lines.current)

    def mark(self, step: int) -> None:
        """Mark the cluster above or below."""
        self.lines.set_current(max(0, self.lines.current + step))
        if self.lines.current >= 0:
            self._on_chosen(self.lines.current)

    def _follow_mark(self, before: ClusterSummary | None) -> None:
        """Where the marked cluster was selected, select what it has become: what is lit is what is marked."""
        now = self.lines.marked
        was_selected = before is not None and np.array_equal(self._workbench.state.selection, before.rows)
        rows = now.rows if now is not None else np.empty(0, dtype=np.int64)
        if before is not None and was_selected and not np.array_equal(rows, before.rows):
            self._workbench.select(rows)

    def _on_chosen(self, index: int) -> None:
        self._workbench.select(self.lines.summary(index).rows)

    def _on_opened(self, index: int) -> None:
        summary = self.lines.summary(index)
        self._workbench.show_rows(summary.rows, "{0}", about=summary.name, cluster=summary.key)

    def _on_asked(self, index: int, place: QPoint) -> None:
        self.asked.emit(self.lines.summary(index), place)

    def _on_renamed(self, key: str, name: str) -> None:
        self._workbench.clusters.name(key, name)
