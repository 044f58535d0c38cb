"""A workspace that does not open, since it is damaged: what is wrong, and a button that mends it."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QWidget

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.step_bar import StepBar
from gzlabel.desk.outside import open_outside
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.counted import counted, told
from gzlabel.desk.words.told_below import told_below
from gzlabel.progress import Step
from gzlabel.workbench.mending import Mending
from gzlabel.workbench.work.failure import Failure
from gzlabel.workspace import Repaired

_WIDTH_PX = 560
_RENAMED = ".damaged"


class MendDialog(QDialog):
    """Asks, mends, and tells what came of it.

    Parameters
    ----------
    mending
        Of the damaged workspace, which nobody has open; ended with the dialog.
    what
        The sentence that says what is wrong; empty where it was told before.

    Signals
    -------
    mended(str)
        The workspace is sound again, and is to be opened.
    """

    mended = Signal(str)

    def __init__(self, mending: Mending, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._mending, self._is_running = mending, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.destroyed.connect(mending.close)
        self._title, self._words, self._small = QLabel(self), QLabel(self), Caption("", self)
        self._steps, self._buttons = StepBar(self), QDialogButtonBox(self)
        self._open = self._button(self.tr("Open the workspace"), self._on_open)
        self._repair = self._button(self.tr("Repair"), self.repair)
        self._show_folder = self._button(self.tr("Show the folder"), self._on_folder)
        self._leave = self._button(self.tr("Close"), self._on_leave, QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange()
        self._ask(what)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in (self._title, self._words, self._small))

    @property
    def is_running(self) -> bool:
        """Whether it is mending."""
        return self._is_running

    def repair(self) -> None:
        """Begin."""
        self._steps.show_step(Step("Starting"))
        self._run(True)
        self._mending.repair(self._steps.show_step, self._on_repaired, self._on_failed)

    def done(self, result: int) -> None:
        if self._is_running:
            self._is_running = False
            self._mending.stop()
        super().done(result)

    def _arrange(self) -> None:
        self._title.setProperty("role", "title")
        for label in (self._title, self._words):
            label.setWordWrap(True)
        for label in (self._words, self._small):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts = (self._title, self._words, self._small, self._steps, self._buttons)
        self._column = DialogColumn(self, *parts, spacing=GAP)
        self._column.addStrut(_WIDTH_PX)

    def _button(
        self,
        words: str,
        act: object,
        role: QDialogButtonBox.ButtonRole = QDialogButtonBox.ButtonRole.ActionRole,
    ) -> QPushButton:
        button = self._buttons.addButton(words, role)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _ask(self, what: str) -> None:
        self._say(
            self.tr("“{0}” is damaged"),
            what,
            self.tr(
                "A repair makes a new database beside the damaged one: from the transcript of all ratings, from "
                "what can still be read, and from the dated backups. It takes its place only when it is sound, and "
                "the damaged files are kept among the backups."
            ),
        )
        self._offer(self._repair)

    def _say(self, title: str, words: str, small: str) -> None:
        name = self._mending.path.stem
        self.setWindowTitle(title.format(name))
        for label, text in ((self._title, title.format(name)), (self._words, words), (self._small, small)):
            label.setText(text)
            label.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """As tall as the words need."""
        self._column.invalidate()
        self._column.activate()
        self.adjustSize()

    def _offer(self, *buttons: QPushButton) -> None:
        """Show these buttons, the first of which Return presses."""
        for button in (self._open, self._repair, self._show_folder):
            button.setVisible(button in buttons)
            button.setDefault(button is buttons[0])
        buttons[0].setFocus()

    def _run(self, is_running: bool) -> None:
        self._is_running = is_running
        self._repair.setEnabled(not is_running)
        self._leave.setText(self.tr("Stop") if is_running else self.tr("Close"))
        self._steps.setVisible(is_running)
        self._fit()

    def _on_leave(self) -> None:
        if not self._is_running:
            self.reject()
            return
        self._mending.stop()
        self._run(False)
        self._ask(self.tr("The repair was stopped, and can begin anew at any time."))

    def _on_repaired(self, repaired: Repaired) -> None:
        self._run(False)
        title = self.tr("“{0}” is sound") if repaired.was_sound else self.tr("“{0}” is mended")
        if repaired.still_wrong:
            title = self.tr("“{0}” is not whole")
        self._say(title, " ".join(self._kept(repaired)), " ".join(self._put_away(repaired)))
        self._offer(self._open, *((self._show_folder,) if repaired.set_aside else ()))

    def _kept(self, repaired: Repaired) -> list[str]:
        n_kept = counted(repaired.n_decisions, "decision")
        if repaired.was_sound:
            return [self.tr("Nothing is wrong with it, and nothing was changed: {0}.").format(n_kept)]
        still_wrong = [told_below(one) for one in repaired.still_wrong]
        if repaired.n_unreadable:
            lost = told(self.tr("In no source any more, and lost: {0:,}."), repaired.n_unreadable)
            return [self.tr("Kept: {0}.").format(n_kept), lost, *still_wrong]
        return [self.tr("Kept: {0}. None is known to be lost.").format(n_kept), *still_wrong]

    def _put_away(self, repaired: Repaired) -> list[str]:
        renamed = [one for one in repaired.set_aside if one.endswith(_RENAMED)]
        kept = [one for one in repaired.set_aside if one not in renamed]
        said = []
        if kept:
            where = ", ".join(str(self._mending.path / one) for one in kept)
            said.append(self.tr("What was damaged is kept in {0}.").format(where))
        if renamed:
            said.append(self.tr("Set aside, and made anew: {0}.").format(", ".join(renamed)))
        return said

    def _on_failed(self, failure: Failure) -> None:
        self._run(False)
        folder, n_backups = self._mending.backups_folder, self._mending.n_backups
        by_hand = told(
            self.tr(
                "Nothing was taken away. Dated backups of the ratings in {0}: {1:,}. To take one in by hand, close "
                "the workspace everywhere, move transcript.jsonl and all files whose names begin with "
                "workspace.sqlite to another place, copy the backup to where they were, and name it workspace.sqlite."
            ),
            str(folder),
            n_backups,
        )
        no_backup = self.tr(
            "Nothing was taken away. It holds no dated backup of the ratings: bring back a copy of the folder, "
            "if there is one."
        )
        self._say(
            self.tr("“{0}” could not be repaired"),
            told_below(failure.text),
            by_hand if n_backups else no_backup,
        )
        self._repair.setText(self.tr("Try again"))
        self._offer(self._repair, self._show_folder)

    def _on_folder(self) -> None:
        folder = self._mending.backups_folder
        open_outside(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))

    def _on_open(self) -> None:
        self.accept()
        self.mended.emit(str(self._mending.path))
