"""The last twenty decisions: all in sight, a click or a comma away from being mended."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench


def test_twenty_have_room_at_any_width(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    for _ in range(22):
        workbench.decisions.rate(1)
    strip = desk.views.recent
    for width in (260, 400, 900):
        strip.resize(width, strip.height())
        assert len(workbench.state.recent) == 20
        assert all(strip.rect().contains(strip._rect_of(index).toRect()) for index in range(20))


def test_a_comma_goes_back_through_them_and_a_digit_mends(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    for rating in (5, 1, 2):
        workbench.decisions.rate(rating)
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Comma)
    assert workbench.calls[-1] == ("go_to", 2)
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Comma)
    assert workbench.calls[-1] == ("go_to", 1)
    QTest.keyClick(desk.views.grid, Qt.Key.Key_4)
    assert workbench.state.decisions[1].rating == 4


def test_the_right_button_offers_to_mend(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.decisions.rate(5)
    place = desk.views.recent._rect_of(0).center().toPoint()
    QTest.mouseClick(desk.views.recent, Qt.MouseButton.RightButton, pos=place)
    assert workbench.calls[-1] == ("go_to", 0)
    menu = next(one for one in desk.findChildren(QMenu) if one.isVisible())
    assert desk.actions_table.action("rate.clear") in menu.actions()
    menu.close()
