"""Opens what lies over the desk: palette, keys, help, preferences, export, menus, bugs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QMenu, QWidget

from gzlabel.desk.bug_dialog import BugDialog
from gzlabel.desk.cluster_menu import ClusterMenu
from gzlabel.desk.command_palette import CommandPalette
from gzlabel.desk.export_dialog import ExportDialog
from gzlabel.desk.help_window import HelpWindow
from gzlabel.desk.key_overlay import KeyOverlay
from gzlabel.desk.preferences import Preferences
from gzlabel.desk.recipe_dialog import RecipeDialog
from gzlabel.desk.stretch_dialog import StretchDialog
from gzlabel.workbench.state import ClusterSummary

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow

_OF_A_TILE = (
    *(f"rate.{rating}" for rating in range(6)),
    "rate.skip",
    "rate.artefact",
    "rate.cannot_tell",
    "look.similar",
    "look.single",
    "write.flag",
    "write.note",
    "write.tags",
)


class Dialogs:
    """Dialogs of one window; each is gone when it is closed."""

    def __init__(self, window: "DeskWindow", body: QWidget) -> None:
        self._window = window
        self._keys = KeyOverlay(window.look, body)

    def palette(self) -> None:
        """Every command by typing."""
        palette = CommandPalette(self._window.look, self._window.actions_table.keys, self._window)
        palette.chosen.connect(self._window.actions_table.run)
        self._open(palette)

    def keys(self) -> None:
        """Every key."""
        self._keys.show_keys(self._window.actions_table.keys)

    def help(self) -> None:
        """The tour, the keys, the method."""
        HelpWindow(self._window.actions_table.keys, self._window).show()

    def preferences(self) -> None:
        """Theme, text, keys."""
        dialog = Preferences(self._window.look, self._window.actions_table.keys, self._window)
        dialog.look_chosen.connect(self._window.choose_look)
        dialog.keys_chosen.connect(self._window.choose_keys)
        self._open(dialog)

    def export(self) -> None:
        """What to write where."""
        rows = self._window.views.clusters.marked_rows
        self._open(ExportDialog(self._window.workbench, rows, self._window))

    def stretch(self) -> None:
        """How brightness becomes a picture."""
        dialog = StretchDialog(self._window.workbench, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def recipe(self) -> None:
        """How map and clusters are to be made."""
        self._open(RecipeDialog(self._window.workbench, self._window))

    def bug(self, text: str, detail: str) -> None:
        """A traceback to copy."""
        self._open(BugDialog(text, detail, self._window))

    def menu_of_tile(self, row: int, place: QPoint) -> None:
        """What can be done with the galaxy under the mouse, which is the current one by now."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._window.actions_table.action(name) for name in _OF_A_TILE])
        menu.popup(place)

    def menu_of_cluster(self, summary: ClusterSummary, place: QPoint) -> None:
        """What can be done with the cluster under the mouse."""
        ClusterMenu(self._window.workbench, summary, self._window.actions_table, self._window).popup(place)

    def ask(self, title: str, question: str, present: str = "") -> str:
        """A line of text; empty if none was given."""
        answer, given = QInputDialog.getText(self._window, title, question, text=present)
        return answer.strip() if given else ""

    def ask_or_none(self, title: str, question: str, present: str = "") -> str | None:
        """A line of text, which may be empty; None if the question was put away."""
        answer, given = QInputDialog.getText(self._window, title, question, text=present)
        return answer.strip() if given else None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
