"""The acts on one cluster, where the mouse is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from gzlabel.desk.clusters.cluster_title import cluster_title
from gzlabel.desk.words.counted import told
from gzlabel.workbench.state import ClusterSummary

if TYPE_CHECKING:
    from gzlabel.desk.actions import Actions
    from gzlabel.workbench.workbench import Workbench


_TO_SHOW = ("cluster.show", "cluster.examples", "cluster.surprising")


class ClusterMenu(QMenu):
    """Show, rate, merge with a neighbour in the list; name, split and dismiss come from the table of commands."""

    def __init__(
        self, workbench: "Workbench", summary: ClusterSummary, actions: "Actions", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workbench, self._summary = workbench, summary
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addActions([actions.action(name) for name in _TO_SHOW])
        rate = self.addMenu(told(self.tr("Rate all {0:,}"), summary.size))
        for rating in range(6):
            rate.addAction(str(rating)).triggered.connect(partial(self._rate_all, rating))
        self.addSeparator()
        merge = self.addMenu(self.tr("Merge with"))
        for other in self._others():
            merge.addAction(cluster_title(other.name)).triggered.connect(partial(self._merge_with, other.key))
        names = (
            "cluster.name",
            "cluster.split",
            "cluster.dismiss",
            "cluster.restore",
            "cluster.restore_dismissed",
            "cluster.filter",
            "workspace.export",
        )
        self.addActions([actions.action(name) for name in names])

    def _others(self) -> list[ClusterSummary]:
        clusters = self._workbench.state.clusters
        summaries = clusters.summaries if clusters is not None else ()
        return [one for one in summaries if one.key != self._summary.key][:20]

    def _rate_all(self, rating: int) -> None:
        self._workbench.decisions.rate_rows(self._summary.rows, rating)

    def _merge_with(self, key: str) -> None:
        self._workbench.clusters.merge((self._summary.key, key))
