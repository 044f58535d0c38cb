"""What lives as long as the program: the look, the window in front, and what happens to uncaught errors."""

import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject

from gzlabel.desk.deliver import Deliverer
from gzlabel.desk.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Notice


class Programme(QObject):
    """Opens windows, one at a time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._deliverer = Deliverer(self)
        self._desk: DeskWindow | None = None

    def open(self, path: Path) -> DeskWindow:
        """Open a workspace in a window of its own.

        Raises
        ------
        UserError
            If it cannot be opened.
        """
        from gzlabel.workbench.jobs import JobRunner
        from gzlabel.workbench.workbench import Workbench
        from gzlabel.workspace import Workspace

        workbench = Workbench(Workspace.open(path), JobRunner(self._deliverer.deliver))
        self._desk = DeskWindow(workbench, self._look)
        self._desk.show()
        workbench.start()
        return self._desk

    def welcome(self) -> None:
        """Show the page from which a workspace is opened or begun."""

    def on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell a bug and live on; this is the program's ``sys.excepthook``."""
        detail = "".join(traceback.format_exception(kind, error, trace))
        if self._desk is not None:
            self._desk.notices.tell(Notice("error", f"{kind.__name__}: {error}", detail))
