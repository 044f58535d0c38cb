"""Folders and addresses, shown by other programs."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gzlabel.workbench.work.small_pages import pages_as_usual


def open_outside(place: QUrl) -> None:
    """Have the system open an address in its browser, a folder in its file manager."""
    with pages_as_usual():
        QDesktopServices.openUrl(place)
