"""What lives as long as the program: the look, the window in front, and what becomes of uncaught errors."""

import sys
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from gzlabel.catalogue.images import hubble_deep_field
from gzlabel.crash_report import last_hard_end, write_crash_report
from gzlabel.desk.deliver import Deliverer
from gzlabel.desk.dialogs.add_dialog import AddDialog
from gzlabel.desk.dialogs.mend_dialog import MendDialog
from gzlabel.desk.dialogs.new_dialog import NewDialog
from gzlabel.desk.memory import Memory
from gzlabel.desk.set_aside import SetAside
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow
from gzlabel.desk.words.told_below import told_below
from gzlabel.errors import UserError, WorkspaceDamaged, WorkspaceError
from gzlabel.workbench.mending import Mending
from gzlabel.workbench.model.engine_process import EngineProcess
from gzlabel.workbench.state import Notice
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from gzlabel.workspace_name import DEMONSTRATION

_DATA = QStandardPaths.StandardLocation.GenericDataLocation


class Programme(QObject):
    """Shows one window at a time: the welcome page, or the desk on a workspace."""

    def __init__(self, look: Look, memory: Memory) -> None:
        super().__init__()
        self._look, self._memory = look, memory
        self._window: Welcome | DeskWindow | None = None
        self._set_aside = SetAside(self)
        look.choose(memory.theme, memory.text_scale)

    @property
    def window(self) -> Welcome | DeskWindow | None:
        """What is on the screen."""
        return self._window

    def open(self, path: Path) -> DeskWindow:
        """Show the desk on a workspace.

        Raises
        ------
        UserError
            If it cannot be opened; what was on the screen stays.
        """
        deliverer = Deliverer()
        workbench = _workbench(path, JobRunner(deliverer.deliver))
        desk = DeskWindow(workbench, self._look, self._memory)
        deliverer.setParent(desk)  # what is on its way when the window goes, goes with it
        desk.left.connect(self._on_left)
        self._show(desk)
        self._memory.remember_workspace(path)
        workbench.start()
        self._set_aside.begin()
        self._tell_of_hard_end(desk)
        return desk

    def welcome(self) -> Welcome:
        """Show the first page."""
        page = Welcome(self._look, self._memory.recent)
        page.chosen.connect(self.try_to_open)
        page.open_asked.connect(self.choose)
        page.demo_asked.connect(self._on_demo)
        page.new_asked.connect(self._on_new)
        self._show(page)
        return page

    def try_to_open(self, path: str) -> None:
        """Open a workspace, or tell why it cannot be."""
        try:
            self.open(Path(path))
        except UserError as error:
            self.tell_refusal(Path(path), error)

    def tell_refusal(self, path: Path, error: UserError) -> None:
        """Say on the welcome page why a workspace was not opened, and offer to mend it where that may be."""
        self._window_or_welcome().say(told_below(str(error)))
        if isinstance(error, WorkspaceDamaged):
            what = str(WorkspaceError(error.what, where=error.where))
            self._mending(path, told_below(what)).open()

    def choose(self) -> None:
        """Ask for a workspace and open it."""
        title = self.tr("Open a workspace")
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(Path.home()))
        if chosen:
            self.change_to(Path(chosen))

    def change_to(self, path: Path) -> None:
        """Close the workspace that is open, if one is, and open this one."""
        if self._may_leave():
            self._leave_desk()
            self.try_to_open(str(path))

    def add_rows(self) -> None:
        """Close the desk, let its workspace grow, and open it again whatever came of it."""
        if isinstance(self._window, DeskWindow):
            path = self._window.workbench.path
            dialog = AddDialog(path, self.welcome())
            dialog.finished.connect(lambda _: self.try_to_open(str(path)))
            dialog.open()

    def mend(self) -> None:
        """Close the desk, mend its workspace, and open it again."""
        if isinstance(self._window, DeskWindow):
            path = self._window.workbench.path
            self.welcome()
            dialog = self._mending(path, "")
            dialog.open()
            dialog.repair()

    def on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell a mistake or a bug and live on; this is the program's ``sys.excepthook``."""
        is_mistake = isinstance(error, UserError)
        if not is_mistake:
            write_crash_report(error)
            sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        if isinstance(self._window, DeskWindow):
            self._window.tell_error(error)
        elif isinstance(self._window, Welcome):
            self._window.say(told_below(str(error)) if is_mistake else f"{kind.__name__}: {error}")

    def _tell_of_hard_end(self, desk: DeskWindow) -> None:
        """Once after the program ended without warning, say so, and that nothing saved is lost."""
        report = last_hard_end()
        if report is not None and report.name > self._memory.told_report:
            self._memory.remember_told_report(report.name)
            words = self.tr(
                "gzlabel ended without warning. Every rating that it had shown as saved is on the disk."
            )
            with suppress(OSError):
                told = report.read_text(encoding="utf-8", errors="replace")
                desk.views.notices.tell(Notice("warning", words, told))

    def _show(self, window: Welcome | DeskWindow) -> None:
        before, self._window = self._window, window
        window.show()
        if before is not None:
            self._set_aside.end()
            before.leave() if isinstance(before, DeskWindow) else before.close()
            before.deleteLater()
        window.activateWindow()

    def _leave_desk(self) -> None:
        """A workspace is open once at most: close it before it may be asked for again."""
        if isinstance(self._window, DeskWindow):
            self.welcome()

    def _may_leave(self) -> bool:
        """Whether no desk is open, or one whose decisions are on the disk; else the desk says so, once."""
        return not isinstance(self._window, DeskWindow) or self._window.workbench.save()

    def _on_left(self, where: str) -> None:
        QTimer.singleShot(0, self.choose if where == "open" else partial(self._leave_for, where))

    def _leave_for(self, where: str) -> None:
        if not self._may_leave():
            return
        if where == "welcome":
            self.welcome()
        elif where == "add":
            self.add_rows()
        elif where == "mend":
            self.mend()
        else:
            self.welcome().take(Path(where))

    def _mending(self, path: Path, what: str) -> MendDialog:
        deliverer = Deliverer()
        dialog = MendDialog(Mending(path, JobRunner(deliverer.deliver)), what, self._window_or_welcome())
        deliverer.setParent(dialog)
        dialog.mended.connect(self.try_to_open)
        return dialog

    def _on_new(self, source: str, start: str) -> None:
        dialog = NewDialog("mosaic" if source == "mosaic" else "table", self._window_or_welcome())
        dialog.made.connect(self.try_to_open)
        if start and source == "folder of images":
            dialog.fill_images(Path(start))
        elif start:
            dialog.fill(Path(start))
        dialog.open()

    def _on_demo(self) -> None:
        folder = Path(QStandardPaths.writableLocation(_DATA)) / "gzlabel" / DEMONSTRATION
        if folder.exists():
            self.try_to_open(str(folder))
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
        dialog = NewDialog("mosaic", self._window_or_welcome())
        dialog.made.connect(self.try_to_open)
        dialog.fill(hubble_deep_field(), folder)
        dialog.open()
        dialog.make()

    def _window_or_welcome(self) -> Welcome:
        return self._window if isinstance(self._window, Welcome) else self.welcome()


def _workbench(path: Path, runner: JobRunner) -> Workbench:
    """On a workspace that is let go again where damage is met only here."""
    engines = EngineProcess()
    try:
        workspace = Workspace.open_or_read(path)
        try:
            return Workbench(workspace, runner, engines)
        except BaseException:
            workspace.close()
            raise
    except BaseException:
        engines.dismiss()()
        raise
