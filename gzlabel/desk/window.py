"""The desk: composes the views and lets them follow the workbench."""

import traceback
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from gzlabel.desk.actions import Actions
from gzlabel.desk.acts import Acts
from gzlabel.desk.arrangement import Arrangement
from gzlabel.desk.dialogs import Dialogs
from gzlabel.desk.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.keymap import with_changes
from gzlabel.desk.look import Look
from gzlabel.desk.memory import Memory
from gzlabel.desk.screen_fit import fit_to_screen
from gzlabel.desk.views import Views
from gzlabel.errors import UserError
from gzlabel.workbench.state import Notice, Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_ON_THE_BAR = (
    "rate.undo",
    "rate.redo",
    "look.single",
    "workspace.export",
    "view.palette",
    "view.preferences",
    "help.keys",
)


class DeskWindow(QMainWindow):
    """The main window on one workspace, which it closes with itself.

    Parameters
    ----------
    workbench
        Not started yet, or already.
    look, memory
        Shared by all windows of the program.

    Signals
    -------
    left(str)
        The user goes elsewhere: "welcome", "open", or a path.
    closed()
        The workbench is closed.
    """

    left = Signal(str)
    closed = Signal()

    def __init__(self, workbench: "Workbench", look: Look, memory: Memory) -> None:
        super().__init__()
        self.workbench, self.look, self._memory = workbench, look, memory
        body = QWidget(self)
        self.setCentralWidget(body)
        self.setWindowTitle(f"{workbench.path.stem} — gzlabel")
        self.resize(1280, 800)
        self.views = Views(workbench, look, body)
        self.arrangement = Arrangement(self.views, body)
        self.dialogs = Dialogs(self, body)
        self.actions_table = Actions(Acts(self), look, self, self.guarded)
        self._connect()
        self._recall()
        workbench.changed.connect(self._on_changed)
        self._on_changed(frozenset(Part))
        self.views.grid.setFocus()

    @property
    def picture(self) -> GalaxyCanvas:
        """The largest picture in sight."""
        return self.views.single if self.arrangement.is_single else self.views.galaxy.canvas

    def guarded(self, call: Callable[[], object]) -> None:
        """Call; tell a user's mistake as a sentence and a bug with its traceback, and live on."""
        try:
            call()
        except UserError as error:
            self.views.notices.tell(Notice("warning", str(error)))
        except Exception as error:
            self.tell_bug(error)

    def tell_bug(self, error: BaseException) -> None:
        """Show that the program is at fault, with the traceback at hand."""
        text = self.tr("A fault of the program: {0}").format(f"{type(error).__name__}: {error}")
        self.views.notices.tell(Notice("error", text, "".join(traceback.format_exception(error))))

    def choose_look(self, choice: str, text_scale: float) -> None:
        """Use another theme or size of text, from now on."""
        self.look.choose(choice, text_scale)
        self._memory.remember_look(self.look.choice, self.look.text_scale)

    def choose_keys(self, changes: dict[str, tuple[str, ...]]) -> None:
        """Use the user's own keys, from now on."""
        self.actions_table.use_keys(with_changes(changes))
        self._memory.remember_keys(changes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.workbench.changed.disconnect(self._on_changed)
        self._memory.remember_shape(self.workbench.path, "window", self.saveGeometry())
        self.arrangement.remember(self._memory, self.workbench.path)
        self.hide()
        self.workbench.close()
        event.accept()
        self.closed.emit()

    def _connect(self) -> None:
        views, action = self.views, self.actions_table.action
        self.actions_table.fill(self.menuBar())
        views.page_bar.add_tools([action(name) for name in _ON_THE_BAR])
        views.page_bar.new_interest_asked.connect(action("interest.new").trigger)
        views.galaxy.opened.connect(action("look.single").trigger)
        views.single.opened.connect(action("look.single").trigger)
        views.grid.opened.connect(action("look.single").trigger)
        views.grid.asked.connect(self.dialogs.menu_of_tile)
        views.grid.tile_px_changed.connect(self._on_tile_px)
        views.map.canvas.asked.connect(self._on_map_asked)
        views.clusters.asked.connect(self.dialogs.menu_of_cluster)
        views.notices.detail_asked.connect(self.dialogs.bug)

    def _recall(self) -> None:
        path = self.workbench.path
        shape = self._memory.shape(path, "window")
        if not shape.isEmpty():
            self.restoreGeometry(shape)
        fit_to_screen(self)
        self.arrangement.recall(self._memory, path)
        self.views.grid.set_tile_px(int(str(self.workbench.state.settings.get("tile px", 0))))
        self.guarded(lambda: self.actions_table.use_keys(with_changes(self._memory.key_changes)))

    def _on_map_asked(self, row: int, place: QPoint) -> None:
        self.dialogs.menu_of_tile(row, place)

    def _on_tile_px(self, tile_px: int) -> None:
        self.workbench.set_setting("tile px", tile_px)

    def _on_changed(self, parts: frozenset[Part]) -> None:
        for view in self.views.followers:
            self.guarded(partial(view.follow, parts))
        if Part.DECISIONS in parts:
            state = self.workbench.state
            self.actions_table.action("rate.undo").setEnabled(state.can_undo)
            self.actions_table.action("rate.redo").setEnabled(state.can_redo)
