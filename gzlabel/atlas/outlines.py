"""A line around each cluster on the map."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.extraction import ChosenClusters

_DIRECTIONS = 32
_FARTHEST = 4.0
"""In medians of the members' distance from their centre; what lies beyond is left outside the line."""


def cluster_outlines(positions: NDArray[np.float32], chosen: ChosenClusters) -> list[NDArray[np.float32]]:
    """A convex polygon ``(n_vertices, 2)`` around the bulk of each cluster, in the order of its keys.

    The vertices are the members that lie farthest in each of 32 directions; a cluster of the 5-D space may
    have a few members far off on the map, and those are left outside.
    """
    return [outline_of(members) for members in _members_on_map(positions, chosen)]


def cluster_centres(positions: NDArray[np.float32], chosen: ChosenClusters) -> NDArray[np.float32]:
    """Where each cluster's label belongs ``(n_clusters, 2)``: the member nearest to the median place."""
    centres = np.full((chosen.n_clusters, 2), np.nan, dtype=np.float32)
    for cluster, members in enumerate(_members_on_map(positions, chosen)):
        if len(members):
            centres[cluster] = members[_distances(members).argmin()]
    return centres


def _members_on_map(positions: NDArray[np.float32], chosen: ChosenClusters) -> list[NDArray[np.float32]]:
    placed = np.flatnonzero((chosen.labels >= 0) & np.isfinite(positions).all(axis=1))
    order = placed[np.argsort(chosen.labels[placed], kind="stable")]
    starts = np.searchsorted(chosen.labels[order], np.arange(1, chosen.n_clusters))
    return np.split(positions[order], starts) if chosen.n_clusters else []


def outline_of(members: NDArray[np.float32]) -> NDArray[np.float32]:
    """A convex polygon ``(n_vertices, 2)`` around the bulk of ``members`` ``(n_members, 2)``."""
    if len(members) == 0:
        return np.empty((0, 2), dtype=np.float32)
    distances = _distances(members)
    bulk = members[distances <= _FARTHEST * np.median(distances)]
    angle = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    directions = np.stack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    farthest = (bulk @ directions).argmax(axis=0)
    changes = np.flatnonzero(farthest != np.roll(farthest, 1))
    outline: NDArray[np.float32] = bulk[farthest[changes]] if len(changes) else bulk[farthest[:1]]
    return outline


def _distances(members: NDArray[np.float32]) -> NDArray[np.float32]:
    offsets = members - np.median(members, axis=0)
    distances: NDArray[np.float32] = np.sqrt((offsets**2).sum(axis=1))
    return distances
