"""The ranking: a click selects a galaxy, a double click looks at it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gzlabel.desk.ranking_list import RankingList
from gzlabel.desk.tab_panel import Room, TabPanel
from gzlabel.workbench.state import Part, State

NAME, TITLE, PLACE = "ranking", "Ranking", 1

_FEW, _ALIKE = 2, 1e-4


class RankingPanel(TabPanel):
    """The galaxies of the highest expected interest."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.parent)
        self._workbench = room.workbench
        self.lines = RankingList(room.workbench, room.look, room.thumbnails, self)
        self.lines.chosen.connect(self._on_chosen)
        self.lines.opened.connect(self._on_opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)

    @property
    def entry(self) -> QWidget:
        return self.lines

    @property
    def scrolls(self) -> bool:
        return True

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed, in sight or not: commands and the keyboard find the lines as they are."""
        if Part.IMAGES in parts:
            self.lines.viewport().update()
        if Part.RANKING in parts or Part.INTERESTS in parts:
            ranking = self._workbench.state.ranking
            self.lines.show_ranking(ranking if _tells_apart(self._workbench.state) else ranking[:0])
        elif parts & {Part.DECISIONS, Part.SCORES, Part.JOBS, Part.CUT}:
            self.lines.refresh()

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


def make(room: Room) -> RankingPanel:
    """The panel in this room."""
    return RankingPanel(room)
