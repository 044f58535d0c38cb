"""Every command of the table, through its own shortcut, in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from gzlabel.desk.clusters.cluster_title import cluster_title
from gzlabel.desk.command import Command
from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench

Check = Callable[[DeskWindow, FakeWorkbench], bool]


def called(name: str, *args: object) -> Check:
    return lambda desk, workbench: workbench.calls[-1] == (name, *args)


def verb(name: str) -> Check:
    return lambda desk, workbench: workbench.calls[-1][0] == name


def left(where: str) -> Check:
    return lambda desk, workbench: desk.went == where  # type: ignore[attr-defined]


def dialog(name: str) -> Check:
    return lambda desk, workbench: any(type(one).__name__ == name for one in desk.findChildren(QDialog))


def popup(text: str) -> Check:
    def is_there(desk: DeskWindow, workbench: FakeWorkbench) -> bool:
        menus = [one for one in desk.findChildren(QMenu) if one.isVisible()]
        found = any(action.text() == text for menu in menus for action in menu.actions())
        for menu in menus:
            menu.close()
        return found

    return is_there


def tab(index: int) -> Check:
    return lambda desk, workbench: desk.arrangement._tabs.currentIndex() == index


def width(desk: DeskWindow) -> float:
    return desk.views.map.canvas.frame.view.width


def moved(desk: DeskWindow) -> tuple[float, float]:
    before, now = desk.view_before, desk.views.map.canvas.frame.view  # type: ignore[attr-defined]
    return now.x_min - before.x_min, now.y_min - before.y_min


CHECKS: dict[str, Check] = {
    "workspace.new": left("welcome"),
    "workspace.open": left("open"),
    "workspace.add": left("add"),
    "workspace.export": dialog("ExportDialog"),
    "workspace.check": dialog("CheckDialog"),
    "workspace.close": dialog("SessionDialog"),
    "interest.new": dialog("NewInterestDialog"),
    "learning.vectors": dialog("VectorsDialog"),
    "learning.train": dialog("TrainingDialog"),
    "learning.reports": dialog("TrainingWindow"),
    "write.tag_keys": dialog("TagKeysDialog"),
    "interest.rename": called("interests.rename", "typed"),
    "interest.copy": called("interests.copy", "typed"),
    "interest.combine": dialog("CombineDialog"),
    "interest.remove": called("interests.remove", "rings"),
    "interest.all": dialog("InterestsDialog"),
    "rater.change": called("session.hand_over", "typed"),
    "trust.checks": dialog("TrustDialog"),
    "trust.known": called("checks.set_known", [4, 6]),
    "session.summary": dialog("SessionDialog"),
    "interest.next": called("interests.switch", "mergers"),
    **{f"rate.{rating}": called("rate", rating) for rating in range(6)},
    "rate.skip": called("skip"),
    "rate.artefact": called("artefact"),
    "rate.cannot_tell": called("cannot_tell"),
    "rate.reject_rest": called("reject_rest"),
    "rate.undo": called("undo"),
    "rate.redo": called("redo"),
    **{
        f"rate.selection.{rating}": (
            lambda desk, workbench, rating=rating: (
                workbench.calls[-1][0] == "rate_rows" and workbench.calls[-1][2] == rating
            )
        )
        for rating in range(6)
    },
    "look.left": called("move", -1),
    "look.right": called("move", 1),
    "look.up": lambda desk, workbench: workbench.calls[-1] == ("move", -desk.views.grid.n_columns),
    "look.down": lambda desk, workbench: workbench.calls[-1] == ("move", desk.views.grid.n_columns),
    "look.first": lambda desk, workbench: workbench.state.page.cursor == 0,
    "look.last": lambda desk, workbench: workbench.state.page.cursor == 23,
    "look.next_page": called("next_page"),
    "look.single": lambda desk, workbench: desk.arrangement.is_single,
    "look.zoom_in": lambda desk, workbench: desk.views.viewpoint.zoom > 1,
    "look.zoom_out": lambda desk, workbench: desk.views.viewpoint.zoom == 1,
    "look.whole": lambda desk, workbench: desk.views.viewpoint.zoom == 1,
    "look.pixels": lambda desk, workbench: desk.views.viewpoint.zoom > 1,
    "look.north": lambda desk, workbench: desk.views.viewpoint.is_north_up,
    "look.ruler": lambda desk, workbench: desk.views.viewpoint.is_measuring,
    "look.compare": lambda desk, workbench: (
        [one.row for one in desk.views.single.compare.canvases] == [4, 3, 6]
    ),
    "look.blink": lambda desk, workbench: desk.views.single.compare.canvases[1].row == 8,
    "look.recent": called("go_to", 1),
    "look.recent_back": called("come_back"),
    "rate.clear": called("clear", 3),
    "look.similar": called("show_similar", 3),
    "look.find": called("find_id", "typed"),
    "write.flag": called("annotations.flag", (3,)),
    "write.flagged": called("show_rows", (1, 2), "flagged to look again"),
    "write.note": called("annotations.note", 3, "typed"),
    "write.tags": called("annotations.set_tags", [4, 6], ["typed"]),
    "look.cut": lambda desk, workbench: desk.views.cut.field.hasFocus(),
    "select.page": lambda desk, workbench: len(workbench.state.selection) == 24,
    "select.show": verb("show_rows"),
    "select.none": called("select", ()),
    "map.lasso": lambda desk, workbench: desk.views.map.canvas.tool is Tool.LASSO,
    "map.rectangle": lambda desk, workbench: desk.views.map.canvas.tool is Tool.RECTANGLE,
    "map.select_seen": verb("select"),
    "map.enter": lambda desk, workbench: desk.views.map.canvas.hasFocus(),
    "map.whole": lambda desk, workbench: desk.views.map.canvas.frame.view.width > 20,
    "map.zoom_in": lambda desk, workbench: desk.views.map.canvas.frame.view.width < desk.width_before,  # type: ignore[attr-defined]
    "map.zoom_out": lambda desk, workbench: desk.views.map.canvas.frame.view.width > desk.width_before,  # type: ignore[attr-defined]
    "map.colour": called("set_setting", "colour by", "uncertainty"),
    "map.back": lambda desk, workbench: width(desk) > desk.width_before,  # type: ignore[attr-defined]
    "map.forward": lambda desk, workbench: width(desk) == desk.width_before,  # type: ignore[attr-defined]
    "map.left": lambda desk, workbench: moved(desk)[0] < 0,
    "map.right": lambda desk, workbench: moved(desk)[0] > 0,
    "map.up": lambda desk, workbench: moved(desk)[1] > 0,
    "map.down": lambda desk, workbench: moved(desk)[1] < 0,
    "map.outlines": called("set_setting", "outlines", False),
    "map.contours": called("set_setting", "contours", True),
    "map.outside": called("set_setting", "outside the cut", "hidden"),
    "map.build": dialog("RecipeDialog"),
    "map.refit": called("refit_map"),
    "map.unfit": called("unfit_map"),
    "cluster.show": verb("show_rows"),
    "cluster.examples": verb("show_rows"),
    "cluster.surprising": verb("show_rows"),
    "cluster.filter": verb("cut.narrow"),
    "cluster.name": lambda desk, workbench: desk.views.clusters.lines._editor.isVisible(),
    "cluster.merge": verb("clusters.merge"),
    "cluster.split": verb("clusters.split"),
    "cluster.dismiss": verb("clusters.dismiss"),
    "cluster.restore": verb("clusters.restore"),
    "cluster.restore_dismissed": called("clusters.restore_dismissed"),
    "cluster.previous": verb("select"),
    "cluster.next": lambda desk, workbench: desk.views.clusters.lines.current == 2,
    "tools.elsewhere": popup("SIMBAD"),
    "tools.copy": popup("J100024.00+021200.0"),
    "tools.examples": dialog("ExamplesDialog"),
    "tools.conflicts": called("show_rows", (9, 8), "raters disagree"),
    "samp.connect": called("sharing.toggle"),
    "samp.list": called("sharing.send", (4, 2)),
    "samp.selection": verb("sharing.send"),
    "samp.point": called("sharing.point", 3),
    "view.palette": dialog("CommandPalette"),
    "view.preferences": dialog("Preferences"),
    "view.ranking": tab(0),
    "view.why": tab(1),
    "view.progress": tab(2),
    "view.histogram": tab(3),
    "view.larger": verb("set_setting"),
    "view.smaller": verb("set_setting"),
    "view.fit": called("set_setting", "tile px", 0),
    "view.fewer": called("set_page_size", 16),
    "view.more": called("set_page_size", 36),
    "view.stretch": dialog("StretchDialog"),
    "view.invert": called("stretch.change", {"invert": True}),
    "view.theme": lambda desk, workbench: desk.look.choice == "light",
    "view.text_larger": lambda desk, workbench: desk.look.text_scale > 1,
    "view.text_smaller": lambda desk, workbench: desk.look.text_scale < 1,
    "view.full_screen": lambda desk, workbench: desk.isFullScreen(),
    "view.dismiss": lambda desk, workbench: not workbench.state.notices,
    "help.keys": lambda desk, workbench: desk.dialogs._keys.isVisible(),
    "help.crashes": dialog("CrashDialog"),
    "help.tour": dialog("HelpWindow"),
}


def test_every_command_is_checked() -> None:
    assert set(CHECKS) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_through_its_shortcut(
    command: Command,
    desk: DeskWindow,
    workbench: FakeWorkbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for ask in ("ask", "ask_or_none"):
        monkeypatch.setattr(desk.dialogs, ask, lambda *words: "typed")
    monkeypatch.setattr(desk.dialogs, "confirm", lambda *words: True)
    desk.left.connect(lambda where: setattr(desk, "went", where))
    workbench.put(can_redo=True)
    for row in (1, 3):
        workbench.go_to(row)
        workbench.decisions.rate(3)
    workbench.decisions.rate(3)
    workbench.decisions.undo()
    workbench.select([4, 6])
    workbench.put(*Part, can_undo=True, can_redo=True)
    workbench.notify("something to read")
    workbench.go_to(3)
    desk.views.clusters.lines.set_current(1)
    desk.views.map.canvas.sight.step(0)
    desk.views.map.canvas.sight.zoom_steps(1)
    desk.view_before = desk.views.map.canvas.frame.view  # type: ignore[attr-defined]
    desk.width_before = desk.views.map.canvas.frame.view.width  # type: ignore[attr-defined]
    QTest.keySequence(desk.views.grid, QKeySequence(command.keys[0]))
    assert CHECKS[command.id](desk, workbench), workbench.calls[-1]
    _close_all(desk)
    desk.look.choose("system", 1.0)


def test_the_second_shortcut_works_as_well(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.decisions.rate(3)
    QTest.keySequence(desk.views.grid, QKeySequence("Ctrl+Z"))
    assert workbench.calls[-1] == ("undo",)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+5", "Nothing is selected"),
        ("Ctrl+Shift+K", "Nothing is selected"),
        ("F2", "No cluster is marked"),
        ("Ctrl+J", "No cluster is marked"),
    ],
)
def test_a_command_that_lacks_something_says_what(
    keys: str, words: str, desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.select([])
    desk.views.clusters.lines.set_current(-1)
    before = list(workbench.calls)
    QTest.keySequence(desk.views.grid, QKeySequence(keys))
    assert words in desk.views.notices.text
    assert workbench.calls == before


def test_no_flagged_galaxy_is_told(
    desk: DeskWindow, workbench: FakeWorkbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench.annotations, "flagged", ())
    QTest.keySequence(desk.views.grid, QKeySequence("Shift+G"))
    assert "No galaxy is flagged" in desk.views.notices.text


def test_the_palette_runs_what_is_typed(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    QTest.keySequence(desk.views.grid, QKeySequence("Ctrl+K"))
    palette = next(one for one in desk.findChildren(QDialog) if one.isVisible())
    field = palette.findChild(QLineEdit)
    QTest.keyClicks(field, "artef")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert workbench.calls[-1] == ("artefact",)


def test_digits_in_the_name_of_a_cluster_rate_nothing(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.views.clusters.lines.set_current(0)
    desk.views.clusters.edit_name()
    editor = desk.views.clusters.lines._editor
    QTest.keyClicks(editor, "M51")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert workbench.calls[-1][0] == "clusters.name"
    assert workbench.calls[-1][2] == "M51"
    assert not any(call[0] == "rate" for call in workbench.calls)


def test_a_clusters_name_left_as_it_is_names_nothing(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.views.clusters.lines.set_current(0)
    desk.views.clusters.edit_name()
    editor = desk.views.clusters.lines._editor
    assert editor.text() == cluster_title(desk.views.clusters.lines.summary(0).name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not any(call[0] == "clusters.name" for call in workbench.calls)


def _close_all(desk: DeskWindow) -> None:
    for one in desk.findChildren(QDialog):
        one.close()
    desk.dialogs._keys.hide()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
