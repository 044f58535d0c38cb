"""What is to be said of each cluster: its size, how much of it is rated, what the model expects of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.extraction import ChosenClusters

LIKED_FROM = 3.0
"""Ratings and expected ratings from here on count as liked."""


@dataclass(frozen=True)
class ClusterSummaries:
    """One entry a cluster, in the order of `ChosenClusters.keys`.

    Attributes
    ----------
    size, n_rated
        ``(n_clusters,)`` galaxies in it, and rated ones among them.
    mean, spread
        ``(n_clusters,)`` mean and standard deviation over the members of the expected rating, 0 to 5.
    uncertainty
        ``(n_clusters,)`` mean over the members of the model's standard deviation.
    share_liked
        ``(n_clusters,)`` share of the members whose rating, or expected rating, is liked.
    mean_rating
        ``(n_clusters,)`` of the rated members; NaN where none is rated.
    typical, borderline, surprising
        ``(n_clusters, n_examples)`` rows, -1 where a cluster has fewer members: nearest to the cluster's
        mean expected rating among its densest members; nearest to its edge; farthest from the mean.
    """

    keys: tuple[str, ...]
    size: NDArray[np.int64]
    n_rated: NDArray[np.int64]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    uncertainty: NDArray[np.float64]
    share_liked: NDArray[np.float64]
    mean_rating: NDArray[np.float64]
    typical: NDArray[np.int64]
    borderline: NDArray[np.int64]
    surprising: NDArray[np.int64]


def summarise_clusters(
    chosen: ChosenClusters,
    mean: NDArray[np.float32],
    std: NDArray[np.float32],
    rows: NDArray[Any],
    ratings: NDArray[Any],
    *,
    density: NDArray[np.float32] | None = None,
    n_examples: int = 9,
) -> ClusterSummaries:
    """Summaries of every cluster.

    Parameters
    ----------
    mean, std
        ``(n_galaxies,)`` expected rating and its standard deviation, 0 to 5; NaN without a vector.
    rows, ratings
        ``(n_rated,)`` galaxies rated and their ratings.
    density
        ``(n_galaxies,)`` how deep in its cluster each galaxy lies (`CondensedTree.galaxy_density`); without
        it the model's certainty stands in.
    """
    members = np.flatnonzero((chosen.labels >= 0) & np.isfinite(mean))
    labels, n_clusters = chosen.labels[members].astype(np.int64), chosen.n_clusters
    expected = np.array(mean, dtype=np.float64)
    rated = np.asarray(rows, dtype=np.int64)
    known = expected.copy()
    known[rated] = ratings
    size = np.bincount(labels, minlength=n_clusters)
    centre = _mean_over(labels, expected[members], size)
    deviation = expected[members] - centre[labels]
    rated_label = chosen.labels[rated]
    grouped = rated_label[rated_label >= 0]
    n_rated = np.bincount(grouped, minlength=n_clusters)
    rating_sum = np.bincount(grouped, np.asarray(ratings, float)[rated_label >= 0], minlength=n_clusters)
    depth = -np.asarray(std) if density is None else density
    in_depth = _rank_within(labels, depth[members], size)
    deviates = _rank_within(labels, np.abs(known[members] - centre[labels]), size)
    return ClusterSummaries(
        keys=chosen.keys,
        size=np.bincount(chosen.labels[chosen.labels >= 0], minlength=n_clusters),
        n_rated=n_rated,
        mean=centre,
        spread=np.sqrt(_mean_over(labels, deviation**2, size)),
        uncertainty=_mean_over(labels, std[members], size),
        share_liked=_mean_over(labels, known[members] >= LIKED_FROM, size),
        mean_rating=np.where(n_rated > 0, rating_sum / np.maximum(n_rated, 1), np.nan),
        typical=_first_rows(labels, members, deviates - in_depth, size, n_examples),
        borderline=_first_rows(labels, members, in_depth, size, n_examples),
        surprising=_first_rows(labels, members, -deviates, size, n_examples),
    )


def _mean_over(
    labels: NDArray[np.int64], values: NDArray[Any], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    total = np.bincount(labels, weights=values, minlength=len(size))
    return np.where(size > 0, total / np.maximum(size, 1), np.nan)


def _rank_within(
    labels: NDArray[np.int64], values: NDArray[Any], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Rank of each member's value within its cluster, 0 for the least to nearly 1."""
    order = np.lexsort((values, labels))
    first = np.cumsum(size) - size
    ranks = np.empty(len(labels))
    ranks[order] = (np.arange(len(labels)) - first[labels[order]]) / np.maximum(size[labels[order]], 1)
    return ranks


def _first_rows(
    labels: NDArray[np.int64],
    members: NDArray[np.int64],
    key: NDArray[np.float64],
    size: NDArray[np.int64],
    n_examples: int,
) -> NDArray[np.int64]:
    """Rows of the members with the least ``key`` in each cluster, ``(n_clusters, n_examples)``."""
    order = np.lexsort((key, labels))
    places = (np.cumsum(size) - size)[:, None] + np.arange(n_examples)
    present = np.arange(n_examples) < size[:, None]
    if len(order) == 0:
        return np.full(places.shape, -1, dtype=np.int64)
    picked = members[order[np.minimum(places, len(order) - 1)]]
    return np.where(present, picked, -1)
