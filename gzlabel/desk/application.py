"""From a path to a window on the screen: the one place where workspace, workbench and desk meet."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon, QPixmapCache
from PySide6.QtWidgets import QApplication

from gzlabel.assets import asset
from gzlabel.crash_report import watch_for_fatal_errors
from gzlabel.desk.memory import Memory
from gzlabel.desk.opened_files import OpenedFiles
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.desk.words.language import Language
from gzlabel.errors import UserError, WorkspaceDamaged
from gzlabel.workbench.work.courtesy import answer_first
from gzlabel.workbench.work.small_pages import use_small_pages

NAME = "gzlabel"
_PAINTED_KB = 65_536
"""Room for painted tiles: Qt's own ten megabytes do not hold one page on a sharp, large screen."""


def application() -> QApplication:
    """The Qt application, made at the first call."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        qInstallMessageHandler(_without_chatter)
    made = QApplication([NAME])
    made.setApplicationName(NAME)
    made.setOrganizationName(NAME)
    made.setApplicationDisplayName(NAME)
    made.setWindowIcon(QIcon(str(asset("icons/gzlabel.svg"))))
    QPixmapCache.setCacheLimit(_PAINTED_KB)
    return made


def put_keys_first() -> None:
    """Set up this process, and those it begins, so that nothing behind the window holds up its keys."""
    answer_first()
    use_small_pages()


def _without_chatter(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's offscreen platform remarks on every window that it passes on no size hints; everything else is told."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")


def open_desk(workspace_path: Path | str | None = None) -> int:
    """Open the desk and stay until it is closed.

    Parameters
    ----------
    workspace_path
        A folder ``NAME.gzlabel``; None shows the welcome page.

    Returns
    -------
    int
        Exit code.
    """
    watch_for_fatal_errors()
    put_keys_first()
    qt = application()
    memory = Memory(QSettings())
    Language(qt).choose(memory.language)
    programme = Programme(Look(qt), memory)
    sys.excepthook = programme.on_uncaught
    OpenedFiles(qt, programme.change_to)
    if workspace_path is None:
        programme.welcome()
    else:
        _open_first(programme, Path(workspace_path))
    return qt.exec()


def _open_first(programme: Programme, path: Path) -> None:
    """Open a workspace; why it cannot be is raised for who typed in a terminal, else told in a window.

    Damage is told in the window always: there it may be mended.
    """
    try:
        programme.open(path)
    except UserError as error:
        has_terminal = sys.stderr is not None and sys.stderr.isatty()
        if has_terminal and not isinstance(error, WorkspaceDamaged):
            raise
        programme.tell_refusal(path, error)
