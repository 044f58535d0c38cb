"""How far raters agree, with each other and with themselves.

References
----------
Cohen 1960, Educational and Psychological Measurement 20, 37; weighted: Cohen 1968, Psychological Bulletin
70, 213.
Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gzlabel.errors import WorkspaceError
from gzlabel.rating_scale import LIKED
from gzlabel.workspace.workspace import Workspace

_N_RATINGS = 6


def cohen_kappa(
    first: ArrayLike, second: ArrayLike, weights: Literal["none", "linear", "quadratic"] = "none"
) -> float:
    """Agreement of two raters beyond chance: 1 is perfect, 0 is chance.

    Parameters
    ----------
    first, second
        Ratings 0-5 of the same galaxies, ``(n,)``.
    weights
        How a disagreement counts: all alike, by its size, or by its square.

    Returns
    -------
    kappa = 1 - sum(w * observed) / sum(w * expected); NaN for no ratings, and where both gave only one and
    the same.
    """
    a, b = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    if len(a) == 0:
        return float("nan")
    observed = np.zeros((_N_RATINGS, _N_RATINGS))
    np.add.at(observed, (a, b), 1.0 / len(a))
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    distance = np.abs(np.subtract.outer(np.arange(_N_RATINGS), np.arange(_N_RATINGS))).astype(float)
    weight = {"none": (distance > 0).astype(float), "linear": distance, "quadratic": distance**2}[weights]
    chance = float((weight * expected).sum())
    return float("nan") if chance == 0 else 1.0 - float((weight * observed).sum()) / chance


def krippendorff_alpha(
    ratings: ArrayLike, level: Literal["nominal", "ordinal", "interval"] = "ordinal"
) -> float:
    """Agreement of any number of raters, any of whom may have left galaxies out.

    Parameters
    ----------
    ratings
        ``(n_raters, n_galaxies)``, NaN where not rated.
    level
        What the difference between two ratings means.

    Returns
    -------
    alpha = 1 - observed / expected disagreement; NaN where fewer than two ratings can be paired, or all are
    alike.
    """
    table = np.asarray(ratings, dtype=float)
    values, places = np.unique(table[np.isfinite(table)], return_inverse=True)
    counts = np.zeros((table.shape[1], len(values)))
    np.add.at(counts, (np.nonzero(np.isfinite(table))[1], places), 1.0)
    counts = counts[counts.sum(axis=1) > 1]
    of_galaxy = counts.sum(axis=1)
    coincidences = (counts / (of_galaxy[:, None] - 1)).T @ counts - np.diag(
        (counts / (of_galaxy[:, None] - 1)).sum(axis=0)
    )
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    distance = _squared_distance(values, totals, level)
    expected = float((np.outer(totals, totals) * distance).sum())
    if n < 2 or expected == 0:
        return float("nan")
    return 1.0 - float((n - 1) * (coincidences * distance).sum()) / expected


def _squared_distance(
    values: NDArray[np.float64], totals: NDArray[np.float64], level: str
) -> NDArray[np.float64]:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        return np.subtract.outer(values, values) ** 2
    below = np.cumsum(totals) - totals / 2  # ranks: half of one's own, all of those between
    return np.subtract.outer(below, below) ** 2


@dataclass(frozen=True)
class Agreement:
    """Two raters over the galaxies both rated.

    ``conflicts`` are catalogue rows that one likes and the other does not, the widest apart first.
    """

    first: str
    second: str
    rows: NDArray[np.int64]
    ratings: NDArray[np.int64]  # (2, n)
    kappa: float
    weighted_kappa: float
    alpha: float
    conflicts: NDArray[np.int64]


def agreement(workspace: Workspace, interest: str, first: str, second: str) -> Agreement:
    """Compare two raters of an interest.

    Raises
    ------
    WorkspaceError
        Where one of them has rated nothing.
    """
    said = []
    for rater in (first, second):
        ratings = {
            d.row: d.rating for d in workspace.journal.current(interest, rater=rater) if d.rating is not None
        }
        if not ratings:
            raise WorkspaceError(
                f"{rater!r} has rated nothing for {interest!r}",
                where=workspace.path,
                remedy=f"Raters are: {', '.join(workspace.journal.raters(interest)) or 'none'}",
            )
        said.append(ratings)
    rows = np.array(sorted(said[0].keys() & said[1].keys()), dtype=np.int64)
    table = np.array([[ratings[row] for row in rows.tolist()] for ratings in said], dtype=np.int64)
    differ = (table[0] >= LIKED) != (table[1] >= LIKED)
    width = np.abs(table[0] - table[1])
    order = np.argsort(-width[differ], kind="stable")
    return Agreement(
        first,
        second,
        rows,
        table,
        cohen_kappa(table[0], table[1]),
        cohen_kappa(table[0], table[1], weights="quadratic"),
        krippendorff_alpha(table),
        rows[differ][order],
    )


@dataclass(frozen=True)
class Consistency:
    """How raters repeat themselves on galaxies shown again unmarked.

    ``noise`` is the standard deviation of a single rating: that of the differences over the square root of 2.
    """

    n_repeats: int
    share_same: float
    noise: float


def self_consistency(workspace: Workspace, interest: str, rater: str | None = None) -> Consistency:
    """Compare each blind repeat with the same rater's decision before it."""
    before: dict[tuple[int, str], int] = {}
    differences: list[int] = []
    for decision in workspace.journal.history(interest, shown_as="repeat"):
        if decision.undone or decision.rating is None or rater not in (None, decision.rater):
            continue
        who = (decision.row, decision.rater)
        if decision.purpose == "repeat" and who in before:
            differences.append(decision.rating - before[who])
        before[who] = decision.rating
    if not differences:
        return Consistency(0, float("nan"), float("nan"))
    found = np.array(differences, dtype=float)
    return Consistency(len(found), float((found == 0).mean()), float(np.sqrt((found**2).mean() / 2)))


@dataclass(frozen=True)
class Recovery:
    """How many of the known examples put among the rest were liked when they came by."""

    n_shown: int
    n_liked: int


def recovery_of_known(workspace: Workspace, interest: str) -> Recovery:
    """Completeness of the eye, from injected known examples."""
    known = [
        decision
        for decision in workspace.journal.history(interest, shown_as="known")
        if decision.purpose == "known" and not decision.undone
    ]
    return Recovery(len(known), sum((decision.rating or 0) >= LIKED for decision in known))
