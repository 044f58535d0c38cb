"""From decided to saved: the key does not wait for the disk, the word "saved" does."""

import threading
from functools import partial

from gzlabel.errors import WorkspaceError
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure, failure_of
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace


class Saving:
    """Writes and forces to the disk what the workspace is told, beside everything else, and says when it is there.

    What is written outlives this program, what is synced a power cut too. Writes do not wait for a sync; one sync
    follows the other, each for all that was written before it began.
    """

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner, rating: Rating) -> None:
        self._workspace, self._store, self._runner, self._rating = workspace, store, runner, rating
        self._owner = threading.get_ident()
        self._n_told, self._n_written, self._n_synced = 0, 0, 0
        self._is_syncing = self._is_told = False
        workspace.sync_later(self._on_told)

    def finish(self) -> bool:
        """Wait until everything is on the disk; False where it is not, and nobody was told so when asking this."""
        if self._n_synced < self._n_told:
            try:
                self._workspace.sync()
            except WorkspaceError as error:
                self._tell(self._n_told, failure_of(error))
        state = self._store.state
        is_all_there = self._rating.is_taken and (state.saved or state.saving)
        was_told, self._is_told = self._is_told, not is_all_there
        return is_all_there or was_told

    def _on_told(self) -> None:
        if threading.get_ident() == self._owner:
            self._write()
        else:
            self._runner.hand_over(self._write)

    def _write(self) -> None:
        self._n_told, self._is_told = self._n_told + 1, False
        self._store.replace(saved=False, saving=True)
        self._runner.thread(
            "journal", self._workspace.write, then=self._on_written, failed=self._on_unwritten
        )

    def _on_written(self, _: None) -> None:
        self._n_written += 1
        self._sync()

    def _on_unwritten(self, failure: Failure) -> None:
        self._store.notify("error", failure.text, failure.traceback)
        self._on_written(None)

    def _sync(self) -> None:
        if self._n_written > self._n_synced and not self._is_syncing:
            self._is_syncing = True
            synced, unsynced = (partial(end, self._n_written) for end in (self._on_synced, self._on_unsynced))
            self._runner.thread("disk", self._workspace.sync, then=synced, failed=unsynced)

    def _on_synced(self, n: int, _: None) -> None:
        self._is_syncing, self._n_synced = False, max(n, self._n_synced)
        if n == self._n_told and self._store.state.saving:  # else something was refused meanwhile
            self._store.replace(saved=True, saving=False)
        self._sync()

    def _on_unsynced(self, n: int, failure: Failure) -> None:
        self._is_syncing = False
        if n > self._n_synced:  # else a later attempt has told already
            self._tell(n, failure)
        self._sync()

    def _tell(self, n: int, failure: Failure) -> None:
        self._n_synced = n
        self._store.replace(saved=False, saving=n < self._n_told)
        self._store.notify("error", failure.text, failure.traceback)
