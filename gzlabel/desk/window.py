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
from gzlabel.desk.dialogs.dialogs import Dialogs
from gzlabel.desk.drop_target import DropTarget
from gzlabel.desk.galaxy.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.keys.keymap import recalled, with_changes
from gzlabel.desk.keys.tag_keys import TagKeys
from gzlabel.desk.memory import Memory
from gzlabel.desk.screen_fit import fit_to_screen
from gzlabel.desk.style.look import Look
from gzlabel.desk.unhurried import Follower, Unhurried
from gzlabel.desk.views import Views
from gzlabel.errors import UserError
from gzlabel.workbench.state import Notice, Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_OVER_THE_PICTURE = (
    "look.single",
    "look.compare",
    "look.blink",
    "look.whole",
    "look.pixels",
    "look.north",
    "look.ruler",
    "view.stretch",
    "view.invert",
)
_BESIDE_RATINGS = ("rate.skip", "rate.artefact", "rate.cannot_tell", "rate.reject_rest")
_ON_THE_BAR = (
    "rate.undo",
    "rate.redo",
    "look.single",
    "look.compare",
    "session.summary",
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
        The user goes elsewhere: "welcome", "open", "add" to add rows, "mend" to repair what is damaged, or a path.
    closed()
        The workbench is closed.
    """

    left = Signal(str)
    closed = Signal()

    def __init__(self, workbench: "Workbench", look: Look, memory: Memory) -> None:
        super().__init__()
        self.workbench, self.look, self.memory = workbench, look, memory
        self._may_close = False
        body = QWidget(self)
        self.setCentralWidget(body)
        self.setWindowTitle(f"{workbench.path.stem} — gzlabel")
        self.resize(1280, 800)
        self.keyboard = Keyboard(self)
        self.views = Views(workbench, look, self.keyboard, body)
        self.arrangement = Arrangement(self.views, body)
        self.dialogs = Dialogs(self, body)
        acts = Acts(self)
        self.actions_table = Actions(acts, look, self.keyboard, self, self.guarded)
        self._unhurried = Unhurried(self.views.beside, self._tell, self)
        self.tag_keys = TagKeys(self)
        DropTarget(self, acts.take_dropped)
        self._connect()
        self._recall()
        workbench.changed.connect(self._on_changed)
        self._on_changed(frozenset(Part))
        self._unhurried.catch_up()
        self.views.grid.setFocus()

    @property
    def picture(self) -> GalaxyCanvas:
        """The largest picture in sight."""
        return self.views.single.picture if self.arrangement.is_single else self.views.galaxy.canvas

    @property
    def is_current_in_sight(self) -> bool:
        """Whether the galaxy that a key decides on is on the screen, not one it blinks with."""
        return not self.arrangement.is_single or self.views.single.is_current_in_sight

    def guarded(self, call: Callable[[], object]) -> None:
        """Call; tell a user's mistake as a sentence and a bug with its traceback, and live on."""
        try:
            call()
        except Exception as error:
            self.tell_error(error)

    def tell_error(self, error: BaseException) -> None:
        """Show a user's mistake as a sentence, and anything else as a bug."""
        if isinstance(error, UserError):
            self.views.notices.tell(Notice("warning", str(error)))
        else:
            self.tell_bug(error)

    def tell_bug(self, error: BaseException) -> None:
        """Show that the program is at fault, with the traceback at hand."""
        text = self.tr("A fault of the program: {0}").format(f"{type(error).__name__}: {error}")
        self.views.notices.tell(Notice("error", text, "".join(traceback.format_exception(error))))

    def leave(self) -> None:
        """Close, whatever the disk says: whoever calls this has asked the workbench to save."""
        self._may_close = True
        self.close()

    def choose_look(self, choice: str, text_scale: float) -> None:
        """Use another theme or size of text, from now on."""
        self.look.choose(choice, text_scale)
        self.memory.remember_look(self.look.choice, self.look.text_scale)

    def choose_keys(self, changes: dict[str, tuple[str, ...]]) -> None:
        """Use the user's own keys, from now on."""
        self.keyboard.use(with_changes(changes))
        self.memory.remember_keys(changes)

    def choose_frame(self, follows_mouse: bool) -> None:
        """Let the frame follow the mouse, or keys and clicks alone, from now on."""
        self.views.grid.frame_follows_mouse = follows_mouse
        self.memory.remember_frame_follows_mouse(follows_mouse)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.memory.remember_shape(self.workbench.path, "window", self.saveGeometry())
        self.arrangement.remember(self.memory, self.workbench.path)
        self.hide()
        if not (self._may_close or self.workbench.save()):
            self.show()
            event.ignore()
            return
        self.workbench.changed.disconnect(self._on_changed)
        self.workbench.close()
        event.accept()
        self.closed.emit()

    def _connect(self) -> None:
        views, action = self.views, self.actions_table.action
        self.actions_table.fill(self.menuBar())
        views.page_bar.add_tools([action(name) for name in _ON_THE_BAR])
        views.single.add_tools([action(name) for name in _OVER_THE_PICTURE])
        ratings = [action(f"rate.{rating}") for rating in range(6)]
        views.galaxy.buttons.show_actions(ratings, [action(name) for name in _BESIDE_RATINGS])
        self.arrangement.lay_tab_order()
        views.page_bar.new_interest_asked.connect(action("interest.new").trigger)
        views.galaxy.opened.connect(action("look.single").trigger)
        views.single.opened.connect(action("look.single").trigger)
        views.grid.opened.connect(action("look.single").trigger)
        views.grid.asked.connect(self.dialogs.menu_of_tile)
        views.grid.tile_px_changed.connect(self._on_tile_px)
        views.map.canvas.asked.connect(self._on_map_asked)
        for canvas in (views.map.canvas, views.galaxy.canvas, views.single.canvas, views.single.compare):
            canvas.let_go.connect(self.arrangement.take_keyboard)
        views.recent.asked.connect(self.dialogs.menu_of_tile)
        views.status.rater.clicked.connect(action("rater.change").trigger)
        views.clusters.asked.connect(self.dialogs.menu_of_cluster)
        views.notices.detail_asked.connect(self.dialogs.bug)
        views.notices.check_asked.connect(action("workspace.check").trigger)

    def _recall(self) -> None:
        path = self.workbench.path
        shape = self.memory.shape(path, "window")
        if not shape.isEmpty():
            self.restoreGeometry(shape)
        fit_to_screen(self)
        self.arrangement.recall(self.memory, path)
        self.views.grid.set_tile_px(int(str(self.workbench.state.settings.get("tile px", 0))))
        self.views.grid.frame_follows_mouse = self.memory.frame_follows_mouse
        self.guarded(lambda: self.keyboard.use(recalled(self.memory.key_changes)))

    def _on_map_asked(self, row: int, place: QPoint) -> None:
        self.dialogs.menu_of_tile(row, place)

    def _on_tile_px(self, tile_px: int) -> None:
        self.workbench.set_setting("tile px", tile_px)

    def _tell(self, view: Follower, parts: frozenset[Part]) -> None:
        self.guarded(partial(view.follow, parts))

    def _on_changed(self, parts: frozenset[Part]) -> None:
        for view in self.views.at_hand:
            self._tell(view, parts)
        self._unhurried.follow(parts)
        self.guarded(partial(self.tag_keys.follow, parts))
        if Part.DECISIONS in parts:
            state = self.workbench.state
            self.actions_table.action("rate.undo").setEnabled(state.can_undo)
            self.actions_table.action("rate.redo").setEnabled(state.can_redo)
