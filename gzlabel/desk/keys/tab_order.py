"""The way of the Tab key through a window: from the top left to the bottom right, as it is read."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QTabBar, QWidget


def lay_tab_order(groups: Iterable[QWidget]) -> None:
    """Let Tab go through the controls of each group in turn, a group's own focus before that of what is in it."""
    for before, after in pairwise([one for group in groups for one in _controls(group)]):
        QWidget.setTabOrder(before, after)


def _controls(group: QWidget) -> Iterator[QWidget]:
    """What takes the focus, without the parts of Qt's own controls and the lists that pop up."""
    home = group.parentWidget()
    if isinstance(group, QTabBar) and home is not None:
        yield home  # which has the place in the order, and hands the focus on to its bar
        return
    for one in (group, *group.findChildren(QWidget)):
        is_part = isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox | QTabBar)
        takes_it = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
        if takes_it and not is_part and one.window() is group.window():
            yield one
