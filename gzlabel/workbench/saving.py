"""From decided to saved: the key does not wait for the disk, the word "saved" does."""

import threading

from gzlabel.workbench.failure import Failure
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_LANE = "disk"


class Saving:
    """Writes and forces to the disk what the workspace is told, beside everything else, and says when it is there.

    One sync after the other, each for all that was written before it began.
    """

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._owner = threading.get_ident()
        self._is_under_way, self._is_behind = False, False
        workspace.sync_later(self._on_written)

    def _on_written(self) -> None:
        if threading.get_ident() == self._owner:
            self._begin()
        else:
            self._runner.hand_over(self._begin)

    def _begin(self) -> None:
        self._is_behind = True
        self._store.replace(saved=False, saving=True)
        self._go_on()

    def _go_on(self) -> None:
        if self._is_behind and not self._is_under_way:
            self._is_under_way, self._is_behind = True, False
            self._runner.thread(_LANE, self._workspace.sync, then=self._on_synced, failed=self._on_failed)

    def _on_synced(self, _: None) -> None:
        self._is_under_way = False
        if not self._is_behind and self._store.state.saving:  # else something was refused meanwhile
            self._store.replace(saved=True, saving=False)
        self._go_on()

    def _on_failed(self, failure: Failure) -> None:
        self._is_under_way = False
        self._store.replace(saved=False, saving=self._is_behind)
        self._store.notify("error", failure.text, failure.traceback)
        self._go_on()
