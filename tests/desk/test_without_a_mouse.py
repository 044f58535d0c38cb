"""Ruler, lasso, map and neighbours by the keyboard alone."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gzlabel.desk.map.canvas import MapCanvas
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.panels.ranking import RankingPanel
from gzlabel.desk.panels.why import WhyPanel
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(desk: DeskWindow, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or desk, key, held)


@pytest.fixture
def canvas(desk: DeskWindow) -> MapCanvas:
    return desk.views.map.canvas


def test_arrows_lead_the_ruler_from_the_middle(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.go_to(2)
    press(desk, Qt.Key.Key_V, Qt.Key.Key_U, Qt.Key.Key_Right)
    press(desk, *[Qt.Key.Key_Right] * 4, held=SHIFT)
    side = min(desk.picture.width(), desk.picture.height())
    arcsec = 41 / side * 96 * 0.396
    assert desk.picture.measured == f"{arcsec:.2f}″"
    assert desk.picture.accessibleDescription() == f"SDSS J1002: {arcsec:.2f}″"
    assert workbench.state.current == 2


def test_the_space_bar_takes_the_other_end_of_the_ruler(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_V, Qt.Key.Key_U)
    press(desk, Qt.Key.Key_Right, held=SHIFT)
    press(desk, Qt.Key.Key_Space)
    press(desk, Qt.Key.Key_Left, Qt.Key.Key_Left, held=SHIFT)
    side = min(desk.picture.width(), desk.picture.height())
    assert desk.picture.measured == f"{30 / side * 96:.1f} px"
    assert ("skip",) not in workbench.calls


def test_the_ruler_stays_on_the_galaxy_when_it_is_zoomed(desk: DeskWindow) -> None:
    press(desk, Qt.Key.Key_V, Qt.Key.Key_U)
    press(desk, *[Qt.Key.Key_Right] * 5, held=SHIFT)
    before = desk.picture.measured
    press(desk, Qt.Key.Key_Plus)
    assert desk.picture.measured == before != ""


def test_a_digit_rates_while_something_is_measured_and_escape_gives_the_arrows_back(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    press(desk, Qt.Key.Key_V, Qt.Key.Key_U, Qt.Key.Key_Right, Qt.Key.Key_4)
    assert workbench.calls[-1] == ("rate", 4)
    assert desk.picture.measured == ""
    press(desk, Qt.Key.Key_Escape)
    assert not desk.views.viewpoint.is_measuring
    assert desk.arrangement.is_single
    press(desk, Qt.Key.Key_Right)
    assert workbench.calls[-1] == ("move", 1)


def test_the_mouse_takes_the_ruler_over(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_V, Qt.Key.Key_U)
    QTest.mouseClick(desk.picture, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    press(desk, Qt.Key.Key_Right)
    assert workbench.calls[-1] == ("move", 1)


def test_arrows_move_a_picture_that_is_zoomed(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_V, Qt.Key.Key_Plus)
    desk.picture.setFocus()
    press(desk, Qt.Key.Key_Right)
    assert desk.views.viewpoint.offset.x() < 0
    press(desk, Qt.Key.Key_A, Qt.Key.Key_Right)
    assert workbench.calls[-1] == ("move", 1)


def test_a_lasso_of_corners_selects(desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_L)
    assert QApplication.focusWidget() is canvas
    press(desk, Qt.Key.Key_Return, Qt.Key.Key_Space)
    for arrow in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        press(desk, arrow, arrow, held=SHIFT)
        press(desk, Qt.Key.Key_Space)
    press(desk, Qt.Key.Key_Return)
    pixels = canvas.frame.pixels_of(workbench.state.map.positions)
    low = np.array([canvas.width() / 2, canvas.height() / 2])
    wanted = np.flatnonzero(((pixels >= low - 0.01) & (pixels <= low + 96.01)).all(axis=1))
    assert len(wanted) > 0
    assert workbench.state.selection.tolist() == wanted.tolist()
    assert ("reject_rest",) not in workbench.calls


def test_a_rectangle_needs_two_corners_and_shift_adds(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.select([299])
    press(desk, Qt.Key.Key_R, Qt.Key.Key_Space)
    press(desk, Qt.Key.Key_Right, Qt.Key.Key_Down, held=SHIFT)
    press(desk, Qt.Key.Key_Return, held=SHIFT)
    assert 299 in workbench.state.selection
    assert len(workbench.state.selection) > 1


def test_backspace_takes_a_corner_back_and_no_rating(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.decisions.rate(3)
    press(desk, Qt.Key.Key_R, Qt.Key.Key_Space, Qt.Key.Key_Backspace)
    press(desk, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert ("undo",) not in workbench.calls
    assert len(workbench.state.selection) == 0


def test_the_map_follows_a_cross_that_would_leave_it(desk: DeskWindow, canvas: MapCanvas) -> None:
    press(desk, Qt.Key.Key_L)
    before = canvas.frame.view.x_min
    press(desk, *[Qt.Key.Key_Right] * (canvas.width() // 96 + 2), held=SHIFT)
    assert canvas.frame.view.x_min > before
    assert canvas._keys.point.x() == pytest.approx(canvas.width() - 1, abs=0.5)


def test_return_looks_at_the_galaxy_under_the_cross(
    desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench
) -> None:
    canvas.sight.centre_on(*workbench.state.map.positions[200].tolist())
    press(desk, Qt.Key.Key_M, held=ALT)
    assert QApplication.focusWidget() is canvas
    press(desk, Qt.Key.Key_Return)
    assert workbench.calls[-1] == ("go_to", 200)
    press(desk, Qt.Key.Key_Escape)
    assert desk.arrangement.has_keyboard


def test_the_mouse_takes_the_lasso_over(
    desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench
) -> None:
    press(desk, Qt.Key.Key_L)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert canvas.tool is Tool.LASSO
    press(desk, Qt.Key.Key_Space)
    assert workbench.calls[-1] == ("skip",)


def test_what_is_in_sight_is_selected(desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench) -> None:
    canvas.sight.zoom(3.0, *workbench.state.map.positions[200].tolist())
    press(desk, Qt.Key.Key_A, held=ALT)
    seen = canvas.frame.view.contains(workbench.state.map.positions)
    assert 0 < seen.sum() < 300
    assert workbench.state.selection.tolist() == np.flatnonzero(seen).tolist()


def test_a_neighbour_is_looked_at_by_return(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    for row in (7, 8, 9):
        workbench.go_to(row)
        workbench.decisions.rate(4)
    workbench.go_to(0)
    press(desk, Qt.Key.Key_W)
    near = tab(desk, WhyPanel).neighbours
    tab(desk, WhyPanel)._ask()
    press(desk, Qt.Key.Key_W)
    assert QApplication.focusWidget() is near
    assert near.accessibleDescription().startswith("SDSS J1007 +0.40")
    press(desk, Qt.Key.Key_Right)
    assert near.accessibleDescription().startswith("SDSS J1008 +0.40")
    press(desk, Qt.Key.Key_Return)
    assert workbench.calls[-1] == ("go_to", 8)
    press(desk, Qt.Key.Key_Escape)
    assert desk.arrangement.has_keyboard


def test_return_on_a_line_of_the_ranking_looks_at_its_galaxy(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    for _ in range(2):
        desk.actions_table.run("view.ranking")
    lines = tab(desk, RankingPanel).lines
    assert QApplication.focusWidget() is lines
    press(desk, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert workbench.calls[-1] == ("go_to", lines.row(1))
    press(desk, Qt.Key.Key_Space)
    assert workbench.calls[-1][0] == "select"
