"""The desk's event loop, listened to while UMAP and HDBSCAN run in the background process."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QSettings

from gzlabel.bench._heart import Heart
from gzlabel.desk.application import application
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.errors import GzlabelError
from gzlabel.progress import Report, Step

_HEARTBEAT_MS = 10
_IDLE_S = 3.0
_PATIENCE_S = 3600.0


def stalls(workspace: Path, settings: Path, report: Report) -> dict[str, float]:
    """Build the map in the real desk, offscreen.

    Returns
    -------
    ``longest_stall_ms``, the longest time between two heartbeats of 10 ms above their interval while map and
    clusters are made and shown; ``idle_stall_ms``, the same over three seconds in which nothing is done, for
    what the machine itself is good for; ``fit_s``, how long it took.
    """
    qt = application()
    kept = QSettings(str(settings), QSettings.Format.IniFormat)
    programme = Programme(Look(qt), Memory(kept))
    window = programme.open(workspace)
    workbench, heart = window.workbench, Heart(_HEARTBEAT_MS)

    def until(is_there: Callable[[], bool]) -> None:
        deadline = perf_counter() + _PATIENCE_S
        while not is_there():
            qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if workbench.state.jobs:
                report(Step(workbench.state.jobs[0].message))
            faults = [notice.text for notice in workbench.state.notices if notice.level == "error"]
            if faults or perf_counter() > deadline:
                raise GzlabelError(f"the map was not built. {'; '.join(faults)}")

    until(lambda: workbench.state.page.source == "model" and not workbench.state.busy)
    heart.forget()
    ready = perf_counter() + _IDLE_S
    until(lambda: perf_counter() > ready)
    figures, began = {"idle_stall_ms": heart.longest_ms}, perf_counter()
    workbench.background.build_map()
    heart.forget()
    until(
        lambda: (
            not workbench.state.jobs and workbench.state.clusters is not None and _is_final(workbench.state)
        )
    )
    figures |= {
        "longest_stall_ms": heart.longest_ms,
        "longest_task_ms": heart.longest_task_ms,
        "fit_s": perf_counter() - began,
    }
    heart.stop()
    window.close()
    window.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept.sync()  # not after their folder is gone, which would make it again
    return figures


def _is_final(state: object) -> bool:
    present = getattr(state, "map", None)
    return present is not None and present.is_final
