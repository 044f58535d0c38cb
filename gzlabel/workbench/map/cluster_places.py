"""Where the clusters lie on the map, as seen from enough of their members."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import outline_of
from gzlabel.workbench.state import Clusters, ClusterSummary, Map

_MOST_SHOWN = 60
_MEMBERS_ASKED = 500


class ClusterPlaces:
    """Outlines of the clusters shown on the map, found once for the same clusters on the same map."""

    def __init__(self) -> None:
        self._clusters: Clusters | None = None
        self._map: Map | None = None
        self._outlines: tuple[NDArray[np.float32], ...] = ()

    def outlines(self, clusters: Clusters | None, present: Map | None) -> tuple[NDArray[np.float32], ...]:
        """A polygon ``(n_vertices, 2)`` around the bulk of each of the most interesting clusters."""
        if clusters is None or present is None:
            return ()
        if clusters is not self._clusters or present is not self._map:
            self._clusters, self._map = clusters, present
            shown = most_interesting(clusters, present)
            self._outlines = tuple(outline_of(present.positions[sampled(one, present)]) for one in shown)
        return self._outlines


def most_interesting(clusters: Clusters, present: Map, most: int = _MOST_SHOWN) -> list[ClusterSummary]:
    """The clusters of the highest expected interest that have members on the map."""
    best_first = sorted((one for one in clusters.summaries if one.size), key=lambda one: -one.mean)
    return [one for one in best_first[:most] if len(sampled(one, present))]


def sampled(summary: ClusterSummary, present: Map) -> NDArray[np.int64]:
    """Members enough to see where a cluster lies, from all over it."""
    rows = summary.rows[:: max(1, summary.size // _MEMBERS_ASKED)]
    placed: NDArray[np.int64] = rows[np.isfinite(present.positions[rows, 0])]
    return placed
