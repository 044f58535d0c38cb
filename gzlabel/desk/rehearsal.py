"""One scripted session in the real window, through the real keys, for machines without a screen.

The rater looks at what was measured of each source when the mosaic was made, never at the model: it seeks
edge-on discs, so it rates by flattening, and only what is large enough to show a shape.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gzlabel.catalogue import Catalogue
from gzlabel.desk.application import application
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.errors import GzlabelError
from gzlabel.progress import Report, Step, silent
from gzlabel.workbench.exporting import Wanted

N_RATED = 60
INTEREST = "edge-on discs"
CLUSTER_NAME = "flattened"

_SMALLEST_PX = 12
_ROUND, _FLAT = 0.3, 0.65
_PATIENCE_S = 300.0


def scripted_ratings(catalogue: Catalogue) -> NDArray[np.int64]:
    """What the scripted rater says of every galaxy ``(n_galaxies,)``.

    5 (ellipticity - 0.3) / 0.35, rounded and kept within 0-5, for a source of 12 pixels or more; else 0.
    """
    ellipticity = np.ma.filled(catalogue.column("ellipticity"), 0.0)
    is_resolved = np.ma.filled(catalogue.column("size_px"), 0.0) >= _SMALLEST_PX
    flattening = np.clip((ellipticity - _ROUND) / (_FLAT - _ROUND), 0.0, 1.0)
    return np.where(is_resolved, np.rint(5.0 * flattening), 0.0).astype(np.int64)


def rehearse_session(workspace: Path, out: Path, *, report: Report = silent) -> dict[str, Any]:
    """Play the session on a new demonstration workspace and write what it shows.

    Returns
    -------
    dict
        ``galaxies``, ``ratings``, ``clusters``, ``mean_rating_first_ten``, ``mean_rating_last_ten``,
        ``versions``, as written to ``summary.json``.
    """
    qt = application()
    memory = Memory(QSettings(str(workspace.with_suffix(".ini")), QSettings.Format.IniFormat))
    memory.remember_look("dark", 1.0)
    session = _Session(Programme(Look(qt), memory), workspace, report)
    try:
        return session.play(out)
    finally:
        session.window.leave()
        qt.processEvents()


class _Session:
    """The rater's hands: presses keys, and waits for what must come before the next."""

    def __init__(self, programme: Programme, workspace: Path, report: Report) -> None:
        self._programme = programme  # results of background work come home through it
        self.window = programme.open(workspace)
        self.window.resize(1600, 1000)
        self.workbench, self._report = self.window.workbench, report
        self._opinion = scripted_ratings(self.workbench.catalogue)
        self._shown: list[int] = []
        self._has_rejected = False

    def play(self, out: Path) -> dict[str, Any]:
        self._wait("vectors", lambda: self.workbench.state.scores is not None)
        if self.workbench.state.page.source != "model":
            QTest.keyClick(self.window.views.grid, Qt.Key.Key_N)
        self._wait("the first page", lambda: self.workbench.state.page.source == "model")
        self._rate_by_keys()
        self.workbench.interests.rename(INTEREST)
        self._wait("map and clusters", self._is_settled)
        self._name_best_cluster()
        self._wait("the model", self._is_settled)
        for name in ("curated.csv", "curated.fits"):
            (out / name).unlink(missing_ok=True)
            self.workbench.lists.export(out / name, Wanted("rating"))
            if not (out / name).exists():
                raise GzlabelError(self.workbench.state.notices[-1].text)
        self._clear_notices()
        QTest.qWait(500)
        self.window.grab().save(str(out / "desk.png"))
        summary = self._summary()
        (out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
        return summary

    def _rate_by_keys(self) -> None:
        n_rated, has_undone = 0, False
        while n_rated < N_RATED:
            self._wait("the next page", lambda: self.workbench.state.page.current is not None)
            row = self.workbench.state.page.current
            assert row is not None
            if not self._has_rejected and n_rated and self._nothing_left_on_page():
                self._reject_page()
                continue
            self._press(str(self._opinion[row]))
            self._shown.append(row)
            n_rated += 1
            self._report(Step("Rating by keys", n_rated, N_RATED))
            if n_rated == N_RATED // 2 and not has_undone:
                has_undone = True
                self._press(Qt.Key.Key_Backspace)
                self._press(str(self._opinion[row]))
        if not self._has_rejected:
            self._reject_page()

    def _nothing_left_on_page(self) -> bool:
        return not self._opinion[list(self.workbench.state.undecided)].any()

    def _reject_page(self) -> None:
        self._wait("a look at the page", lambda: self.workbench.decisions.may_end_page)
        self._shown.extend(self.workbench.state.undecided)
        self._press(Qt.Key.Key_Return)
        self._has_rejected = True

    def _press(self, key: str | Qt.Key) -> None:
        target = QApplication.focusWidget() or self.window
        before = self.workbench.state
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)
        self._wait("a key", lambda: self.workbench.state.decisions is not before.decisions)

    def _name_best_cluster(self) -> None:
        clusters = self.workbench.state.clusters
        assert clusters is not None
        best = max(clusters.summaries, key=lambda one: one.mean)
        self.workbench.clusters.name(best.key, CLUSTER_NAME)

    def _is_settled(self) -> bool:
        state = self.workbench.state
        return (
            state.clusters is not None
            and state.map is not None
            and state.map.is_final
            and state.scores is not None
            and state.scores.n_labels == state.counts.ratings
            and not state.jobs
            and not state.choosing
            and not state.busy
        )

    def _clear_notices(self) -> None:
        while self.workbench.state.notices:
            self.workbench.dismiss_notice(0)

    def _wait(self, what: str, is_there: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not is_there():
            QTest.qWait(10)
            notices = self.workbench.state.notices
            if time.monotonic() > deadline or any(notice.level == "error" for notice in notices):
                told = " ".join(notice.text for notice in notices)
                raise GzlabelError(f"the scripted session waited in vain for {what}. {told}")

    def _summary(self) -> dict[str, Any]:
        from gzlabel.workbench.versions import versions

        state = self.workbench.state
        return {
            "galaxies": state.n_galaxies,
            "ratings": state.counts.ratings,
            "clusters": len(state.clusters.summaries) if state.clusters else 0,
            "mean_rating_first_ten": float(self._opinion[self._shown[:10]].mean()),
            "mean_rating_last_ten": float(self._opinion[self._shown[-10:]].mean()),
            "versions": versions(),
        }
