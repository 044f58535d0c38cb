"""A ranking that no answer changes."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Labels, best_unlabelled


class FixedRanking:
    """Shows galaxies in the order of ``scores`` ``(n_galaxies,)``, best first."""

    def __init__(self, scores: NDArray[np.floating]) -> None:
        self._scores = scores

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose the next in the order."""
        return best_unlabelled(self._scores, labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the order."""
        return self._scores
