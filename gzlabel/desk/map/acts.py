"""What commands do with the map and the tools on it."""

from typing import TYPE_CHECKING

import numpy as np

from gzlabel.desk.map.trail import Tool

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow


class MapActs:
    """Takes tools up and lays them down; the keyboard goes with a tool, and arrows lead it until the mouse does."""

    def __init__(self, window: "DeskWindow") -> None:
        self._window = window

    @property
    def has_tool(self) -> bool:
        """Whether a lasso or rectangle is taken up."""
        return self._window.views.map.canvas.tool is not Tool.MOVE

    def lasso(self) -> None:
        """Take up the lasso, or lay it down."""
        self._toggle(Tool.LASSO)

    def rectangle(self) -> None:
        """Take up the rectangle, or lay it down."""
        self._toggle(Tool.RECTANGLE)

    def lay_down(self) -> None:
        """Have no tool in hand."""
        if self.has_tool:
            self._toggle(self._window.views.map.canvas.tool)

    def enter(self) -> None:
        """Bring the keyboard to the map."""
        self._make_room()
        self._window.views.map.canvas.setFocus()

    def select_seen(self) -> None:
        """Select the galaxies in sight."""
        view, workbench = self._window.views.map.canvas.frame.view, self._window.workbench
        left, right, low, high = view.x_min, view.x_max, view.y_min, view.y_max
        workbench.select(
            workbench.map.within(np.array([(left, low), (right, low), (right, high), (left, high)]))
        )

    def _make_room(self) -> None:
        """The map gives its room to galaxies side by side, and takes it back when it is called for."""
        if self._window.views.single.is_comparing:
            self._window.arrangement.show_compared(False)

    def _toggle(self, tool: Tool) -> None:
        self._make_room()
        panel = self._window.views.map
        panel.toggle(tool)
        if panel.canvas.tool is tool:
            panel.canvas.setFocus()
        else:
            self._window.arrangement.take_keyboard()
