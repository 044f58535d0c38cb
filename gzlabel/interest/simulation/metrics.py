"""How good one run was, under two conventions.

*published*: the galaxies looked at are forced to their truth, liked first and disliked last, as Walmsley et
al. 2022 rank. *unseen*: only galaxies nobody looked at are ranked: what the user gains beyond the looks.
"""

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Labels

DEPTHS = (50, 100, 200)


def measures(
    scores: NDArray[np.floating], positive: NDArray[np.bool_], labels: Labels
) -> dict[str, float | None]:
    """Return the average precision and the precisions at 50, 100 and 200, under both conventions.

    None where nothing is left to find, or fewer galaxies are left than the depth asks for.
    """
    values = np.asarray(scores, dtype=np.float64)
    forced = values.copy()
    forced[labels.rows] = np.where(labels.liked, np.inf, -np.inf)
    unseen = np.ones(len(values), dtype=np.bool_)
    unseen[labels.rows] = False
    published_hits = _hits(forced, positive)
    unseen_hits = _hits(values[unseen], positive[unseen])
    result = {
        "average_precision_unseen": average_precision(unseen_hits),
        "average_precision": average_precision(published_hits),
    }
    for depth in DEPTHS:
        result[f"precision_at_{depth}"] = _precision_at(published_hits, depth)
    for depth in DEPTHS:
        result[f"precision_at_{depth}_unseen"] = _precision_at(unseen_hits, depth)
    return result


def average_precision(hits: NDArray[np.bool_]) -> float | None:
    """Return the mean precision at the places of the positives in the ranking ``hits``, best first."""
    places = np.flatnonzero(hits) + 1
    return float(np.mean(np.arange(1, len(places) + 1) / places)) if len(places) > 0 else None


def _hits(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return positive[np.argsort(-scores, kind="stable")]


def _precision_at(hits: NDArray[np.bool_], depth: int) -> float | None:
    return float(hits[:depth].mean()) if len(hits) >= depth else None
