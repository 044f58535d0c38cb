"""Keeps the model in step with the decisions, and the state in step with the model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Forecast
from gzlabel.workbench.model.fitting import Fitting
from gzlabel.workbench.model.modeller import EngineRoom
from gzlabel.workbench.model.outlook import Choice, ReadPrior
from gzlabel.workbench.model.priors import prior_of
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.model.questions import Questions
from gzlabel.workbench.model.surveys import Survey
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import Lesson
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.newest import Newest
from gzlabel.workspace import ClusterEdits, Workspace


class Modelling:
    """Asks the engine after every decision and spreads its answer over the state.

    Attributes
    ----------
    choice
        The newest answer.
    tree
        Condensed cluster tree of the atlas, None until it is built.
    selection
        Which nodes are clusters where nothing is rated, by the map's recipe.
    edits
        What the person did to the clusters.
    read_prior
        Gives the ratings expected before any was given, by the name of their column.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        rating: Rating,
        paging: Paging,
        engines: EngineRoom,
    ) -> None:
        self._store, self._runner, self._rating, self._paging = store, runner, rating, paging
        self._engines = engines
        self._questions: Questions | None = None
        self._surveys = Newest(runner, "survey")
        self._generation, self._surveyed_for = 0, -1
        self._fitting = Fitting(workspace, store, runner, rating, self._fitted, self._failed)
        self._baseline: dict[str, float] = {}
        self._mean_before: NDArray[np.float32] | None = None
        self.choice: Choice | None = None
        self.tree: Any = None
        self.selection: Literal["leaf", "eom"] = "leaf"
        self.edits = ClusterEdits()
        self.read_prior: ReadPrior = lambda column: None
        self._asked: tuple[Any, ...] | None = None
        self._last_version = workspace.journal.last_model_version()
        paging.turned, paging.shown = self.mark_baseline, self.ask

    @property
    def is_ready(self) -> bool:
        """Whether there are vectors to model."""
        return self._questions is not None

    def use(self, features_path: Path) -> None:
        """Model these reduced vectors from now on."""
        engine = self._engines.model(features_path, self.read_prior)
        self._questions = Questions(engine, self._runner, self._answered, self._failed)
        self._fitting.restart()
        self._paging.model_expected = True
        self.ask_anew()

    def restart(self) -> None:
        """Another interest, or other values to start from: begin afresh with its decisions."""
        self._generation += 1
        self._fitting.restart()
        self.choice = None
        self._baseline, self._mean_before = {}, None
        self._paging.forget_choice()
        self._store.replace(scores=None, forecast=None, lesson=Lesson())
        self.ask()

    def ask_anew(self) -> None:
        """The answer at hand was given up: ask, even where nothing is to be asked but the same again."""
        self._asked = None
        self.ask()

    def ask(self) -> None:
        """Bring posterior, page, ranking and clusters up to date, in the background, where they are not."""
        if self._questions is None:
            return
        state, record = self._store.state, self._rating.record
        asked = (
            (self._generation, self._rating.n_recorded, self._fitting.n_fits, self._paging.on_show),
            (self._paging.page_size, state.settings["acquisition"], state.cut.mark, state.looks),
            (None if self.tree is None else self.tree.identity, self.edits, self.selection),
        )
        if asked == self._asked:
            return
        self._asked = asked
        self._questions.ask(
            Question(
                generation=self._generation,
                as_of=self._rating.n_recorded,
                interest=state.interest,
                rows=record.rated_rows,
                ratings=record.ratings,
                unrated=record.unrated_rows,
                artefacts=record.artefact_rows,
                page_rows=self._paging.on_show,
                page_size=self._paging.page_size,
                acquisition=str(state.settings["acquisition"]),
                prior=prior_of(state.settings, state.interest),
                fitted=self._fitting.newest,
                cut=state.cut.mark,
                looks=state.looks,
                last_version=max(self._last_version, state.page.model_version),
                tree=self.tree,
                edits=self.edits,
                baseline=self._baseline,
                selection=self.selection,
                mean_before=self._mean_before,
                kept=state.cut.kept,
            )
        )
        self._tell_busy()

    def mark_baseline(self) -> None:
        """A page was turned: changes of the clusters are counted from here."""
        clusters, scores = self._store.state.clusters, self._store.state.scores
        self._mean_before = scores.mean if scores is not None else None
        if clusters is not None and self._surveyed_for == self._generation:
            self._baseline = {one.key: one.mean for one in clusters.summaries}

    def explain(self, row: int, receive: Callable[[Any], None]) -> None:
        """Hand over why the model thinks what it thinks of one galaxy, when it has a moment."""
        if self._questions is not None:
            engine = self._questions.engine
            self._runner.thread("engine", engine.explain, row, then=receive, failed=self._failed)

    def _fit_where_due(self) -> None:
        if self.choice is not None and self._questions is not None:
            self._fitting.fit_where_due(self._questions.engine, self.choice)

    def _fitted(self, is_new: bool) -> None:
        if is_new:
            self.ask()
        else:
            self._fit_where_due()

    def _answered(self, choice: Choice) -> None:
        if choice.question.generation == self._generation:
            self.choice, is_first = choice, self._store.state.scores is None
            self._last_version = max(self._last_version, choice.scores.model_version)
            self._store.replace(scores=choice.scores, ranking=choice.ranking)
            if is_first:
                self.mark_baseline()
            self._paging.on_choice(choice)
            self._follow_up(choice)
            self._fit_where_due()
        self._tell_busy()

    def _follow_up(self, choice: Choice) -> None:
        """Standard deviations, clusters and forecast, for which no page waits."""
        if choice.is_settled or self._questions is None or self._questions.busy:
            self._survey(choice)
        else:
            engine = self._questions.engine
            self._questions.afterwards(lambda: engine.settle(choice), self._settled)
        self._ask_forecast()

    def _settled(self, choice: Choice) -> None:
        if choice.question.generation == self._generation:
            if self.choice is not None and self.choice.question is choice.question:
                self.choice = choice
                self._store.replace(scores=choice.scores)
            self._survey(choice)
        self._tell_busy()

    def _ask_forecast(self) -> None:
        """While the model has nothing else to do."""
        generation = self._generation

        def told(forecast: Forecast | None) -> None:
            if generation == self._generation:
                self._store.replace(forecast=forecast)

        if self._questions is not None:
            self._questions.afterwards(self._questions.engine.forecast, told)

    def _survey(self, choice: Choice) -> None:
        if self._questions is not None:
            survey = self._questions.engine.survey
            self._surveys.ask(
                survey, choice.question, choice.scores, then=self._surveyed, failed=self._failed
            )

    def _surveyed(self, found: Survey) -> None:
        if found.generation == self._generation:
            self._surveyed_for = found.generation
            self._store.replace(clusters=found.clusters, lesson=found.lesson)
        self._tell_busy()

    def _tell_busy(self) -> None:
        busy = self._surveys.busy or (self._questions is not None and self._questions.busy)
        if busy != self._store.state.busy:
            self._store.replace(busy=busy)

    def _failed(self, failure: Failure) -> None:
        self._asked = None
        self._tell_busy()
        self._store.notify("error", f"The model could not answer. {failure.text}", failure.traceback)
