"""The map with its tools: what colours it, the legend, which map it is, and what lies under the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from gzlabel.desk.chooser import Chooser
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.map.canvas import MapCanvas
from gzlabel.desk.map.hover_card import HoverCard
from gzlabel.desk.map.legend import Legend
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.panel import Panel
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class MapPanel(Panel):
    """Map, colouring chooser, legend, lasso."""

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        keyboard: Keyboard,
        parent: QWidget,
    ) -> None:
        super().__init__(self.tr("Map"), parent)
        self._workbench, self._look, self._keyboard = workbench, look, keyboard
        self.canvas: MapCanvas = MapCanvas(workbench, look, thumbnails, keyboard, self)
        self.legend = Legend(workbench, look, self)
        self._card = HoverCard(workbench, look, thumbnails, self)
        self.chooser = Chooser(self)
        self._lasso, self._rectangle, self._whole = QToolButton(self), QToolButton(self), QToolButton(self)
        self._arrange()
        look.changed.connect(self._draw_icons)
        keyboard.changed.connect(self._tell_keys)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        self.canvas.follow(parts)
        self.legend.follow(parts)
        if parts & {Part.ATLAS, Part.SELECTION}:
            self.set_title(self._told())
        if Part.SETTINGS in parts:
            self._list_colourings()

    @property
    def tools(self) -> tuple[QWidget, ...]:
        """The controls above the map."""
        return self.chooser, self._lasso, self._rectangle, self._whole

    def toggle(self, tool: Tool) -> None:
        """Take a tool up, or lay it down again."""
        taken_up = self.canvas.tool is not tool
        self.canvas.use(tool if taken_up else Tool.MOVE)
        self._lasso.setChecked(self.canvas.tool is Tool.LASSO)
        self._rectangle.setChecked(self.canvas.tool is Tool.RECTANGLE)

    def colour_by_next(self) -> None:
        """Colour the map by the next of the chooser's names."""
        self.chooser.setCurrentIndex((self.chooser.currentIndex() + 1) % max(1, self.chooser.count()))
        self._on_chosen(self.chooser.currentIndex())

    def _told(self) -> str:
        """Which map it is, and how many galaxies are selected on it."""
        state = self._workbench.state
        which = self.tr("Map · {0}").format(translated(state.map.stage)) if state.map else self.tr("Map")
        n_selected = len(state.selection)
        return f"{which} · {told(self.tr('{0:,} selected'), n_selected)}" if n_selected else which

    def _arrange(self) -> None:
        self.chooser.setAccessibleName(self.tr("Colour the map by"))
        self.chooser.setToolTip(self.tr("What the points' colours mean"))
        self.chooser.activated.connect(self._on_chosen)
        acts = (self._on_lasso, self._on_rectangle, self.canvas.sight.show_all)
        self.add_tool(self.chooser)
        for (button, command), act in zip(self._commands, acts, strict=True):
            button.setAccessibleName(self._keyboard.name(command))
            button.setCheckable(button is not self._whole)
            button.clicked.connect(act)
            self.add_tool(button)
        self._tell_keys()
        self.canvas.hovered.connect(self._on_hovered)
        self.set_body(self.canvas)
        self.add_foot(self.legend)
        self._draw_icons()

    @property
    def _commands(self) -> tuple[tuple[QToolButton, str], ...]:
        """The buttons, and the commands they stand for."""
        return (self._lasso, "map.lasso"), (self._rectangle, "map.rectangle"), (self._whole, "map.whole")

    def _tell_keys(self) -> None:
        for button, command in self._commands:
            button.setToolTip(self._keyboard.tip(command))

    def _draw_icons(self) -> None:
        self._lasso.setIcon(self._look.icon("lasso"))
        self._rectangle.setIcon(self._look.icon("rectangle"))
        self._whole.setIcon(self._look.icon("fit"))

    def _list_colourings(self) -> None:
        names = self._workbench.map.colouring_names()
        present = self._workbench.state.settings.get("colour by", "")
        self.chooser.offer({name: translated(name) for name in names}, str(present))

    def _on_chosen(self, index: int) -> None:
        self._workbench.set_setting("colour by", self.chooser.itemData(index))

    def _on_lasso(self) -> None:
        self.toggle(Tool.LASSO)

    def _on_rectangle(self) -> None:
        self.toggle(Tool.RECTANGLE)

    def _on_hovered(self, row: int | None, place: QPoint) -> None:
        self._card.show_row(row, self.mapFromGlobal(place))
