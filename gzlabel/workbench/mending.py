"""Looking a workspace over and mending it, in a process of its own, whether it is open here or not."""

from collections.abc import Callable
from pathlib import Path

from gzlabel.progress import Step
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import BACKUPS, Finding, Repaired, backups_of, check, repair

_LANE = "mending"

OnStep = Callable[[Step], None]
OnFailure = Callable[[Failure], None]


class Mending:
    """One workspace's folder.

    Parameters
    ----------
    path
        The folder.
    runner
        Runs the work.
    """

    def __init__(self, path: Path, runner: JobRunner) -> None:
        self.path, self._runner = path, runner

    def check(self, step: OnStep, then: Callable[[tuple[Finding, ...]], None], failed: OnFailure) -> None:
        """Look everything over, also while the workspace is open; nothing is changed."""
        self._begin(check, step, then, failed)

    def repair(self, step: OnStep, then: Callable[[Repaired], None], failed: OnFailure) -> None:
        """Mend what can be mended, of a workspace that nobody has open."""
        self._begin(repair, step, then, failed)

    def stop(self) -> None:
        """End what runs; a repair puts its copy in place whole or not at all."""
        self._runner.cancel(_LANE)

    def close(self) -> None:
        """End what runs, and the process with it, where the runner serves nobody else."""
        self._runner.close()

    @property
    def backups_folder(self) -> Path:
        """Where dated copies of the ratings lie, and what a repair replaced."""
        return self.path / BACKUPS

    @property
    def n_backups(self) -> int:
        """How many dated copies of the ratings there are."""
        return len(backups_of(self.path))

    def _begin(
        self, work: Callable[..., object], step: OnStep, then: Callable[..., None], failed: OnFailure
    ) -> None:
        run = self._runner.process
        run(_LANE, work, self.path.absolute(), step=step, then=then, failed=failed)
