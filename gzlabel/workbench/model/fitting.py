"""Hyperparameters chosen anew beside the search, as ratings come in, and kept with the workspace."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.interest import Hyperparameters, Material, n_fitted
from gzlabel.progress import Report
from gzlabel.workbench.model.fitted import Fitted, fitted_key, name_of
from gzlabel.workbench.model.modeller import Modeller
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import Job
from gzlabel.workbench.store import Store
from gzlabel.workbench.trust import noise_variance
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace


class Fitting:
    """One fit at a time, in a background process; the pool is scored anew with what it found.

    Parameters
    ----------
    ended
        Called in the owner's thread after a fit, with whether the model has new hyperparameters.
    failed
        Receives what went wrong.

    Attributes
    ----------
    n_fits
        How often hyperparameters were chosen anew.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        rating: Rating,
        ended: Callable[[bool], None],
        failed: Callable[[Failure], None],
    ) -> None:
        self._workspace, self._store, self._runner, self._rating = workspace, store, runner, rating
        self._ended, self._failed = ended, failed
        self._generation = self._fitted_at = self.n_fits = 0
        self._fitted_search = ""
        self._running = False
        self._newest: Fitted | None = None

    @property
    def newest(self) -> Fitted | None:
        """What the last fit of the interest gave, here or when the workspace was open before; None without one."""
        newest = self._newest
        return newest and replace(newest, hyperparameters=self._with_own_noise(newest.hyperparameters))

    def restart(self) -> None:
        """Another interest, or other vectors: what is under way is of no use any more."""
        self._generation += 1
        self._fitted_at, self._newest = 0, self._read()

    def fit_where_due(self, engine: Modeller, choice: Choice) -> None:
        """Fit where enough ratings have come since the last time, or where the search is another one than then."""
        n = n_fitted(choice.scores.n_labels)
        if choice.search != self._fitted_search and self._newest and choice.material == self._newest.material:
            self._fitted_at, self._fitted_search = n, choice.search  # begun with what was kept
        if n != self._fitted_at or (n and choice.search != self._fitted_search):
            self.fit(engine, choice.search)

    def fit(self, engine: Modeller, search: str) -> None:
        """Choose hyperparameters anew for a search, unless that is under way."""
        if self._running:
            return
        self._fitted_search = search
        record, generation = self._rating.record, self._generation
        self._fitted_at, self._running = n_fitted(len(record.ratings)), True
        self._store.put_job(Job("model", "Model", "Choosing hyperparameters", None, can_cancel=False))

        def labelled(material: Material) -> None:
            self._choose(engine, material, generation)

        known = record.rated_rows, record.ratings
        self._runner.thread("engine", engine.material, *known, then=labelled, failed=self._fail)

    def _choose(self, engine: Modeller, material: Material, generation: int) -> None:
        def ended(_: None) -> None:
            self._end(is_new=True)

        def chosen(hyperparameters: Hyperparameters) -> None:
            if generation != self._generation:
                self._end(is_new=False)
                return
            self._keep(Fitted(name_of(material), hyperparameters))
            self._runner.thread("rescoring", engine.rescore, self.newest, then=ended, failed=self._fail)

        self._runner.process("model", _fit, *material, step=lambda step: None, then=chosen, failed=self._fail)

    def _read(self) -> Fitted | None:
        """None where the person's own noise takes the place of the fitted one: it is not known yet at the opening."""
        if self._store.state.settings.get("noise from repeats"):
            return None
        return Fitted.read(self._workspace.setting(fitted_key(self._store.state.interest), None))

    def _keep(self, fitted: Fitted) -> None:
        self._newest = fitted
        if not self._workspace.read_only:
            with suppress(UserError):  # it can be made again; of a full disk the next rating tells
                self._workspace.set_setting(fitted_key(self._store.state.interest), fitted.told())

    def _fail(self, failure: Failure) -> None:
        self._end(is_new=False)
        self._failed(failure)

    def _end(self, *, is_new: bool) -> None:
        self._running = False
        self.n_fits += is_new
        self._store.end_job("model")
        self._ended(is_new)

    def _with_own_noise(self, hyperparameters: Hyperparameters) -> Hyperparameters:
        """The noise that blind repeats measured in place of the fitted one, where the person wishes so."""
        own = noise_variance(self._store.state.trust)
        if own is None or not self._store.state.settings.get("noise from repeats"):
            return hyperparameters
        return replace(hyperparameters, noise_variance=own)


def _fit(
    features: NDArray[np.float32], ratings: NDArray[np.float64], start: Hyperparameters, report: Report
) -> Hyperparameters:
    from gzlabel.interest.evidence import fit_hyperparameters

    return fit_hyperparameters(features, ratings, start)
