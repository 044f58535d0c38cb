"""What must be there before a command can do anything; where it is not, a sentence says how to get it."""

from enum import Enum
from typing import TYPE_CHECKING

from gzlabel.desk.words.language import translated
from gzlabel.errors import UserError

if TYPE_CHECKING:
    from gzlabel.desk.acts import Acts


class Need(Enum):
    """A thing that commands act on; its value is the sentence for where there is none."""

    SELECTION = "Nothing is selected: draw a lasso on the map, or Look ▸ Select the page"
    CLUSTER = "No cluster is marked: click one in the list of clusters"

    def check(self, acts: "Acts") -> None:
        """Raise `UserError` where it is missing."""
        is_there = {
            Need.SELECTION: len(acts.workbench.state.selection) > 0,
            Need.CLUSTER: acts.clusters.lines.marked is not None,
        }
        if not is_there[self]:
            raise UserError(translated(self.value))
