"""What a screen reader says: every control that can have the focus has a name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from gzlabel.desk.dialogs.new_dialog import NewDialog
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench

DIALOGS = (
    "palette",
    "help",
    "preferences",
    "export",
    "stretch",
    "interests",
    "combine",
    "trust",
    "vectors",
    "session",
    "crashes",
)


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in _controls(top)
        if not _spoken(one).strip()
    ]


def _controls(top: QWidget) -> Iterator[QWidget]:
    for widget in top.findChildren(QWidget):
        can_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QTabBar)
        is_button = isinstance(widget, QAbstractButton) and not isinstance(widget.parentWidget(), QLineEdit)
        inner |= widget.parentWidget().metaObject().className() == "QComboBoxPrivateContainer"
        is_viewport = widget.objectName().startswith("qt_scrollarea")
        if (
            (can_focus or is_button)
            and not inner
            and not is_viewport
            and not widget.objectName().startswith("qt_")
        ):
            yield widget


def _spoken(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.accessibleName() or widget.text()
    if isinstance(widget, QLabel):
        return widget.accessibleName() or widget.text()
    return widget.accessibleName()


def test_every_control_of_the_desk_has_a_name(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.run_job(0.3)
    workbench.put(*Part)
    assert not nameless(desk)


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(desk: DeskWindow, name: str) -> None:
    getattr(desk.dialogs, name)()
    dialog = next(one for one in desk.findChildren(QDialog) if one.isVisible())
    found = nameless(dialog)
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not found


@pytest.mark.parametrize("source", ["table", "mosaic"])
def test_every_control_of_the_first_page_has_a_name(look: Look, source: str) -> None:
    welcome = Welcome(look, ())
    dialog = NewDialog(source, welcome)
    found = [*nameless(welcome), *nameless(dialog)]
    dialog.deleteLater()
    welcome.deleteLater()
    assert not found
