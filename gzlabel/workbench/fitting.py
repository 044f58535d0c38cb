"""Hyperparameters chosen anew beside the search, as ratings come in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Hyperparameters, n_fitted
from gzlabel.progress import Report
from gzlabel.workbench.failure import Failure
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.modeller import Modeller
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import Job
from gzlabel.workbench.store import Store
from gzlabel.workbench.trust import noise_variance


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
        store: Store,
        runner: JobRunner,
        rating: Rating,
        ended: Callable[[bool], None],
        failed: Callable[[Failure], None],
    ) -> None:
        self._store, self._runner, self._rating = store, runner, rating
        self._ended, self._failed = ended, failed
        self._generation = self._fitted_at = self.n_fits = 0
        self._fitted_search = ""
        self._running = False

    def restart(self) -> None:
        """Another interest, or other vectors: what is under way is of no use any more."""
        self._generation += 1
        self._fitted_at = 0

    def fit_where_due(self, engine: Modeller, n_labels: int, search: str) -> None:
        """Fit where enough ratings have come since the last time, or where ``search`` is another one than then."""
        n = n_fitted(n_labels)
        if n != self._fitted_at or (n and search != self._fitted_search):
            self.fit(engine, search)

    def fit(self, engine: Modeller, search: str) -> None:
        """Choose hyperparameters anew for a search, unless that is under way."""
        if self._running:
            return
        self._fitted_search = search
        record, generation = self._rating.record, self._generation
        self._fitted_at, self._running = n_fitted(len(record.ratings)), True
        self._store.put_job(Job("model", "Model", "Choosing hyperparameters", None, can_cancel=False))

        def labelled(material: tuple[Any, ...]) -> None:
            self._runner.process("model", _fit, *material, step=lambda step: None, then=fitted, failed=failed)

        def fitted(hyperparameters: Hyperparameters) -> None:
            if generation != self._generation:
                self._end(is_new=False)
                return
            wanted = self._with_own_noise(hyperparameters)
            self._runner.thread(
                "rescoring", engine.rescore, wanted, then=lambda _: self._end(is_new=True), failed=failed
            )

        def failed(failure: Failure) -> None:
            self._end(is_new=False)
            self._failed(failure)

        known = record.rated_rows, record.ratings
        self._runner.thread("engine", engine.material, *known, then=labelled, failed=failed)

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
