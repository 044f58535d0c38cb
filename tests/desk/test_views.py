"""Single views on a workbench of straw, moved by the mouse."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QToolButton
from pytestqt.qtbot import QtBot

from gzlabel.desk.clusters.cluster_list import _fitting
from gzlabel.desk.galaxy.facts import short_number
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.memory import Memory
from gzlabel.desk.panels.progress import ProgressPanel
from gzlabel.desk.panels.ranking import RankingPanel
from gzlabel.desk.panels.why import WhyPanel
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Counts, Part
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab


def drag(desk: DeskWindow, *points: tuple[int, int], modifier: Qt.KeyboardModifier) -> None:
    canvas = desk.views.map.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, modifier, QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(canvas, QPoint(*point))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, modifier, QPoint(*points[-1]))


def test_a_lasso_selects_and_shift_adds_and_alt_takes_away(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    canvas = desk.views.map.canvas
    canvas.use(Tool.RECTANGLE)
    width, height = canvas.width(), canvas.height()
    drag(desk, (1, 1), (width // 2, height - 1), modifier=Qt.KeyboardModifier.NoModifier)
    left = set(workbench.state.selection.tolist())
    assert 0 < len(left) < workbench.state.n_galaxies
    drag(desk, (width // 2, 1), (width - 1, height - 1), modifier=Qt.KeyboardModifier.ShiftModifier)
    assert left < set(workbench.state.selection.tolist())
    drag(desk, (1, 1), (width // 2, height - 1), modifier=Qt.KeyboardModifier.AltModifier)
    assert not left & set(workbench.state.selection.tolist())


def test_dragging_moves_the_map_and_the_wheel_zooms_where_the_mouse_is(desk: DeskWindow) -> None:
    canvas = desk.views.map.canvas
    before = canvas.frame.view
    drag(desk, (100, 100), (150, 100), modifier=Qt.KeyboardModifier.NoModifier)
    assert np.isclose(canvas.frame.view.x_min, before.x_min - 50 * before.width / canvas.width())
    canvas.sight.zoom_steps(2)
    assert canvas.frame.view.width < before.width


def test_hovering_shows_a_card_within_the_panel(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    canvas = desk.views.map.canvas
    x, y = canvas.frame.pixels_of(workbench.state.map.positions[[299]])[0].tolist()
    canvas.hovered.emit(299, canvas.mapToGlobal(QPointF(x, y).toPoint()))
    card = desk.views.map._card
    assert card.isVisible()
    assert desk.views.map.rect().contains(card.geometry())
    canvas.hovered.emit(None, QPoint())
    assert not card.isVisible()


def test_a_line_of_the_ranking_selects_and_a_double_click_opens(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    lines = tab(desk, RankingPanel).lines
    best = int(workbench.state.ranking[0])
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.rect_of(0).center())
    assert workbench.state.selection.tolist() == [best]
    QTest.mouseDClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.rect_of(0).center())
    assert workbench.calls[-1] == ("go_to", best)


def test_clusters_stand_best_first_and_arrows_move_among_them(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    lines = desk.views.clusters.lines
    means = [lines.summary(index).mean for index in range(lines.n_lines)]
    assert means == sorted(means, reverse=True)
    lines.setFocus()
    lines.set_current(0)
    QTest.keyClick(lines, Qt.Key.Key_Down)
    assert lines.current == 1
    assert workbench.state.page.cursor == 0
    QTest.keyClick(lines, Qt.Key.Key_5)
    assert workbench.calls[-1] == ("rate", 5)


def test_the_mark_and_the_selection_follow_what_a_cluster_becomes(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    lines, clusters = desk.views.clusters.lines, workbench.state.clusters
    lines.set_current(0)
    lines.chosen.emit(0)
    marked, *others = sorted(clusters.summaries, key=lambda one: -one.mean)
    both = np.union1d(marked.rows, others[0].rows)
    merged = replace(others[0], key="merged", rows=both)
    workbench.put(Part.CLUSTERS, clusters=replace(clusters, summaries=(merged, *others[1:])))
    qtbot.waitUntil(lambda: lines.chosen_key == "merged")
    assert workbench.state.selection.tolist() == both.tolist()
    workbench.put(Part.CLUSTERS, clusters=replace(clusters, summaries=tuple(others[1:])))
    qtbot.waitUntil(lambda: lines.chosen_key == "")
    assert len(workbench.state.selection) == 0


def test_a_recent_decision_is_a_click_away(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.decisions.rate(2)
    workbench.decisions.rate(3)
    QTest.mouseClick(desk.views.recent, Qt.MouseButton.LeftButton, pos=QPoint(60 + 8, 20))
    assert workbench.calls[-1] == ("go_to", 0)


def test_a_job_shows_how_far_it_is_and_can_be_stopped(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.run_job(0.4)
    line = desk.views.status._jobs[0]
    assert line.isVisible()
    assert line._bar.value() == 400
    line.findChild(QToolButton).click()
    assert workbench.calls[-1] == ("cancel", "atlas")
    workbench.put(Part.JOBS, jobs=())
    assert not line.isVisible()


def test_a_notice_waits_until_it_is_put_away(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.notify("the first")
    workbench.notify("the second", "error", "Traceback ...")
    assert desk.views.notices.text == "the second"
    desk.views.notices.dismiss()
    assert desk.views.notices.text == "the first"
    desk.views.notices.dismiss()
    assert desk.views.notices.text == ""


def test_a_notice_moves_nothing_and_leaves_the_line_at_the_foot_in_sight(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    views = [desk.views.page_bar, desk.views.grid, desk.views.map, desk.views.clusters, desk.views.status]
    before = [QRect(one.mapTo(desk, QPoint()), one.size()) for one in views]
    workbench.notify("a sentence")
    brief = desk.views.notices.height()
    assert brief >= 2 * desk.look.pixels()
    workbench.notify("a sentence " * 30, "error", "Traceback ...")
    assert desk.views.notices.height() >= brief + 4 * desk.look.pixels()
    QApplication.processEvents()
    assert [QRect(one.mapTo(desk, QPoint()), one.size()) for one in views] == before
    notices, body = desk.views.notices, desk.centralWidget()
    assert body.rect().contains(notices.geometry())
    assert not notices.geometry().intersects(desk.views.status.geometry())
    assert not QRect(notices.mapTo(desk, QPoint()), notices.size()).intersects(before[1])
    desk.resize(1000, 700)
    QApplication.processEvents()
    assert body.rect().contains(notices.geometry())


def test_the_curve_of_finds_follows(desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot) -> None:
    desk.arrangement.show_tab("progress")
    for rating in (5, 0, 4):
        workbench.decisions.rate(rating)
    figures = tab(desk, ProgressPanel)._figures
    qtbot.waitUntil(lambda: [figure.text() for figure in figures[:3]] == ["3", "2", "2"])
    assert not tab(desk, ProgressPanel).grab().isNull()


def test_no_figure_of_the_progress_is_cut_however_narrow_its_panel(desk: DeskWindow) -> None:
    desk.arrangement.show_tab("progress")
    panel = tab(desk, ProgressPanel)
    lines = set[int]()
    for width in (400, 260, 180):
        panel._figures[-1].setText("12,345")
        panel.parentWidget().parentWidget().setFixedWidth(width)
        QApplication.processEvents()
        for label in (*panel._figures, *panel._captions):
            assert label.width() >= label.minimumSizeHint().width()
        lines.add(len({figure.y() for figure in panel._figures}))
    assert lines == {1, 2}


def test_ctrl_wheel_resizes_tiles_and_remembers(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    before = desk.views.grid.n_columns
    desk.views.grid.resize_tiles(3)
    assert desk.views.grid.n_columns < before
    assert workbench.state.settings["tile px"] > 94
    desk.views.grid.fit_tiles()
    assert desk.views.grid.n_columns == before


def test_numbers_are_shortened_and_names_are_not() -> None:
    assert short_number("671.15080399123") == "671.1508"
    assert short_number("587722981742084096") == "587722981742084096"
    assert short_number("J1234.5+0.123456") == "J1234.5+0.123456"


def test_why_tells_the_reasons_and_a_click_goes_to_a_neighbour(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    workbench.decisions.rate(4)
    desk.arrangement.show_tab("why")
    qtbot.waitUntil(
        lambda: tab(desk, WhyPanel).words.endswith("the one rated 4 lifts it by 0.40."),
        timeout=2000,
    )
    QTest.mouseClick(tab(desk, WhyPanel).neighbours, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert workbench.calls[-1] == ("go_to", 0)


def test_lines_grow_with_the_text(desk: DeskWindow) -> None:
    before = desk.views.clusters.lines.line_px
    desk.choose_look("system", 2.0)
    assert desk.views.clusters.lines.line_px > 1.5 * before
    desk.choose_look("system", 1.0)


@pytest.mark.parametrize("is_single", [False, True])
def test_a_desk_is_left_with_the_columns_of_its_page(
    desk: DeskWindow, workbench: FakeWorkbench, memory: Memory, is_single: bool
) -> None:
    columns = desk.findChild(QSplitter)
    before = columns.sizes()
    if is_single:
        QTest.keyClick(desk.views.grid, Qt.Key.Key_V)
        assert columns.sizes() != before
    desk.arrangement.remember(memory, workbench.path)
    assert columns.sizes() == before


def test_a_map_shown_whole_stays_whole_in_a_larger_window(desk: DeskWindow) -> None:
    canvas = desk.views.map.canvas
    canvas.sight.show_all()
    before = canvas.frame
    desk.resize(2560, 1440)
    after = canvas.frame
    scale_before, scale_after = (one.view.height / one.height_px for one in (before, after))
    assert scale_after < 0.75 * scale_before


def test_a_cluster_tells_whole_words_and_the_rest_in_its_tip(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    lines = desk.views.clusters.lines
    index = next(one for one in range(lines.n_lines) if lines.summary(one).alert)
    told = lines._told(replace(lines.summary(index), change=0.5))
    assert told == ["promising, unseen", "50 galaxies", "2 rated", "1 liked", "rose 0.50"]
    metrics = QFontMetrics(desk.look.font("small"))
    enough = metrics.horizontalAdvance(" · ".join(told[:2])) + 1
    assert _fitting(told, metrics, enough) == "promising, unseen · 50 galaxies"
    assert _fitting(told, metrics, 10_000) == " · ".join(told)
    tip = lines.tip(index).splitlines()
    assert tip[0] == "Cluster 3"
    assert tip[2:4] == ["expected interesting, unseen", "50 galaxies"]


def test_a_cluster_has_room_for_its_name_at_any_size_of_text(desk: DeskWindow) -> None:
    lines = desk.views.clusters.lines
    for scale in (1.0, 2.0):
        desk.look.choose("light", scale)
        QApplication.processEvents()
        left = 8 + lines._n_pictures * (lines._side() + 4) + 4
        bold, small = (QFontMetrics(desk.look.font(*one)) for one in (("body",), ("small",)))
        wanted = bold.horizontalAdvance("cluster 31") + small.horizontalAdvance("0.00 ± 0.00")
        assert lines.viewport().width() - left > wanted
    desk.look.choose("system", 1.0)


def test_a_long_name_is_shortened_in_its_middle(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    name = desk.views.galaxy._name
    workbench.galaxies.id_of = lambda row: "SDSS J102.196228-0.275624 " * 4
    workbench.put(Part.PAGE)
    name.grab()
    assert name.toolTip() == name.text()
    workbench.galaxies.id_of = lambda row: "M51"
    workbench.put(Part.PAGE)
    name.grab()
    assert not name.toolTip()


def test_cannot_tell_is_no_skip_in_the_line_at_the_foot(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    status = desk.views.status
    workbench.put(Part.DECISIONS, counts=Counts(ratings=3, liked=1))
    assert status._counts.text() == "3 ratings · 1 liked"
    workbench.put(Part.DECISIONS, counts=Counts(ratings=3, liked=1, skips=2, unclear=1, artefacts=1))
    assert status._counts.text() == "3 ratings · 1 liked · 2 skipped · 1 cannot tell · 1 artefact"
