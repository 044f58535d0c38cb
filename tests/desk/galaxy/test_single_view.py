"""The large picture: measured, turned, zoomed to its pixels, compared, blinked."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.galaxy.north_up import turn_north_up
from gzlabel.desk.galaxy.ruler import length_in_words
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.kin import Kin
from tests.desk.fake_workbench import FakeWorkbench, spiral


def press(desk: DeskWindow, key: Qt.Key) -> None:
    QTest.keyClick(desk.views.single if desk.arrangement.is_single else desk.views.grid, key)


def drag(desk: DeskWindow, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(desk.picture, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.picture, end)
    QTest.mouseRelease(desk.picture, Qt.MouseButton.LeftButton, pos=end)


def test_a_length_is_told_in_seconds_of_arc_or_in_pixels() -> None:
    scale = PixelScale(0.4, 100, 0.0)
    assert length_in_words(50, 200, 100, scale) == "10.00″"
    assert length_in_words(50, 200, 100, None) == "25.0 px"
    assert length_in_words(200, 200, 100, PixelScale(3.0, 100, 0.0)) == "5.00′"


def test_the_ruler_measures_what_is_dragged_over(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_V)
    press(desk, Qt.Key.Key_U)
    canvas = desk.picture
    side = min(canvas.width(), canvas.height())
    middle = canvas.rect().center()
    drag(desk, middle, middle + QPoint(side // 4, 0))
    assert canvas.measured == f"{side // 4 / side * 96:.1f} px"
    workbench.go_to(2)
    assert canvas.measured == ""
    drag(desk, middle, middle + QPoint(side // 4, 0))
    assert canvas.measured == f"{side // 4 / side * 96 * 0.396:.2f}″"
    press(desk, Qt.Key.Key_U)
    assert canvas.measured == ""


@pytest.mark.parametrize("east_is_left", [True, False])
def test_north_is_turned_up_and_east_left(east_is_left: bool) -> None:
    painter = QPainter(image := QImage(10, 10, QImage.Format.Format_RGB32))
    turned = turn_north_up(painter, QPointF(5, 5), PixelScale(1.0, 10, 90.0, east_is_left))
    north = painter.transform().map(QPointF(4, 5))  # ninety degrees counter-clockwise from the top: left
    east = painter.transform().map(QPointF(5, 6) if east_is_left else QPointF(5, 4))
    painter.end()
    assert (round(north.x(), 9), round(north.y(), 9)) == (5, 4)
    assert (round(east.x(), 9), round(east.y(), 9)) == (4, 5)
    assert (turned.north_angle_deg, turned.east_is_left) == (0.0, True)
    assert not image.isNull()


def test_zooming_keeps_what_is_under_the_mouse() -> None:
    viewpoint = Viewpoint()
    viewpoint.zoom_by(2, QPointF(0.25, 0.0))
    place = (0.25 - viewpoint.offset.x()) / viewpoint.zoom
    assert place == pytest.approx(0.25)
    viewpoint.zoom_by(-9)
    assert (viewpoint.zoom, viewpoint.offset) == (1.0, QPointF())


def test_pixels_are_eight_of_the_screens_and_z_leads_back(desk: DeskWindow) -> None:
    press(desk, Qt.Key.Key_V)
    press(desk, Qt.Key.Key_Z)
    fitted = min(desk.picture.width(), desk.picture.height()) / 96
    assert desk.views.viewpoint.zoom * fitted * desk.devicePixelRatioF() == pytest.approx(8)
    press(desk, Qt.Key.Key_Z)
    assert desk.views.viewpoint.zoom == 1


def test_z_waits_for_the_picture_itself_as_its_stand_in_has_other_pixels(
    desk: DeskWindow, workbench: FakeWorkbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    finest = list[Callable[[Any], None]]()
    at_once = workbench.pictures.request

    def request(row: int, size: int, receive: Callable[[Any], None]) -> None:
        if size == 2048:
            finest.append(receive)
        else:
            at_once(row, size, receive)

    monkeypatch.setattr(workbench.pictures, "request", request)
    press(desk, Qt.Key.Key_V)
    press(desk, Qt.Key.Key_Z)
    assert desk.views.viewpoint.zoom == 1
    finest[0](spiral(0, 192))
    fitted = min(desk.picture.width(), desk.picture.height()) / 192
    assert desk.views.viewpoint.zoom * fitted * desk.devicePixelRatioF() == pytest.approx(8)
    press(desk, Qt.Key.Key_Z)
    assert desk.views.viewpoint.zoom == 1


def test_z_shows_the_pixels_of_a_small_picture_too() -> None:
    viewpoint, small, area = Viewpoint(), QSizeF(20, 20), QRectF(0, 0, 400, 400)
    viewpoint.see_pixels(small, area, 1.0)
    assert viewpoint.zoom == 1.25
    viewpoint.see_pixels(small, area, 1.0)
    assert viewpoint.zoom == 1


def test_the_nearest_liked_and_disliked_stand_beside_and_zoom_along(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    press(desk, Qt.Key.Key_K)
    compare = desk.views.single.compare
    assert [canvas.row for canvas in compare.canvases] == [8, 0, 9]
    assert [canvas.accessibleName() for canvas in compare.canvases] == [
        "Nearest liked · SDSS J1008",
        "This one · SDSS J1000",
        "Nearest disliked · SDSS J1009",
    ]
    press(desk, Qt.Key.Key_Plus)
    assert {canvas.viewpoint.zoom for canvas in compare.canvases} == {1.25}
    press(desk, Qt.Key.Key_4)
    assert workbench.calls[-1] == ("rate", 4)
    assert compare.canvases[1].row == 1
    press(desk, Qt.Key.Key_K)
    assert desk.arrangement.is_single
    assert not desk.views.single.is_comparing


def test_the_map_takes_its_room_back_when_its_lasso_is_called_for(desk: DeskWindow) -> None:
    press(desk, Qt.Key.Key_K)
    assert not desk.views.map.isVisible()
    desk.actions_table.run("map.lasso")
    assert desk.views.map.isVisible()
    assert desk.arrangement.is_single


def test_while_another_galaxy_blinks_in_its_place_a_digit_decides_nothing(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    press(desk, Qt.Key.Key_J)
    compare = desk.views.single.compare
    assert compare.is_blinking
    assert compare.canvases[1].row == 8
    press(desk, Qt.Key.Key_5)
    assert not workbench.state.decisions
    assert compare.canvases[1].row == 0
    press(desk, Qt.Key.Key_5)
    assert workbench.state.decisions[0].rating == 5


def test_it_blinks_with_the_selected_galaxy_where_there_is_one(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.select([17])
    press(desk, Qt.Key.Key_J)
    assert desk.views.single.compare.canvases[1].row == 17


def test_what_blinks_has_the_room_to_itself(desk: DeskWindow) -> None:
    press(desk, Qt.Key.Key_K)
    compare = desk.views.single.compare
    QApplication.processEvents()
    beside = compare.middle.width()
    press(desk, Qt.Key.Key_J)
    QApplication.processEvents()
    assert [one for one in compare.canvases if one.isVisible()] == [compare.middle]
    assert compare.middle.width() > 2.5 * beside
    press(desk, Qt.Key.Key_J)
    QApplication.processEvents()
    assert len([one for one in compare.canvases if one.isVisible()]) == 3
    assert abs(compare.middle.width() - beside) <= 2


def test_it_blinks_as_soon_as_the_nearest_are_known(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    waiting: list[Callable[[Kin], None]] = []
    workbench.kindred = SimpleNamespace(of=lambda row, receive: waiting.append(receive))
    press(desk, Qt.Key.Key_J)
    assert not desk.views.single.compare.is_blinking
    waiting[-1](Kin(0, 8, 9))
    assert desk.views.single.compare.is_blinking


def test_the_page_ends_blinking_and_comparing(desk: DeskWindow) -> None:
    press(desk, Qt.Key.Key_J)
    press(desk, Qt.Key.Key_Escape)
    assert not desk.views.single.compare.is_blinking
    press(desk, Qt.Key.Key_V)
    assert not desk.views.single.is_comparing


def test_the_page_has_its_room_again_after_the_single_view(desk: DeskWindow) -> None:
    before = desk.arrangement._splitters["columns"].sizes()
    press(desk, Qt.Key.Key_V)
    assert desk.arrangement._splitters["columns"].sizes()[0] > before[0]
    assert not desk.views.galaxy.canvas.isVisible()
    press(desk, Qt.Key.Key_Escape)
    assert desk.arrangement._splitters["columns"].sizes() == before
    assert desk.views.galaxy.canvas.isVisible()


def test_selected_galaxies_are_compared_in_step(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.select([0, 4, 6, 11])
    press(desk, Qt.Key.Key_K)
    compare = desk.views.single.compare
    shown = [canvas for canvas in compare.canvases if canvas.isVisible()]
    assert [canvas.row for canvas in shown] == [4, 0, 6, 11]
    assert shown[3].accessibleName() == "Selected · SDSS J1011"
    assert abs(shown[0].width() - shown[3].width()) <= 1
    press(desk, Qt.Key.Key_Plus)
    assert {canvas.viewpoint.zoom for canvas in shown} == {1.25}
    press(desk, Qt.Key.Key_4)
    assert compare.canvases[1].row == 1
    press(desk, Qt.Key.Key_K)
    workbench.select([])
    press(desk, Qt.Key.Key_K)
    assert [canvas.row for canvas in compare.canvases if canvas.isVisible()] == [8, 1, 9]


def test_what_is_compared_has_the_maps_room_and_gives_it_back(desk: DeskWindow) -> None:
    desk.resize(1280, 800)
    before = desk.arrangement._splitters["columns"].sizes()
    press(desk, Qt.Key.Key_K)
    QApplication.processEvents()
    shown = [canvas for canvas in desk.views.single.compare.canvases if canvas.isVisible()]
    assert len(shown) == 3
    assert min(canvas.width() for canvas in shown) >= 300
    press(desk, Qt.Key.Key_K)
    assert desk.views.map.isVisible()
    press(desk, Qt.Key.Key_Escape)
    assert desk.arrangement._splitters["columns"].sizes() == before
