"""The window on a workbench of straw: real key presses and clicks, and what they call."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import BROKEN_ROW, FakeWorkbench


def press(
    desk: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(desk.views.grid, key, modifier)


@pytest.mark.parametrize("rating", range(6))
def test_a_bare_digit_rates_and_goes_on(desk: DeskWindow, workbench: FakeWorkbench, rating: int) -> None:
    press(desk, Qt.Key(Qt.Key.Key_0 + rating))
    assert workbench.calls[-1] == ("rate", rating)
    assert workbench.state.page.cursor == 1


@pytest.mark.parametrize(
    ("key", "modifier", "call"),
    [
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "skip"),
        (Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "artefact"),
        (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "cannot_tell"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "reject_rest"),
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "next_page"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "show_similar"),
    ],
)
def test_a_key_calls_its_verb(
    desk: DeskWindow, workbench: FakeWorkbench, key: Qt.Key, modifier: Qt.KeyboardModifier, call: str
) -> None:
    press(desk, key, modifier)
    assert workbench.calls[-1][0] == call


def test_backspace_takes_back(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_3)
    press(desk, Qt.Key.Key_Backspace)
    assert workbench.calls[-1] == ("undo",)
    assert not workbench.state.decisions


def test_down_moves_by_a_row_of_tiles(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    press(desk, Qt.Key.Key_Down)
    assert workbench.state.page.cursor == desk.views.grid.n_columns


def test_a_click_moves_the_cursor(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    tile = desk.views.grid._rect_of(2).center()
    QTest.mouseClick(desk.views.grid.viewport(), Qt.MouseButton.LeftButton, pos=tile)
    assert workbench.calls[-1] == ("go_to", 2)


def test_the_frame_follows_the_mouse_where_that_was_asked_for(
    desk: DeskWindow, workbench: FakeWorkbench, memory: Memory
) -> None:
    grid = desk.views.grid
    QTest.mouseMove(grid.viewport(), grid._rect_of(7).center())
    assert workbench.state.page.cursor == 0
    desk.choose_frame(True)
    assert memory.frame_follows_mouse
    QTest.mouseMove(grid.viewport(), grid._rect_of(9).center())
    QTest.keyClick(grid, Qt.Key.Key_4)
    assert workbench.state.decisions[9].rating == 4
    assert workbench.state.page.cursor == 10
    QTest.mouseMove(grid.viewport(), grid._rect_of(9).center() + QPoint(2, 2))
    assert workbench.state.page.cursor == 10
    desk.choose_frame(False)
    QTest.mouseMove(grid.viewport(), grid._rect_of(2).center())
    assert workbench.state.page.cursor == 10


def test_shift_click_selects_a_range(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    tile = desk.views.grid._rect_of(3).center()
    QTest.mouseClick(
        desk.views.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, tile
    )
    assert workbench.state.selection.tolist() == [0, 1, 2, 3]


def test_v_gives_the_galaxy_the_place_of_the_page_and_digits_still_rate(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    press(desk, Qt.Key.Key_V)
    assert desk.arrangement.is_single
    QTest.keyClick(desk.picture, Qt.Key.Key_4)
    assert workbench.calls[-1] == ("rate", 4)
    QTest.keyClick(desk.picture, Qt.Key.Key_Escape)
    assert not desk.arrangement.is_single


def test_a_broken_image_is_a_placeholder_with_its_reason(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.go_to(BROKEN_ROW)
    desk.grab()
    assert "cut short" in desk.views.thumbnails.complaint(BROKEN_ROW)


def test_a_bug_in_a_verb_is_told_and_the_desk_lives_on(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    def broken(rating: int) -> None:
        raise ZeroDivisionError("nobody thought of this")

    workbench.decisions.rate = broken  # type: ignore[method-assign]
    press(desk, Qt.Key.Key_1)
    assert "nobody thought of this" in desk.views.notices.text
    press(desk, Qt.Key.Key_Space)
    assert workbench.calls[-1] == ("skip",)


def test_a_click_on_the_map_goes_to_the_galaxy(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    canvas, positions = desk.views.map.canvas, workbench.state.map.positions
    point = canvas.frame.pixels_of(positions[[17]])[0]
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*point.round().astype(int).tolist()))
    assert workbench.calls[-1][0] == "go_to"


@pytest.mark.parametrize("theme", ["light", "dark", "red", "system"])
def test_every_theme_paints_at_every_size(desk: DeskWindow, look: Look, theme: str) -> None:
    desk.choose_look(theme, 1.0)
    for size in ((1280, 800), (2560, 1440)):
        desk.resize(*size)
        assert not desk.grab().isNull()
    look.choose("system", 1.0)


def test_sizes_and_the_tab_in_front_are_as_they_were_left(
    desk: DeskWindow, workbench: FakeWorkbench, look: Look, memory: Memory
) -> None:
    desk.resize(desk.width(), 640)
    desk.arrangement._splitters["map"].setSizes([200, 300])
    desk.arrangement.show_tab("progress")
    QApplication.processEvents()
    sizes = desk.arrangement._splitters["map"].sizes()
    desk.close()
    again = DeskWindow(workbench, look, memory)  # type: ignore[arg-type]
    again.show()
    upper, lower = again.arrangement._splitters["map"].sizes()
    height, tab = again.height(), again.arrangement._tabs.currentIndex()
    again.close()
    again.deleteLater()
    assert upper / lower == pytest.approx(sizes[0] / sizes[1], abs=0.02)
    assert (height, tab) == (640, 2)


def test_a_card_does_not_lie_over_a_menu(desk: DeskWindow) -> None:
    desk.dialogs.menu_of_tile(3, desk.mapToGlobal(QPoint(50, 50)))
    desk.views.map.canvas.hovered.emit(17, desk.views.map.canvas.mapToGlobal(QPoint(40, 40)))
    assert not desk.views.map._card.isVisible()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_a_desk_whose_last_ratings_the_disk_refused_stays_open_once(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.saves = False
    desk.close()
    assert desk.isVisible()
    assert ("close",) not in workbench.calls
    workbench.saves = True
    desk.close()
    assert not desk.isVisible()
    assert ("close",) in workbench.calls


def test_who_has_asked_leaves_whatever_the_disk_says(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.saves = False
    desk.leave()
    assert not desk.isVisible()
    assert ("close",) in workbench.calls
