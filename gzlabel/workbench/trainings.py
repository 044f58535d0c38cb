"""Classifiers of this workspace: trained in the background, their reports kept, their predictions put to use."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.reports.canvas import Inks
from gzlabel.embedding.reports.figure import draw_figure
from gzlabel.embedding.reports.training_report import TrainingReport
from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.model.priors import keep_prior, prior_of, read_prior
from gzlabel.workbench.state import Job
from gzlabel.workbench.store import Store
from gzlabel.workbench.training import TrainingOrder, TrainingResult, labelled_galaxies, targets, teach
from gzlabel.workbench.training.teach import FOLDER
from gzlabel.workbench.training.writing import write_report_of
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace

_JOB = "training"


class Trainings:
    """Starts trainings and tells what came of them."""

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner, modelling: Modelling) -> None:
        self._workspace, self._store, self._runner, self._modelling = workspace, store, runner, modelling

    def reload(self) -> None:
        """Show what was trained before, the newest first."""
        found = self._workspace.path.glob(f"{FOLDER}/*/report.json")
        newest_first = sorted(found, key=lambda path: -path.stat().st_mtime)
        self._store.replace(trained=tuple(path.parent.name for path in newest_first))

    def targets(self) -> tuple[str, ...]:
        """What can be learnt here."""
        return targets(self._workspace)

    def counts(self, target: str) -> dict[str, int]:
        """How many galaxies are labelled, by class.

        Raises
        ------
        CatalogueError
            If there is nothing of that name to learn.
        """
        return labelled_galaxies(self._workspace, target, interest=self._store.state.interest).counts

    def start(
        self,
        target: str,
        head: str = "linear",
        encoder: str = "",
        options: Mapping[str, object] | None = None,
    ) -> None:
        """Train a classifier in a process of its own; a notice says what came of it. See `TrainingOrder`."""
        try:
            labelled = labelled_galaxies(self._workspace, target, interest=self._store.state.interest)
            order = TrainingOrder(labelled, head, encoder, dict(options or {}))
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        title = f"Training: {labelled.name}"

        def step(step: Step) -> None:
            self._store.put_job(Job(_JOB, title, step.message, step.fraction))

        step(Step("Starting"))
        folders = (self._workspace.path.absolute(), order, self._workspace.embedding_folder.absolute())
        self._runner.process(_JOB, teach, *folders, step=step, then=self._done, failed=self._failed)

    def report(self, name: str) -> TrainingReport:
        """What there is to say of one classifier, by its name in the state.

        Raises
        ------
        EmbeddingError
            If it is damaged.
        """
        return TrainingReport.load(self._workspace.path / FOLDER / name)

    def figure(self, name: str, inks: Inks, scale: float) -> NDArray[np.uint8]:
        """Pixels ``(height, width, 3)`` of its report, 900 points wide, ``scale`` pixels a point."""
        return draw_figure(self.report(name), inks, scale)

    def write(self, name: str, folder: Path) -> None:
        """Write its report as a web page and a picture; a notice says where."""
        self._told(
            lambda: write_report_of(self._workspace, self.report(name), folder),
            f"The report is {folder / 'report.html'}",
        )

    def columns(self, name: str) -> tuple[str, ...]:
        """Columns of its probabilities."""
        return self._workspace.catalogue.made.numeric_columns(name)

    def set_prior(self, column: str) -> None:
        """Let the present interest start from a column; an empty one takes it away."""
        interest = self._store.state.interest

        def use() -> None:
            read_prior(self._workspace.catalogue, column)
            keep_prior(self._workspace, self._store, interest, column)
            self._modelling.restart()

        self._told(use, f"{interest} starts from {column}" if column else f"{interest} starts from nothing")

    def _done(self, result: TrainingResult) -> None:
        self._store.end_job(_JOB)
        self._workspace.catalogue.made.refresh()
        self.reload()
        self._store.replace(settings=dict(self._store.state.settings))
        if prior_of(self._store.state.settings, self._store.state.interest) in result.columns:
            self._modelling.restart()
        scores = result.report.scores
        self._store.notify(
            "info",
            f"A classifier of {result.report.target} is trained: {scores.accuracy:.0%} right on "
            f"{result.report.n_tested:,} galaxies it was not taught. "
            "Its report: Search ▸ Classifiers and their reports",
        )

    def _failed(self, failure: Failure) -> None:
        self._store.end_job(_JOB)
        self._store.notify("error", failure.text, failure.traceback)

    def _told(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except UserError as error:
            self._store.notify("warning", str(error))
        else:
            self._store.notify("info", words)
