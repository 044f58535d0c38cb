"""A linear probe: logistic regression on the embedding, its strength chosen by cross-validation, calibrated.

The regularisation follows the usual protocol for frozen features (Kornblith, Shlens & Le 2019, CVPR, sec. 3);
calibration is temperature scaling on out-of-fold predictions (Guo et al. 2017, ICML).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.scores import Scores
from gzlabel.embedding.split import held_out
from gzlabel.embedding.temperature import best_temperature, log_loss, softmax
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0)
_N_FOLDS = 4
_HELD_OUT = 0.25


@dataclass(frozen=True)
class Probe:
    """A calibrated linear classifier of vectors.

    Attributes
    ----------
    classes
        Names of the classes.
    location, scale
        ``(n_features,)`` and one number for all features: what is subtracted from a vector, and what it is
        divided by. Features keep their relative scatter, which for principal components says how much they
        matter: on EFIGI galaxies and ImageNet features whitening them costs 0.015 in AUC for rings.
    coefficients, intercepts
        ``(n_classes, n_features)`` and ``(n_classes,)``, divided by the temperature.
    """

    classes: tuple[str, ...]
    location: NDArray[np.float64]
    scale: float
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def predict(self, vectors: NDArray[Any]) -> NDArray[np.float32]:
        """Probabilities ``(n, n_classes)``; NaN for vectors that are not finite."""
        standard = (np.asarray(vectors, dtype=np.float64) - self.location) / self.scale
        return softmax(standard @ self.coefficients.T + self.intercepts).astype(np.float32)

    def save(self, path: Path) -> None:
        """Write as ``.npz``, whole or not at all."""
        with written_whole(path) as temporary:
            np.savez(
                temporary,
                classes=np.array(self.classes),
                location=self.location,
                scale=self.scale,
                coefficients=self.coefficients,
                intercepts=self.intercepts,
            )

    @classmethod
    def load(cls, path: Path) -> "Probe":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                tuple(map(str, stored["classes"])),
                stored["location"],
                float(stored["scale"]),
                stored["coefficients"],
                stored["intercepts"],
            )


@dataclass(frozen=True)
class ProbeTraining:
    """A probe and how well it does.

    Attributes
    ----------
    probe
        Taught with all labelled galaxies.
    scores
        Of a probe taught without the held-out ones, on those.
    held_out, probabilities
        ``(n_held_out,)`` positions among the labelled galaxies, ``(n_held_out, n_classes)`` what it says of them.
    usable
        ``(n,)``: which labelled galaxies have a vector.
    strength
        The inverse regularisation that was chosen.
    temperature
        By which log-odds were divided; 1 leaves them alone.
    """

    probe: Probe
    scores: Scores
    held_out: NDArray[np.int64]
    probabilities: NDArray[np.float32]
    usable: NDArray[np.bool_]
    strength: float
    temperature: float


def train_probe(
    vectors: NDArray[Any],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    *,
    groups: NDArray[np.int64] | None = None,
    seed: int = 0,
    report: Report = silent,
) -> ProbeTraining:
    """Teach a probe with a quarter of the groups held out for its report, then again with all.

    Parameters
    ----------
    vectors
        ``(n, n_features)`` of the labelled galaxies, in one unit, best as ``EmbeddingMatrix.reduced`` gives
        them; those not finite are left out.
    labels
        ``(n,)`` indices of ``classes``.
    groups
        ``(n,)``: rows of one group are never parted (see `gzlabel.embedding.groups`).

    Raises
    ------
    EmbeddingError
        If fewer than two classes occur, or some class too seldom to test it.
    """
    from threadpoolctl import threadpool_limits

    groups = np.arange(len(labels)) if groups is None else groups
    usable = np.asarray(np.isfinite(np.asarray(vectors, dtype=np.float64)).all(axis=1))
    kept = np.flatnonzero(usable)
    vectors, labels, groups = np.asarray(vectors[kept], np.float64), labels[kept], groups[kept]
    if len(np.unique(labels)) < 2:
        raise EmbeddingError(
            "a classifier needs galaxies of at least two classes", remedy="Label some that are not, too"
        )
    out = held_out(labels, groups, _HELD_OUT, seed)
    with threadpool_limits(1):  # the products are small: more threads would wait for each other
        tested = _Fitting(vectors[~out], labels[~out], groups[~out], tuple(classes), report)
        probabilities = tested.probe().predict(vectors[out])
        final = _Fitting(vectors, labels, groups, tuple(classes), silent, strength=tested.strength)
        probe = final.probe()
    scores = Scores.of(labels[out], probabilities, tuple(classes))
    return ProbeTraining(probe, scores, kept[out], probabilities, usable, final.strength, final.temperature)


class _Fitting:
    """Choice of strength and temperature by folds, then one fit."""

    def __init__(
        self,
        vectors: NDArray[np.float64],
        labels: NDArray[np.int64],
        groups: NDArray[np.int64],
        classes: tuple[str, ...],
        report: Report,
        *,
        strength: float | None = None,
    ) -> None:
        self._vectors, self._labels, self._classes = vectors, labels, classes
        self._folds = list(_folds(labels, groups))
        candidates = _STRENGTHS if strength is None else (strength,)
        losses, temperatures = [], []
        for step, candidate in enumerate(candidates):
            report(Step("Choosing the regularisation", step, len(candidates)))
            loss, temperature = self._cross_validated(candidate)
            losses.append(loss)
            temperatures.append(temperature)
        best = int(np.argmin(losses))
        self.strength, self.temperature = candidates[best], temperatures[best]

    def probe(self) -> Probe:
        """Fit on all rows."""
        location, scale = _standardisation(self._vectors)
        coefficients, intercepts = _fit(
            (self._vectors - location) / scale, self._labels, len(self._classes), self.strength
        )
        return Probe(
            self._classes, location, scale, coefficients / self.temperature, intercepts / self.temperature
        )

    def _cross_validated(self, strength: float) -> tuple[float, float]:
        """Log loss of out-of-fold predictions at the best temperature, and that temperature."""
        scores = np.zeros((len(self._labels), len(self._classes)))
        for taught, tested in self._folds:
            location, scale = _standardisation(self._vectors[taught])
            coefficients, intercepts = _fit(
                (self._vectors[taught] - location) / scale, self._labels[taught], len(self._classes), strength
            )
            scores[tested] = (self._vectors[tested] - location) / scale @ coefficients.T + intercepts
        temperature = best_temperature(scores, self._labels)
        return log_loss(scores / temperature, self._labels), temperature


def _fit(
    standard: NDArray[np.float64], labels: NDArray[np.int64], n_classes: int, strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression

    # Newton's method needs few steps, but squares the number of coefficients.
    solver = "newton-cholesky" if n_classes == 2 and standard.shape[1] <= 500 else "lbfgs"
    model = LogisticRegression(C=strength, solver=solver, max_iter=1000).fit(standard, labels)
    coefficients = np.zeros((n_classes, standard.shape[1]))
    intercepts = np.full(n_classes, -30.0)  # a class that this fold does not hold
    if len(model.classes_) == 2:
        first, second = model.classes_
        coefficients[second], intercepts[[first, second]] = model.coef_[0], (0.0, model.intercept_[0])
    else:
        coefficients[model.classes_], intercepts[model.classes_] = model.coef_, model.intercept_
    return coefficients, intercepts


def _folds(
    labels: NDArray[np.int64], groups: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    from sklearn.model_selection import StratifiedGroupKFold

    n_folds = min(_N_FOLDS, int(np.bincount(labels)[np.unique(labels)].min()), len(np.unique(groups)))
    if n_folds < 2:
        raise EmbeddingError(
            "every class needs at least a few different galaxies", remedy="Label more of them"
        )
    splitter = StratifiedGroupKFold(n_folds, shuffle=True, random_state=0)
    yield from splitter.split(labels, labels, groups)


def _standardisation(vectors: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    spread = float(np.sqrt(vectors.var(axis=0).sum()))
    return vectors.mean(axis=0), spread if spread > 0 else 1.0
