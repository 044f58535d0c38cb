"""Where else the current galaxy can be looked at, and its coordinates to copy."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gzlabel.desk.outside import open_outside

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow


def elsewhere_menu(window: "DeskWindow", row: int) -> QMenu:
    """Every place that shows the galaxy, and one to add a place."""
    menu, elsewhere = QMenu(window), window.workbench.elsewhere
    if not elsewhere.has_position(row):
        menu.addAction(window.tr("This galaxy has no position on the sky")).setEnabled(False)
    for name in elsewhere.names(row):
        menu.addAction(name).triggered.connect(partial(_open, window, row, name))
    menu.addSeparator()
    menu.addAction(window.tr("Another address…")).triggered.connect(partial(_remember, window))
    return menu


def coordinates_menu(window: "DeskWindow", row: int) -> QMenu:
    """The position in three ways; choosing one copies it.

    Raises
    ------
    CatalogueError
        If the galaxy has no position.
    """
    menu = QMenu(window)
    for text in window.workbench.elsewhere.coordinates(row):
        menu.addAction(text).triggered.connect(partial(_copy, text))
    return menu


def _open(window: "DeskWindow", row: int, name: str, _: bool = False) -> None:
    window.guarded(lambda: open_outside(QUrl(window.workbench.elsewhere.address(row, name))))


def _copy(text: str, _: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)


def _remember(window: "DeskWindow", _: bool = False) -> None:
    tr, dialogs = window.tr, window.dialogs
    name = dialogs.ask(tr("Another address"), tr("What to call it (the name of one of yours changes it):"))
    if not name:
        return
    template = dialogs.ask_or_none(
        tr("Another address"),
        tr("The address, with {ra}, {dec}, {id} or columns in it; empty to forget it:"),
        "https://",
    )
    if template is not None:
        window.guarded(lambda: window.workbench.elsewhere.remember(name, template))
