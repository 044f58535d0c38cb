"""A list to choose from in little room."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gzlabel.desk.chooser import Chooser


@pytest.fixture
def chooser(qapp: QApplication) -> Iterator[Chooser]:
    parent = QWidget()
    chooser = Chooser(parent)
    chooser.addItems(["expected interest", "uncertainty"])
    parent.show()
    yield chooser
    parent.close()
    parent.deleteLater()


def test_an_entry_that_fits_is_shown_whole(chooser: Chooser) -> None:
    chooser.resize(chooser.sizeHint())
    assert chooser.shown_text() == "expected interest"


def test_one_without_room_ends_in_an_ellipsis(chooser: Chooser) -> None:
    chooser.resize(chooser.minimumSizeHint().width() - 20, chooser.sizeHint().height())
    shown = chooser.shown_text()
    assert shown.endswith("…")
    assert "expected interest".startswith(shown.removesuffix("…"))
    assert chooser.currentText() == "expected interest"
    assert not chooser.grab().isNull()
