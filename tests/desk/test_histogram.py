"""The histogram in its tab: what it tells, what is marked in it, what follows from that."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gzlabel.desk.memory import Memory
from gzlabel.desk.panels.histogram import HistogramPanel
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.bins import binned
from gzlabel.workbench.histograms import Histogram
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab

WIDTH = 640


class Counter:
    """Ten galaxies of z 0 to 9, one more without; three liked; remembers what is asked of it."""

    def __init__(self, workbench: FakeWorkbench) -> None:
        self.asked: list[str] = []
        self.fails, self.width = False, 1.0
        self.selected: list[tuple[int, int]] = []
        self.cuts: list[tuple[str, int, int]] = []
        self._workbench = workbench

    def names(self) -> tuple[str, ...]:
        return "z", "mass", "expected interest", "uncertainty"

    def ask(self, name: str, receive: object) -> None:
        self.asked.append(name)
        if self.fails:
            return
        values = np.append(np.arange(10.0), np.nan)
        bins = binned(values, 0.0, 9.0 * self.width)
        none = bins.counts(np.zeros(0, dtype=np.int64))
        kept = none if name == "uncertainty" else bins.counts(np.arange(11))
        liked, n_unknown = bins.counts(np.array([2, 3, 3])), 1
        assert callable(receive)
        receive(Histogram(name, "mag" if name == "mass" else "", bins, kept, liked, none, n_unknown))

    def select(self, histogram: Histogram, first: int, last: int) -> None:
        self.selected.append((first, last))

    def cut(self, histogram: Histogram, first: int, last: int) -> None:
        self.cuts.append((histogram.name, first, last))


@pytest.fixture
def counter(workbench: FakeWorkbench) -> Counter:
    workbench.histograms = Counter(workbench)
    return workbench.histograms


@pytest.fixture
def panel(
    qtbot: QtBot, workbench: FakeWorkbench, counter: Counter, look: Look, memory: Memory
) -> HistogramPanel:
    desk = DeskWindow(workbench, look, memory)
    qtbot.addWidget(desk)
    desk.arrangement.show_tab("histogram")
    desk.resize(1400, 900)
    desk.show()
    return tab(desk, HistogramPanel)


def middle_of(panel: HistogramPanel, place: int) -> QPoint:
    chart = panel.chart
    across = [x for x in range(chart.width()) if chart.bin_at(x) == place]
    return QPoint(across[len(across) // 2], chart.height() // 2)


def point(qtbot: QtBot, panel: HistogramPanel, place: int) -> None:
    for one in (place + 1, place):  # a mouse that is there already sends nothing
        qtbot.mouseMove(panel.chart, middle_of(panel, one))


def drag(qtbot: QtBot, panel: HistogramPanel, start: int, end: int) -> None:
    qtbot.mousePress(panel.chart, Qt.MouseButton.LeftButton, pos=middle_of(panel, start))
    qtbot.mouseMove(panel.chart, middle_of(panel, end))
    qtbot.mouseRelease(panel.chart, Qt.MouseButton.LeftButton, pos=middle_of(panel, end))


def test_it_tells_of_all_galaxies(panel: HistogramPanel) -> None:
    assert panel.words.text().startswith("bars: 10 galaxies; 1 more without a value; line: 3 liked.")
    assert panel.words.text() == panel.chart.accessibleDescription()


def test_the_mouse_tells_of_a_bin(qtbot: QtBot, panel: HistogramPanel) -> None:
    point(qtbot, panel, 3)
    assert panel.words.text() == "3 to 4: 1 galaxy, 2 liked"


def test_another_column_is_asked_for_and_remembered(
    panel: HistogramPanel, workbench: FakeWorkbench, counter: Counter
) -> None:
    assert counter.asked[-1] == "z"
    panel.chooser.setCurrentIndex(1)
    panel.chooser.activated.emit(1)
    assert ("set_setting", "histogram of", "mass") in workbench.calls
    workbench.changed.emit(Part.SETTINGS)
    panel.tell()
    assert counter.asked[-1] == "mass"
    panel.chart.pointed.emit(0)
    assert panel.words.text() == "0 to 1 mag: 1 galaxy, 0 liked"


@pytest.mark.parametrize(("start", "end"), [(2, 5), (5, 2)])
def test_dragging_selects_and_may_cut(
    qtbot: QtBot, panel: HistogramPanel, counter: Counter, start: int, end: int
) -> None:
    assert not panel.cut.isEnabled()
    drag(qtbot, panel, start, end)
    assert counter.selected == [(2, 5)]
    panel.cut.click()
    assert counter.cuts == [("z", 2, 5)]


def choose(panel: HistogramPanel, index: int) -> None:
    panel.chooser.setCurrentIndex(index)
    panel.chooser.activated.emit(index)
    panel.tell()


def test_another_column_has_nothing_marked(qtbot: QtBot, panel: HistogramPanel) -> None:
    drag(qtbot, panel, 2, 5)
    choose(panel, 1)
    assert panel.chart.marking is None
    assert not panel.cut.isEnabled()


def test_the_bin_under_the_mouse_is_told_of_also_after_a_rating(qtbot: QtBot, panel: HistogramPanel) -> None:
    point(qtbot, panel, 3)
    panel.tell()
    assert panel.words.text() == "3 to 4: 1 galaxy, 2 liked"


def test_a_column_that_cannot_be_counted_shows_no_other(panel: HistogramPanel, counter: Counter) -> None:
    counter.fails = True
    choose(panel, 1)
    assert "bars" not in panel.words.text()


def test_a_rating_in_the_middle_of_a_drag_disturbs_nothing(
    qtbot: QtBot, panel: HistogramPanel, counter: Counter
) -> None:
    qtbot.mousePress(panel.chart, Qt.MouseButton.LeftButton, pos=middle_of(panel, 2))
    counter.width = 2.0
    panel.tell()
    qtbot.mouseMove(panel.chart, middle_of(panel, 5))
    qtbot.mouseRelease(panel.chart, Qt.MouseButton.LeftButton, pos=middle_of(panel, 5))
    assert counter.selected == [(2, 5)]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_keys_of_other_commands_are_left_alone(
    qtbot: QtBot, panel: HistogramPanel, counter: Counter, held: Qt.KeyboardModifier
) -> None:
    drag(qtbot, panel, 2, 5)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Left):
        qtbot.keyClick(panel.chart, key, held)
    assert counter.selected == [(2, 5)]
    assert panel.chart.marking is not None
    assert panel.chart.marking.end == 5


def test_no_cut_speaks_of_what_the_model_expects(qtbot: QtBot, panel: HistogramPanel) -> None:
    choose(panel, 2)
    drag(qtbot, panel, 2, 5)
    assert not panel.cut.isEnabled()


def test_keys_mark_widen_and_choose(qtbot: QtBot, panel: HistogramPanel, counter: Counter) -> None:
    panel.chart.setFocus()
    for key, held in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
    ):
        qtbot.keyClick(panel.chart, key, held)
    assert panel.words.text() == "3 to 4: 1 galaxy, 2 liked"
    assert counter.selected == []
    qtbot.keyClick(panel.chart, Qt.Key.Key_Return)
    assert counter.selected == [(1, 3)]
    for _ in range(20):
        qtbot.keyClick(panel.chart, Qt.Key.Key_Left)
    qtbot.keyClick(panel.chart, Qt.Key.Key_Space)
    assert counter.selected[-1] == (0, 0)


def test_arrows_from_nowhere_begin_at_their_edge(
    qtbot: QtBot, panel: HistogramPanel, counter: Counter
) -> None:
    qtbot.keyClick(panel.chart, Qt.Key.Key_Left)
    qtbot.keyClick(panel.chart, Qt.Key.Key_Space)
    assert counter.selected == [(9, 9)]


def test_what_is_marked_stays_while_ratings_come(
    qtbot: QtBot, panel: HistogramPanel, workbench: FakeWorkbench
) -> None:
    drag(qtbot, panel, 2, 5)
    panel.tell()
    assert panel.chart.marking is not None
    assert (panel.chart.marking.first, panel.chart.marking.last) == (2, 5)


def test_without_a_model_it_says_what_is_missing(panel: HistogramPanel, workbench: FakeWorkbench) -> None:
    workbench.put(Part.SCORES, Part.ATLAS, scores=None, map=None)
    choose(panel, 3)
    assert panel.words.text()
    assert "bars" not in panel.words.text()
