"""Some galaxies are fitted, the others take their place from those among them that they resemble."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.graph import membership_strengths
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.progress import Report, silent

_MOST_GUIDES = 8
_SCATTER = 0.15
"""Of placed galaxies, in spacings of the landmarks."""


def choose_landmarks(n_galaxies: int, n_landmarks: int, seed: int = 0) -> NDArray[np.int64]:
    """``n_landmarks`` places of ``n_galaxies``, drawn evenly and at random, in ascending order."""
    drawn = np.random.default_rng(seed).choice(n_galaxies, n_landmarks, replace=False)
    return np.sort(drawn)


@dataclass(frozen=True)
class Guides:
    """The landmarks that each galaxy resembles most, and how much each of them counts.

    Attributes
    ----------
    landmarks
        ``(n_galaxies, n_guides)`` int32, places among the landmarks.
    weights
        ``(n_galaxies, n_guides)`` float32, each row summing to 1; a landmark follows itself alone.
    """

    landmarks: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def find(cls, features: NDArray[Any], landmarks: NDArray[np.int64], report: Report = silent) -> "Guides":
        """Guides of every galaxy of ``features`` ``(n_galaxies, n_features)``.

        ``landmarks`` are the rows of it that are fitted.
        """
        found = nearest_neighbours(
            features[landmarks],
            _MOST_GUIDES,
            queries=features,
            report=report,
            message="Neighbours of landmarks",
        )
        weights = membership_strengths(found.distances)
        weights /= weights.sum(axis=1, keepdims=True)
        rows = found.rows
        rows[landmarks, 0], weights[landmarks] = np.arange(len(landmarks)), np.eye(1, weights.shape[1])
        return cls(rows, weights)

    def place(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Every galaxy's position ``(n_galaxies, n_dimensions)`` from those of the landmarks.

        A galaxy between two groups has guides in both, and their mean lies where neither is. So only guides
        that the layout put near the first one count (on EFIGI this brings neighbour recall from 0.13 to 0.22,
        the full fit having 0.21). Placed galaxies are scattered a little, since those with a single guide
        would coincide with it.
        """
        guides = positions[self.landmarks]
        spacing = _spacing(positions)
        offsets = np.linalg.norm(guides - guides[:, :1], axis=2)
        weights = self.weights * (offsets <= spacing)
        weights /= weights.sum(axis=1, keepdims=True)
        placed = np.einsum("ij,ijd->id", weights, guides)
        follows = self.weights[:, 0] < 1.0
        scatter = np.random.default_rng(0).normal(scale=_SCATTER * spacing, size=placed.shape)
        return np.asarray(placed + scatter * follows[:, None], dtype=np.float32)


def _spacing(positions: NDArray[np.float32]) -> float:
    """Median distance of a landmark from the farthest of its nearest few, in the layout."""
    from scipy.spatial import cKDTree

    distances = np.asarray(cKDTree(positions).query(positions, min(_MOST_GUIDES + 1, len(positions)))[0])
    return float(np.median(distances[:, -1]))
