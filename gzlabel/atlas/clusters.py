"""What is to be said of each cluster: its size, how much of it is rated, what the model expects of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.extraction import ChosenClusters
from gzlabel.rating_scale import LIKED


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
    grouped = _Grouped.of(chosen, mean)
    known = np.array(mean, dtype=np.float64)
    known[np.asarray(rows, dtype=np.int64)] = ratings
    n_rated, mean_rating = _rated(chosen, np.asarray(rows, dtype=np.int64), np.asarray(ratings, dtype=float))
    expected = np.asarray(mean, dtype=np.float64)[grouped.rows]
    centre = grouped.means(expected)
    depth = (-np.asarray(std) if density is None else density)[grouped.rows]
    by_depth = grouped.sorted_by(depth)
    by_deviation = grouped.sorted_by(np.abs(known[grouped.rows] - centre[grouped.labels]))
    by_likeness = grouped.sorted_by(grouped.ranks(by_deviation) - grouped.ranks(by_depth))
    return ClusterSummaries(
        keys=chosen.keys,
        size=np.bincount(chosen.labels[chosen.labels >= 0], minlength=chosen.n_clusters),
        n_rated=n_rated,
        mean=centre,
        spread=np.sqrt(grouped.means((expected - centre[grouped.labels]) ** 2)),
        uncertainty=grouped.means(std[grouped.rows]),
        share_liked=grouped.means(known[grouped.rows] >= LIKED),
        mean_rating=mean_rating,
        typical=grouped.leading(by_likeness, n_examples),
        borderline=grouped.leading(by_depth, n_examples),
        surprising=grouped.leading(by_deviation, n_examples, last_first=True),
    )


def _rated(
    chosen: ChosenClusters, rows: NDArray[np.int64], ratings: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rated members of each cluster, and their mean rating, NaN for none."""
    labels = chosen.labels[rows]
    in_cluster = labels >= 0
    n_rated = np.bincount(labels[in_cluster], minlength=chosen.n_clusters)
    total = np.bincount(labels[in_cluster], ratings[in_cluster], minlength=chosen.n_clusters)
    return n_rated, np.where(n_rated > 0, total / np.maximum(n_rated, 1), np.nan)


@dataclass(frozen=True)
class _Grouped:
    """Members of clusters that have a vector: their rows, their clusters, and the size of each cluster."""

    rows: NDArray[np.int64]
    labels: NDArray[np.int64]
    size: NDArray[np.int64]

    @classmethod
    def of(cls, chosen: ChosenClusters, mean: NDArray[np.float32]) -> "_Grouped":
        rows = np.flatnonzero((chosen.labels >= 0) & np.isfinite(mean))
        labels = chosen.labels[rows].astype(np.int64)
        return cls(rows, labels, np.bincount(labels, minlength=chosen.n_clusters))

    def means(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Mean of ``values`` ``(n_members,)`` over each cluster; NaN for an empty one."""
        total = np.bincount(self.labels, weights=values, minlength=len(self.size))
        return np.where(self.size > 0, total / np.maximum(self.size, 1), np.nan)

    def sorted_by(self, values: NDArray[Any]) -> NDArray[np.int64]:
        """Places of the members cluster by cluster, each cluster's by rising value.

        One integer carries both: the label above, and below it the bits of the value, which rise with it once
        the sign is turned over. Sorting it is several times faster than `numpy.lexsort`.
        """
        bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
        rising = np.where(bits >> 31 == 1, ~bits, bits | np.uint32(1 << 31))
        return np.argsort((self.labels.astype(np.uint64) << np.uint64(32)) | rising)

    def ranks(self, order: NDArray[np.int64]) -> NDArray[np.float64]:
        """Rank of each member within its cluster, from 0 for the least value to nearly 1."""
        ranks = np.empty(len(order))
        first = np.cumsum(self.size) - self.size
        ranks[order] = (np.arange(len(order)) - np.repeat(first, self.size)) / np.repeat(self.size, self.size)
        return ranks

    def leading(
        self, order: NDArray[np.int64], n_examples: int, *, last_first: bool = False
    ) -> NDArray[np.int64]:
        """The first (or last) rows of each cluster, ``(n_clusters, n_examples)``, -1 beyond its size."""
        steps = np.arange(n_examples)
        present = steps < self.size[:, None]
        if len(order) == 0:
            return np.full(present.shape, -1, dtype=np.int64)
        stop = np.cumsum(self.size)[:, None]
        places = stop - 1 - steps if last_first else stop - self.size[:, None] + steps
        return np.where(present, self.rows[order][np.clip(places, 0, len(order) - 1)], -1)
