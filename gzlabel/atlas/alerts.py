"""Clusters that ask for a look: expected to be interesting and never looked into, or full of artefacts."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.clusters import ClusterSummaries
from gzlabel.atlas.extraction import ChosenClusters

_DEVIATIONS = 2.0
_LEAST_SIZE = 5
_LEAST_ARTEFACTS = 2
_LEAST_ARTEFACT_SHARE = 0.5


@dataclass(frozen=True)
class ClusterAlert:
    """One cluster to look at.

    Attributes
    ----------
    kind
        ``unseen``: expected to be interesting, and none of it rated. ``artefacts``: most of what was looked
        at in it was marked as an artefact.
    key
        The cluster's.
    value
        The mean expected rating, or the share of artefacts among the galaxies looked at.
    """

    kind: Literal["unseen", "artefacts"]
    key: str
    value: float


def cluster_alerts(
    chosen: ChosenClusters, summaries: ClusterSummaries, artefacts: NDArray[Any]
) -> tuple[ClusterAlert, ...]:
    """Alerts on the clusters at hand, the most urgent of each kind first.

    A cluster counts as interesting where its mean expected rating stands out from those of all clusters by
    two robust standard deviations (1.48 times the median absolute deviation).

    Parameters
    ----------
    artefacts
        ``(n_marked,)`` rows of the galaxies marked as artefacts.
    """
    return (*_unseen(summaries), *_artefacts(chosen, summaries, np.asarray(artefacts, dtype=np.int64)))


def _unseen(summaries: ClusterSummaries) -> list[ClusterAlert]:
    known = np.isfinite(summaries.mean)
    if not known.any():
        return []
    middle = float(np.median(summaries.mean[known]))
    spread = 1.48 * float(np.median(np.abs(summaries.mean[known] - middle)))
    stands_out = known & (summaries.mean > middle + _DEVIATIONS * spread) & (spread > 0)
    found = np.flatnonzero(stands_out & (summaries.n_rated == 0) & (summaries.size >= _LEAST_SIZE))
    best_first = found[np.argsort(-summaries.mean[found], kind="stable")]
    return [
        ClusterAlert("unseen", summaries.keys[place], float(summaries.mean[place])) for place in best_first
    ]


def _artefacts(
    chosen: ChosenClusters, summaries: ClusterSummaries, artefacts: NDArray[np.int64]
) -> list[ClusterAlert]:
    labels = chosen.labels[artefacts]
    marked = np.bincount(labels[labels >= 0], minlength=chosen.n_clusters)
    share = marked / np.maximum(marked + summaries.n_rated, 1)
    found = np.flatnonzero((marked >= _LEAST_ARTEFACTS) & (share >= _LEAST_ARTEFACT_SHARE))
    worst_first = found[np.argsort(-share[found], kind="stable")]
    return [ClusterAlert("artefacts", chosen.keys[place], float(share[place])) for place in worst_first]
