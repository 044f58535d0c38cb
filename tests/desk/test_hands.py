"""Everything can be done without a mouse, and everything without a keyboard; the keyboard stays where it was."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.dialogs.preferences import Preferences
from gzlabel.desk.keys.keymap import usual_keys, with_changes
from gzlabel.desk.memory import Memory
from gzlabel.desk.panels.ranking import RankingPanel
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab


def press(desk: DeskWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk, key)


def test_every_command_has_a_key_and_a_place_in_a_menu(desk: DeskWindow) -> None:
    menus = [action.menu() for action in desk.menuBar().actions()]
    in_menus = {action.objectName() for menu in menus for action in menu.actions()}
    assert {command.id for command in COMMANDS} <= in_menus
    assert [command.id for command in COMMANDS if not command.keys] == []


def test_tab_goes_through_every_control_as_it_is_read(desk: DeskWindow) -> None:
    desk.arrangement.show_tab("progress")
    start, way = desk.views.grid, list[str]()
    start.setFocus()
    for _ in range(60):
        press(desk, Qt.Key.Key_Tab)
        present = QApplication.focusWidget()
        if present is None or present is start:
            break
        way.append(present.accessibleName() or type(present).__name__)
    assert QApplication.focusWidget() is start
    wanted = [
        "Skip",
        "QTabBar",
        "Looks you still want to take",
        "Colour the map by",
        "Map of the catalogue",
        "Clusters",
        "Rater: Vera",
        "What is looked for",
        "Keys",
    ]
    assert [name for name in way if name in wanted] == wanted


def test_after_a_name_the_keyboard_is_where_it_was(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    lines = desk.views.clusters.lines
    for start in (desk.views.grid, lines):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            start.setFocus()
            lines.set_current(0)
            desk.actions_table.run("cluster.name")
            assert QApplication.focusWidget() is lines._editor
            press(desk, key)
            assert QApplication.focusWidget() is start
    press(desk, Qt.Key.Key_3)
    assert workbench.calls[-1] == ("rate", 3)


def test_after_the_sheet_of_keys_the_keyboard_is_where_it_was(desk: DeskWindow) -> None:
    desk.views.clusters.lines.setFocus()
    desk.dialogs.keys()
    press(desk, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is desk.views.clusters.lines


def test_after_a_cut_the_next_digit_rates(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.views.cut.field.setFocus()
    QTest.keyClicks(desk.views.cut.field, "a < 3")
    press(desk, Qt.Key.Key_Return)
    press(desk, Qt.Key.Key_4)
    assert workbench.calls[-1] == ("rate", 4)
    assert desk.views.cut.field.text() == "a < 3"


def test_a_tool_tip_names_the_key_in_force(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    buttons = desk.views.galaxy.buttons.findChildren(QToolButton)
    skip = next(one for one in buttons if one.accessibleName() == "Skip")
    lasso = desk.views.map.tools[1]
    assert skip.toolTip().startswith("Skip (Space)\n")
    assert lasso.toolTip().startswith("Lasso (L)\n")
    desk.choose_keys({"rate.skip": ("Y",), "map.lasso": ("F9",)})
    assert skip.toolTip().startswith("Skip (Y)\n")
    assert lasso.toolTip().startswith("Lasso (F9)\n")
    assert with_changes({"rate.skip": ("Y",)})["rate.skip"] != usual_keys()["rate.skip"]


def test_arrows_change_the_size_of_text(qtbot: QtBot, look: Look, memory: Memory) -> None:
    dialog = Preferences(look, memory, usual_keys(), None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    chosen: list[float] = []
    dialog.look_chosen.connect(lambda _, scale: chosen.append(scale))
    QTest.keyClick(dialog.text_size, Qt.Key.Key_Right)
    assert chosen == [dialog.text_size.value() / 100]
    assert dialog._percent.text() == f"{dialog.text_size.value()} %"


def test_a_line_in_focus_is_read_out(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.put(Part.CLUSTERS)
    desk._unhurried.catch_up()
    for lines in (desk.views.clusters.lines, tab(desk, RankingPanel).lines):
        lines.setFocus()
        lines.set_current(0)
        before = lines.accessibleDescription()
        assert "expected interest" in before
        press(desk, Qt.Key.Key_Down)
        assert lines.accessibleDescription() not in ("", before)
