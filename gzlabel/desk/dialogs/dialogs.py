"""Opens what lies over the desk: palette, keys, help, preferences, export, menus, bugs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QMenu, QMessageBox, QWidget

from gzlabel.desk.clusters.cluster_menu import ClusterMenu
from gzlabel.desk.dialogs.bug_dialog import BugDialog
from gzlabel.desk.dialogs.check_dialog import CheckDialog
from gzlabel.desk.dialogs.combine_dialog import CombineDialog
from gzlabel.desk.dialogs.crash_dialog import CrashDialog
from gzlabel.desk.dialogs.elsewhere_menus import coordinates_menu, elsewhere_menu
from gzlabel.desk.dialogs.examples_dialog import ExamplesDialog
from gzlabel.desk.dialogs.export_dialog import ExportDialog
from gzlabel.desk.dialogs.help_window import HelpWindow
from gzlabel.desk.dialogs.interests_dialog import InterestsDialog
from gzlabel.desk.dialogs.new_interest_dialog import NewInterestDialog
from gzlabel.desk.dialogs.preferences import Preferences
from gzlabel.desk.dialogs.recipe_dialog import RecipeDialog
from gzlabel.desk.dialogs.session_dialog import SessionDialog
from gzlabel.desk.dialogs.stretch_dialog import StretchDialog
from gzlabel.desk.dialogs.tag_keys_dialog import TagKeysDialog
from gzlabel.desk.dialogs.training_dialog import TrainingDialog
from gzlabel.desk.dialogs.training_window import TrainingWindow
from gzlabel.desk.dialogs.trust_dialog import TrustDialog
from gzlabel.desk.dialogs.vectors_dialog import VectorsDialog
from gzlabel.desk.keys.command_palette import CommandPalette
from gzlabel.desk.keys.key_overlay import KeyOverlay
from gzlabel.workbench.state import ClusterSummary

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow

_ASKING_PX = 420
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
    "rate.clear",
)


class Dialogs:
    """Dialogs of one window; each is gone when it is closed."""

    def __init__(self, window: "DeskWindow", body: QWidget) -> None:
        self._window = window
        self._keys = KeyOverlay(window.look, body)

    def palette(self) -> None:
        """Every command by typing."""
        palette = CommandPalette(self._window.look, self._window.keyboard.keys, self._window)
        palette.chosen.connect(self._window.actions_table.run)
        self._open(palette)

    def keys(self) -> None:
        """Every key."""
        self._keys.show_keys(self._window.keyboard.keys)

    def help(self) -> None:
        """The tour, the keys, the method."""
        HelpWindow(self._window.keyboard, self._window).show()

    def preferences(self) -> None:
        """Theme, text, keys."""
        dialog = Preferences(self._window.look, self._window.memory, self._window.keyboard.keys, self._window)
        dialog.look_chosen.connect(self._window.choose_look)
        dialog.keys_chosen.connect(self._window.choose_keys)
        dialog.frame_chosen.connect(self._window.choose_frame)
        self._open(dialog)

    def export(self) -> None:
        """What to write where."""
        rows = self._window.views.clusters.marked_rows
        self._open(ExportDialog(self._window.workbench, rows, self._window))

    def check(self) -> None:
        """Whether everything in the workspace is sound."""
        dialog = CheckDialog(self._window.workbench, self._window.look, self._window)
        dialog.repair_asked.connect(lambda: self._window.left.emit("mend"))
        self._open(dialog)

    def elsewhere(self) -> None:
        """Where else the current galaxy can be looked at."""
        row = self._window.workbench.state.current
        if row is not None:
            self._pop_up(elsewhere_menu(self._window, row))

    def coordinates(self) -> None:
        """Its position, to copy."""
        row = self._window.workbench.state.current
        if row is not None:
            self._pop_up(coordinates_menu(self._window, row))

    def examples(self) -> None:
        """What the classes of a column look like."""
        window = self._window
        ExamplesDialog(window.workbench, window.look, window.views.thumbnails, window).show()

    def stretch(self) -> None:
        """How brightness becomes a picture."""
        dialog = StretchDialog(self._window.workbench, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def recipe(self) -> None:
        """How map and clusters are to be made."""
        self._open(RecipeDialog(self._window.workbench, self._window))

    def new_interest(self) -> None:
        """What to look for, and what to begin with."""
        self._open(NewInterestDialog(self._window.workbench, self._window))

    def tag_keys(self) -> None:
        """Which keys tag."""
        self._open(TagKeysDialog(self._window.workbench, self._window.keyboard.keys, self._window))

    def vectors(self) -> None:
        """Which encoder sees the images."""
        self._open(VectorsDialog(self._window.workbench, self._window))

    def train(self) -> None:
        """What a classifier is to learn."""
        self._open(TrainingDialog(self._window.workbench, self._window))

    def classifiers(self) -> None:
        """What classifiers have learnt."""
        TrainingWindow(self._window.workbench, self._window.look, self._window).show()

    def interests(self) -> None:
        """Every interest."""
        window = self._window
        self._open(InterestsDialog(window.workbench, window.look, window.actions_table, window))

    def combine(self) -> None:
        """An interest made of others."""
        self._open(CombineDialog(self._window.workbench, self._window))

    def trust(self) -> None:
        """Repeats, known examples, and what they say."""
        self._open(TrustDialog(self._window.workbench, self._window))

    def session(self, then: Callable[[], object] | None = None) -> None:
        """The session so far; ``then`` is called where the user agrees to leave."""
        dialog = SessionDialog(self._window.workbench, self._window.look, then is not None, self._window)
        if then is not None:
            dialog.accepted.connect(then)
        self._open(dialog)

    def confirm(self, title: str, question: str, yes: str) -> bool:
        """Whether the user agrees."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, question, parent=self._window)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is agreed

    def crashes(self) -> None:
        """Reports of breakdowns."""
        self._open(CrashDialog(self._window))

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
        return self.ask_or_none(title, question, present) or ""

    def ask_or_none(self, title: str, question: str, present: str = "") -> str | None:
        """A line of text, which may be empty; None if the question was put away."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(question)
        dialog.setTextValue(present)
        for line in dialog.findChildren(QLineEdit):  # the dialog itself takes its size from what is in it
            line.setMinimumWidth(_ASKING_PX)
        given = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.textValue().strip()
        dialog.deleteLater()
        return answer if given else None

    def _pop_up(self, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._window.mapToGlobal(self._window.rect().center()))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
