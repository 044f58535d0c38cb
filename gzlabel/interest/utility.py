"""What finding a galaxy is worth to a search, as against the rating it would get.

The aim is the few that deserve a 5, not the many that deserve a 2: worth grows faster than the rating. Where
all ratings are 0 or 5 the two orders are the same.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.rating_scale import BEST_RATING

_POWER = 2.0


def worth(ratings: NDArray[Any] | float) -> NDArray[np.float64]:
    """``5 (rating / 5)**2``: 0 to 5, like the ratings themselves."""
    share = np.maximum(np.asarray(ratings, dtype=np.float64), 0.0) / BEST_RATING
    return np.asarray(BEST_RATING * share**_POWER)
