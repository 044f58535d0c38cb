"""The map in the window: views, pictures close up, another map, keys, the selection."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gzlabel.atlas import View
from gzlabel.desk.dialogs.recipe_dialog import RecipeDialog
from gzlabel.desk.map.canvas import MapCanvas
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.map.view_history import ViewHistory
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench

VIEWS = [View(0.0, size, 0.0, size) for size in (1.0, 2.0, 3.0)]


@pytest.fixture
def canvas(desk: DeskWindow) -> MapCanvas:
    return desk.views.map.canvas


def rgba(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def close_up(canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot) -> None:
    """Zoom to the end of the spiral until there are pictures."""
    x, y = workbench.state.map.positions[290].tolist()
    canvas.sight.zoom(8.0, x, y)
    canvas.sight.centre_on(x, y)
    qtbot.waitUntil(lambda: bool(canvas.pictures.rows))


def test_history_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    history = ViewHistory()
    for view in (*VIEWS, VIEWS[2]):
        history.visit(view)
    assert history.step(-1) == VIEWS[1]
    assert history.step(1) == VIEWS[2]
    assert history.step(1) is None
    history.step(-1)
    history.visit(VIEWS[0])
    assert history.step(1) is None
    assert history.step(-1) == VIEWS[1]


def test_the_view_before_comes_back_and_goes_again(canvas: MapCanvas) -> None:
    first = canvas.frame.view
    canvas.sight.step(0)
    canvas.sight.zoom_steps(2)
    second = canvas.frame.view
    canvas.sight.step(-1)
    assert canvas.frame.view == first
    canvas.sight.step(1)
    assert canvas.frame.view.width == pytest.approx(second.width)


def test_close_up_points_become_pictures_that_do_not_overlap(
    canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    assert canvas.pictures.rows == ()
    close_up(canvas, workbench, qtbot)
    rows = np.array(canvas.pictures.rows)
    centres = canvas.frame.pixels_of(workbench.state.map.positions[rows])
    apart = np.abs(centres[:, None] - centres).max(axis=2) + 1e9 * np.eye(len(rows))
    assert apart.min() >= 56 - 1e-3
    place = QPointF(*centres[0].tolist()).toPoint() + QPoint(20, 20)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert ("go_to", int(rows[0])) in workbench.calls


def test_the_whole_map_has_no_overview_and_a_click_on_it_goes_there(
    canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    assert canvas.overview.rect(canvas.frame).isEmpty()
    close_up(canvas, workbench, qtbot)
    rect = canvas.overview.rect(canvas.frame)
    assert not rect.isEmpty()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    view, whole = canvas.frame.view, canvas.sight.whole
    assert (view.x_min + view.x_max) / 2 == pytest.approx(
        (whole.x_min + whole.x_max) / 2, abs=0.02 * whole.width
    )


def test_points_glide_to_their_places_on_a_better_map(
    canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    before = workbench.state.map
    better = replace(before, positions=(before.positions * 3 + 5).astype(np.float32), stage="UMAP")
    workbench.put(Part.ATLAS, map=better)
    qtbot.waitUntil(lambda: canvas.sight.is_gliding)
    qtbot.waitUntil(lambda: not canvas.sight.is_gliding, timeout=3000)
    assert canvas.frame.view == canvas.sight.whole
    assert canvas.sight.whole.contains(better.positions).all()


def test_the_map_says_which_it_is(desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot) -> None:
    workbench.put(Part.ATLAS, map=replace(workbench.state.map, stage="provisional map"))
    qtbot.waitUntil(lambda: "provisional map" in desk.views.map._title.text())


def test_one_looks_at_the_same_galaxies_when_a_better_map_comes(
    canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    close_up(canvas, workbench, qtbot)
    before = workbench.state.map
    seen = np.flatnonzero(canvas.frame.view.contains(before.positions))
    workbench.put(Part.ATLAS, map=replace(before, positions=-2 * before.positions))
    qtbot.waitUntil(lambda: canvas.sight.is_gliding)
    qtbot.waitUntil(lambda: not canvas.sight.is_gliding, timeout=3000)
    kept = canvas.frame.view.contains(workbench.state.map.positions[seen])
    assert kept.mean() > 0.6
    assert canvas.frame.view.width < 0.5 * canvas.sight.whole.width


def test_keys_move_the_map_while_it_has_the_focus(canvas: MapCanvas, workbench: FakeWorkbench) -> None:
    canvas.setFocus()
    before, n_calls = canvas.frame.view, len(workbench.calls)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.frame.view.x_min > before.x_min
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.frame.view.width < before.width
    assert ("move", 1) not in workbench.calls[n_calls:]


def test_escape_lays_the_lasso_down_and_clears_what_it_selected(
    desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench
) -> None:
    desk.actions_table.run("map.lasso")
    workbench.select([1, 2, 3])
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Escape)
    assert canvas.tool is Tool.MOVE
    assert len(workbench.state.selection) == 0


def test_a_lasso_that_ends_where_it_began_selects(
    desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench
) -> None:
    desk.actions_table.run("map.lasso")
    corners = [
        QPoint(20, 20),
        QPoint(canvas.width() - 20, 20),
        QPoint(canvas.width() - 20, canvas.height() - 20),
    ]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=corners[0])
    for corner in (*corners[1:], QPoint(20, canvas.height() - 20), corners[0]):
        QTest.mouseMove(canvas, corner)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=corners[0])
    assert len(workbench.state.selection) > 0
    assert workbench.state.aside is None


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        (Qt.KeyboardModifier.NoModifier, "inside"),
        (Qt.KeyboardModifier.ShiftModifier, "both"),
        (Qt.KeyboardModifier.ControlModifier, "others"),
    ],
)
def test_a_second_lasso_selects_adds_or_takes_away(
    desk: DeskWindow,
    canvas: MapCanvas,
    workbench: FakeWorkbench,
    modifier: Qt.KeyboardModifier,
    expected: str,
) -> None:
    desk.actions_table.run("map.lasso")
    right = QPoint(canvas.width() - 5, canvas.height() - 5)
    corners = [
        QPoint(canvas.width() // 2, 5),
        QPoint(right.x(), 5),
        right,
        QPoint(canvas.width() // 2, right.y()),
    ]
    pixels = canvas.frame.pixels_of(workbench.state.map.positions)
    inside = set(np.flatnonzero(pixels[:, 0] > canvas.width() // 2).tolist())
    before = set(range(0, 300, 2))
    workbench.select(sorted(before))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, modifier, corners[0])
    for corner in (*corners[1:], corners[0]):
        QTest.mouseMove(canvas, corner)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, modifier, corners[0])
    wanted = {"inside": inside, "both": inside | before, "others": before - inside}[expected]
    assert set(workbench.state.selection.tolist()) == wanted


def test_the_title_tells_how_many_are_selected(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    workbench.select([1, 2, 3])
    qtbot.waitUntil(lambda: desk.views.map._title.text().endswith("3 selected"))
    workbench.select([])
    qtbot.waitUntil(lambda: "selected" not in desk.views.map._title.text())


def test_a_drag_on_the_overview_leads_the_view(
    canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    close_up(canvas, workbench, qtbot)
    rect, whole = canvas.overview.rect(canvas.frame), canvas.sight.whole
    start, end = rect.center().toPoint(), rect.topLeft().toPoint() - QPoint(30, 30)
    n_calls = len(workbench.calls)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    view = canvas.frame.view
    assert (view.x_min + view.x_max) / 2 == pytest.approx(whole.x_min, abs=0.02 * whole.width)
    assert (view.y_min + view.y_max) / 2 == pytest.approx(whole.y_max, abs=0.02 * whole.height)
    assert "go_to" not in {call[0] for call in workbench.calls[n_calls:]}


def test_forward_comes_back_to_the_view_one_went_back_from(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.sight.step(0)
    canvas.sight.zoom_steps(3)
    canvas.sight.pan(0.21, 0.13)
    there = canvas.frame.view
    for _ in range(2):
        canvas.sight.step(-1)
        with qtbot.waitSignal(canvas.sight.rested):
            canvas.sight.rest_soon()
        canvas.sight.step(1)
        assert canvas.frame.view.x_min == pytest.approx(there.x_min)


def test_contours_are_drawn_on_request_alone(
    desk: DeskWindow, canvas: MapCanvas, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    def with_rest() -> np.ndarray:
        with qtbot.waitSignal(canvas.sight.rested):
            canvas.sight.rest_soon()
        return rgba(canvas.grab().toImage())

    plain = with_rest()
    desk.actions_table.run("map.contours")
    assert (with_rest() != plain).any(axis=2).sum() > 100
    desk.actions_table.run("map.contours")
    assert np.array_equal(with_rest(), plain)


def test_the_mouse_goes_back_with_its_own_button(canvas: MapCanvas) -> None:
    first = canvas.frame.view
    canvas.sight.step(0)
    canvas.sight.zoom_steps(2)
    QTest.mouseClick(canvas, Qt.MouseButton.BackButton)
    assert canvas.frame.view == first


def test_a_preset_fills_the_recipe_and_the_recipe_builds_the_map(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    dialog = RecipeDialog(workbench, desk)
    dialog.presets.setCurrentText("rare-classes")
    dialog.presets.activated.emit(1)
    assert (dialog.recipe.n_neighbors, dialog.recipe.min_samples) == (50, 300)
    assert dialog.presets.nextInFocusChain() is dialog.numbers["n_neighbors"]
    assert "automatic" in dialog.numbers["n_epochs"].text()
    assert "every galaxy" in dialog.numbers["n_landmarks"].text()
    dialog.numbers["min_cluster_size"].setValue(12)
    dialog.accept()
    name, recipe = workbench.calls[-1]
    assert (name, recipe.name, recipe.min_cluster_size) == ("build_map", "rare-classes", 12)
    dialog.deleteLater()


def test_the_card_goes_when_a_menu_opens(desk: DeskWindow, canvas: MapCanvas, qtbot: QtBot) -> None:
    card = desk.views.map._card
    card.show_row(4, QPoint(20, 20))
    assert card.isVisible()
    desk.dialogs.menu_of_tile(4, desk.mapToGlobal(QPoint(50, 50)))
    qtbot.waitUntil(lambda: not card.isVisible())
    card.show_row(4, QPoint(20, 20))
    assert not card.isVisible()
    from PySide6.QtWidgets import QApplication

    QApplication.activePopupWidget().close()
