"""The desk under a stopwatch: presses keys, waits for paints, listens to the heartbeat of the event loop."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt
from PySide6.QtTest import QTest

from gzlabel.bench._heart import Heart
from gzlabel.desk.application import application, put_keys_first
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.errors import GzlabelError
from gzlabel.workbench.state import Part
from gzlabel.workspace import Workspace

_HEAVY = ("torch", "umap", "numba", "sklearn", "hdbscan", "matplotlib")
_HEARTBEAT_MS = 5
_PATIENCE_S = 120.0


class Paints(QObject):
    """Counts the paints of a widget, and has each one looked at."""

    def __init__(self, watched: QObject, look: Callable[[], None]) -> None:
        super().__init__(watched)
        self.n, self._look = 0, look
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.n += 1
            self._look()
        return False


class DeskSession:
    """One window on one workspace.

    Attributes
    ----------
    n_dropped
        Keys that decided nothing.
    heart
        Of its event loop.
    """

    def __init__(self, workspace: Path, settings: Path) -> None:
        put_keys_first()
        self._qt, self._path = application(), workspace
        self._settings = QSettings(str(settings), QSettings.Format.IniFormat)
        self._programme = Programme(Look(self._qt), Memory(self._settings))
        self._window = self._programme.open(workspace)
        self._workbench = self._window.workbench
        self._grid = self._window.views.grid
        self._paints, self._whole_page = Paints(self._grid.viewport(), self._on_paint), 0
        self._expected = 0
        self.n_dropped, self.heart = 0, Heart(_HEARTBEAT_MS)
        self._unsaved: list[float] = []
        self._saved_ms: list[float] = []
        self._workbench.changed.connect(self._on_changed)

    def wait_for_page(self) -> None:
        """Until every picture of the page is there and painted."""
        self._until(lambda: self._whole_page > 0)

    def wait_for_model(self, n_labels: int) -> None:
        """Until the model knows every rating, and chose the page."""
        self._until(
            lambda: (scores := self._workbench.state.scores) is not None and scores.n_labels >= n_labels
        )
        self._until(lambda: self._workbench.state.page.source == "model" and self._is_whole_page_painted)
        self._expected = self._workbench.state.counts.ratings

    def wait_for_rest(self) -> None:
        """Until nothing is under way in the background, a fit that an answer of the model led to included."""
        self._until(lambda: not (self._workbench.state.busy or self._workbench.state.jobs))

    def begin(self, *, mapping: bool, embedding: bool) -> None:
        """Have the map built, the pictures embedded, while the desk is measured."""
        if mapping:
            self._workbench.background.build_map()
        if embedding:
            self._workbench.background.embed("test_resnet", {"weights": "untrained"})

    def jobs(self) -> list[str]:
        """What the desk works at beside answering."""
        return [job.key for job in self._workbench.state.jobs]

    def heavy_modules(self) -> list[str]:
        """What should not have been imported, and was."""
        return [name for name in _HEAVY if name in sys.modules]

    def wait_until(self, moment: float) -> None:
        """Let the desk work until ``moment``, on the clock of `time.perf_counter`."""
        self._until(lambda: perf_counter() >= moment)

    def press_rating(self, number: int) -> float:
        """Milliseconds from a digit to the paint of the next galaxy in its frame."""
        before, n_ratings = self._workbench.state.page.current, self._workbench.state.counts.ratings
        n_paints, began = self._paints.n, perf_counter()
        self._unsaved.append(began)
        QTest.keyClick(self._grid, Qt.Key(Qt.Key.Key_0 + number % 4))
        self._until(
            lambda: self._workbench.state.page.current not in (None, before) and self._paints.n > n_paints
        )
        self._expected += 1
        self.n_dropped += self._workbench.state.counts.ratings == n_ratings
        return 1e3 * (perf_counter() - began)

    def saved_ms(self) -> list[float]:
        """Milliseconds from each digit pressed since the last call to "Saved": until the disk has it."""
        self._until(lambda: not self._unsaved)
        told, self._saved_ms = self._saved_ms, []
        return told

    def turn_page(self, look_s: float = 0.0) -> float:
        """Milliseconds from Enter, pressed after ``look_s`` seconds, to the paint of the whole next page."""
        self.wait_until(perf_counter() + look_s)
        self._until(lambda: self._workbench.decisions.may_end_page)
        number = self._workbench.state.page.number
        self._expected += len(self._workbench.state.undecided)
        began = perf_counter()
        QTest.keyClick(self._grid, Qt.Key.Key_Return)
        self._until(lambda: self._whole_page > number)
        return 1e3 * (perf_counter() - began)

    def close_and_count_lost(self) -> int:
        """Close the desk; how many decisions the journal does not hold."""
        interest = self._workbench.state.interest
        self._window.leave()
        self._window.deleteLater()
        self._qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._settings.sync()  # not after their folder is gone, which would make it again
        with Workspace.open(self._path, read_only=True) as workspace:
            held = sum(entry.kind == "rating" for entry in workspace.journal.current(interest))
        return self._expected - held

    @property
    def _is_whole_page_painted(self) -> bool:
        return self._whole_page == self._workbench.state.page.number

    def _on_changed(self, parts: frozenset[Part]) -> None:
        if Part.SAVING in parts and self._workbench.state.saved:
            now = perf_counter()
            self._saved_ms += [1e3 * (now - began) for began in self._unsaved]
            self._unsaved = []

    def _on_paint(self) -> None:
        page = self._workbench.state.page
        if page.rows and self._grid.is_complete:
            self._whole_page = page.number

    def _until(self, is_there: Callable[[], bool]) -> None:
        """Sleep between events as a window does: polling would take a core, and the interpreter, from the model."""
        deadline = perf_counter() + _PATIENCE_S
        while not is_there():
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() > deadline:
                told = "; ".join(notice.text for notice in self._workbench.state.notices)
                raise GzlabelError(f"the desk did not answer within {_PATIENCE_S:.0f} s. {told}")
