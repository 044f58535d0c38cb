"""A cut typed above the page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import CutView, Part
from tests.desk.fake_workbench import FakeWorkbench


def test_a_cut_is_counted_as_it_is_typed_and_set_with_return(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    bar = desk.views.cut
    QTest.keyClicks(bar.field, "redshift < 0.05")
    qtbot.waitUntil(lambda: bar.count.text() == "120 of 300")
    assert not any(call[0] == "rate" for call in workbench.calls)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert workbench.calls[-1] == ("cut.set", "redshift < 0.05")


def test_what_is_no_cut_says_why(desk: DeskWindow, qtbot: QtBot) -> None:
    bar = desk.views.cut
    QTest.keyClicks(bar.field, "nonsense < 3")
    qtbot.waitUntil(lambda: bar.count.text() == "no cut yet")
    assert "there is no column nonsense" in bar.count.toolTip()
    assert not bar.complaint.isVisible()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.complaint.isVisible()
    assert "there is no column nonsense" in bar.complaint.text()
    bar.field.clear()
    QTest.keyClicks(bar.field, "redshift < 3")
    qtbot.waitUntil(lambda: not bar.complaint.isVisible())


def test_a_cut_that_is_in_force_leaves_the_page_alone_and_gives_the_keys_back(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    bar = desk.views.cut
    for text in ("", "redshift < 0.05"):
        workbench.put(Part.CUT, cut=CutView(text))
        bar.field.setFocus()
        bar.field.setText(text)
        before = len(workbench.calls)
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        assert not any(call[0] == "cut.set" for call in workbench.calls[before:])
        assert not bar.field.hasFocus()
