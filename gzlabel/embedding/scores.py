"""How well a classifier does on galaxies it was not taught: the numbers of its report."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_N_BINS = 10


@dataclass(frozen=True)
class ClassScores:
    """One class against the rest.

    Attributes
    ----------
    n
        Galaxies that truly are of the class.
    average_precision, auc
        From the ranking by probability; NaN where the class or the rest is empty.
    calibration
        For each tenth of probability that occurs: mean probability, share that truly are of the class, count.
    """

    name: str
    n: int
    precision: float
    recall: float
    f1: float
    average_precision: float
    auc: float
    calibration: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True)
class Scores:
    """The report on held-out galaxies.

    Attributes
    ----------
    confusion
        ``(n_classes, n_classes)`` counts, true class by row, predicted by column.
    accuracy, brier, calibration_error
        Share of right answers; mean squared error of the probabilities; mean distance of probability from
        observed share, weighted by count.
    worst
        ``(n_wrong,)`` positions of wrong answers among the held-out galaxies, most confident first.
    """

    classes: tuple[str, ...]
    confusion: NDArray[np.int64]
    per_class: tuple[ClassScores, ...]
    accuracy: float
    brier: float
    calibration_error: float
    worst: NDArray[np.int64]

    @classmethod
    def of(
        cls, truth: NDArray[np.int64], probabilities: NDArray[np.floating[Any]], classes: tuple[str, ...]
    ) -> "Scores":
        """Compare the true classes ``(n,)`` with probabilities ``(n, n_classes)``."""
        n_classes = len(classes)
        predicted = probabilities.argmax(axis=1)
        confusion = np.zeros((n_classes, n_classes), dtype=np.int64)
        np.add.at(confusion, (truth, predicted), 1)
        one_hot = np.eye(n_classes)[truth]
        per_class = tuple(
            _class_scores(name, index, confusion, one_hot[:, index], probabilities[:, index])
            for index, name in enumerate(classes)
        )
        wrong = np.flatnonzero(predicted != truth)
        confidence = probabilities[wrong, predicted[wrong]]
        bins = [row for scores in per_class for row in scores.calibration]
        error = sum(abs(mean - share) * count for mean, share, count in bins) / max(
            sum(b[2] for b in bins), 1
        )
        return cls(
            classes,
            confusion,
            per_class,
            float((predicted == truth).mean()),
            float(((probabilities - one_hot) ** 2).sum(axis=1).mean()),
            float(error),
            wrong[np.argsort(-confidence, kind="stable")],
        )

    @property
    def rates(self) -> NDArray[np.float64]:
        """The confusion matrix as shares of each true class."""
        return np.asarray(self.confusion / np.maximum(self.confusion.sum(axis=1, keepdims=True), 1))

    def as_json(self) -> dict[str, Any]:
        """As JSON values; a score that is not defined is None."""
        return {
            **asdict(self),
            "per_class": [_without_nan(asdict(one)) for one in self.per_class],
            "confusion": self.confusion.tolist(),
            "rates": self.rates.tolist(),
            "worst": self.worst.tolist(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Scores":
        """Read what `as_json` gave."""
        return cls(
            tuple(stored["classes"]),
            np.array(stored["confusion"], dtype=np.int64),
            tuple(_class_from_json(one) for one in stored["per_class"]),
            float(stored["accuracy"]),
            float(stored["brier"]),
            float(stored["calibration_error"]),
            np.array(stored["worst"], dtype=np.int64),
        )


def _without_nan(scores: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value != value else value for name, value in scores.items()}


def _class_from_json(stored: Mapping[str, Any]) -> ClassScores:
    scores: dict[str, Any] = {
        name: float("nan") if value is None else value for name, value in stored.items()
    }
    bins = tuple((float(mean), float(share), int(count)) for mean, share, count in scores["calibration"])
    return ClassScores(**{**scores, "calibration": bins})


def _class_scores(
    name: str,
    index: int,
    confusion: NDArray[np.int64],
    truth: NDArray[np.float64],
    probability: NDArray[np.floating[Any]],
) -> ClassScores:
    right = float(confusion[index, index])
    precision = right / max(float(confusion[:, index].sum()), 1.0)
    recall = right / max(float(confusion[index].sum()), 1.0)
    return ClassScores(
        name,
        int(truth.sum()),
        precision,
        recall,
        2 * precision * recall / max(precision + recall, 1e-12),
        *_ranking(truth, probability),
        calibration_of(truth, probability),
    )


def _ranking(truth: NDArray[np.float64], probability: NDArray[np.floating[Any]]) -> tuple[float, float]:
    from sklearn.metrics import average_precision_score, roc_auc_score

    if truth.min() == truth.max():
        return float("nan"), float("nan")
    return float(average_precision_score(truth, probability)), float(roc_auc_score(truth, probability))


def calibration_of(
    truth: NDArray[np.float64], probability: NDArray[np.floating[Any]]
) -> tuple[tuple[float, float, int], ...]:
    """Mean probability, observed share and count in each of ten equal bins that is not empty."""
    bins = np.minimum((probability * _N_BINS).astype(np.int64), _N_BINS - 1)
    return tuple(
        (float(probability[bins == b].mean()), float(truth[bins == b].mean()), int((bins == b).sum()))
        for b in np.unique(bins)
    )
