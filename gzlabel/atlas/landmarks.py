"""Some galaxies are fitted, the others take their place from those among them that they resemble."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.graph import membership_strengths
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.progress import Report, silent

_MOST_GUIDES = 8


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
        """Every galaxy's position ``(n_galaxies, n_dimensions)`` from those of the landmarks."""
        placed: NDArray[np.float32] = np.einsum("ij,ijd->id", self.weights, positions[self.landmarks])
        return placed
