"""From a path to a window on the screen: the one place where workspace, workbench and desk meet."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gzlabel.desk.look import Look
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme

NAME = "gzlabel"


def application() -> QApplication:
    """The Qt application, made at the first call."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    made = QApplication([NAME])
    made.setApplicationName(NAME)
    made.setOrganizationName(NAME)
    made.setApplicationDisplayName(NAME)
    return made


def open_desk(workspace_path: Path | str | None = None, *, headless: bool = False) -> int:
    """Open the desk and stay until it is closed.

    Parameters
    ----------
    workspace_path
        A folder ``NAME.gzlabel``; None shows the welcome page.
    headless
        Show the window and return at once.

    Returns
    -------
    int
        Exit code.
    """
    qt = application()
    programme = Programme(Look(qt), Memory(QSettings()))
    sys.excepthook = programme.on_uncaught
    if workspace_path is None:
        programme.welcome()
    else:
        programme.open(Path(workspace_path))
    return 0 if headless else qt.exec()
