"""Workspaces that the system asks a running program to open: so a double click arrives on macOS."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedFiles(QObject):
    """Watches the application.

    Parameters
    ----------
    take
        Receives the path that was double-clicked, or dropped on the program's icon.
    """

    def __init__(self, application: QApplication, take: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._take = take
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._take(Path(event.file()))
            return True
        return False
