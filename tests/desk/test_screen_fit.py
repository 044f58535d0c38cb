"""Where a window lies when the screen is smaller than it would like."""

from PySide6.QtCore import QPoint, QRect

from gzlabel.desk.screen_fit import lifted, within

SCREEN = QRect(0, 0, 1280, 800)


def test_a_window_as_large_as_the_screen_gives_way_to_its_title_bar() -> None:
    assert within(QRect(0, 0, 1280, 800), SCREEN, 30) == QRect(2, 30, 1276, 768)


def test_a_window_left_on_a_screen_that_is_gone_comes_back() -> None:
    assert within(QRect(3000, -400, 600, 400), SCREEN, 30) == QRect(678, 30, 600, 400)


def test_a_window_with_room_stays_where_it_is() -> None:
    assert within(QRect(100, 100, 600, 400), SCREEN, 30) == QRect(100, 100, 600, 400)


def test_a_dialog_that_grew_over_the_lower_edge_is_lifted() -> None:
    assert lifted(QRect(100, 300, 600, 620), SCREEN) == QPoint(100, 180)
    assert lifted(QRect(100, 300, 600, 900), SCREEN) == QPoint(100, 0)
    assert lifted(QRect(100, 300, 600, 400), SCREEN) == QPoint(100, 300)
