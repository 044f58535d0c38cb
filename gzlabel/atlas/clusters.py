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
    by_depth = _sorted_within(labels, depth[members])
    by_deviation = _sorted_within(labels, np.abs(known[members] - centre[labels]))
    likeness = _ranks(by_depth, labels, size) - _ranks(by_deviation, labels, size)
    by_likeness = _sorted_within(labels, -likeness)
    return ClusterSummaries(
        keys=chosen.keys,
        size=np.bincount(chosen.labels[chosen.labels >= 0], minlength=n_clusters),
        n_rated=n_rated,
        mean=centre,
        spread=np.sqrt(_mean_over(labels, deviation**2, size)),
        uncertainty=_mean_over(labels, std[members], size),
        share_liked=_mean_over(labels, known[members] >= LIKED_FROM, size),
        mean_rating=np.where(n_rated > 0, rating_sum / np.maximum(n_rated, 1), np.nan),
        typical=_leading_rows(members[by_likeness], size, n_examples),
        borderline=_leading_rows(members[by_depth], size, n_examples),
        surprising=_leading_rows(members[by_deviation], size, n_examples, last_first=True),
    )


def _mean_over(
    labels: NDArray[np.int64], values: NDArray[Any], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    total = np.bincount(labels, weights=values, minlength=len(size))
    return np.where(size > 0, total / np.maximum(size, 1), np.nan)


def _sorted_within(labels: NDArray[np.int64], values: NDArray[Any]) -> NDArray[np.int64]:
    """Places of the members cluster by cluster, each cluster's by rising value.

    One integer carries both: the label above, and below it the bits of the value, which rise with it once
    the sign is turned over. Sorting it is several times faster than `numpy.lexsort`.
    """
    bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
    rising = np.where(bits >> 31 == 1, ~bits, bits | np.uint32(1 << 31))
    return np.argsort((labels.astype(np.uint64) << np.uint64(32)) | rising)


def _ranks(
    order: NDArray[np.int64], labels: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Rank of each member within its cluster, from 0 for the least value to nearly 1."""
    ranks = np.empty(len(order))
    first = np.cumsum(size) - size
    ranks[order] = (np.arange(len(order)) - np.repeat(first, size)) / np.repeat(size, size)
    return ranks


def _leading_rows(
    ordered: NDArray[np.int64], size: NDArray[np.int64], n_examples: int, *, last_first: bool = False
) -> NDArray[np.int64]:
    """The first (or last) rows of each cluster, ``(n_clusters, n_examples)``, -1 beyond its size."""
    steps = np.arange(n_examples)
    present = steps < size[:, None]
    if len(ordered) == 0:
        return np.full(present.shape, -1, dtype=np.int64)
    stop = np.cumsum(size)[:, None]
    places = stop - 1 - steps if last_first else stop - size[:, None] + steps
    return np.where(present, ordered[np.clip(places, 0, len(ordered) - 1)], -1)
