"""What one interest expects, as a hint for another: a column that the other starts from.

Ratings of one interest say much of a related one (inner rings of pseudo-rings) and nothing, or the wrong thing, of
another; which is which, the astronomer knows. A share of what is expected is passed on, so that a few ratings
correct it: over all pairs of the benchmark's seven attributes, with one example, .3 changed the share of positives
found by -.025 to +.070 and by +.006 in the mean; .8 lost .008.
"""

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue
from gzlabel.interest import Hyperparameters
from gzlabel.rating_scale import BEST_RATING

_SHARE = 0.3


def hint_of(mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """What to expect in a related interest, as a share of the best rating ``(n_galaxies,)``, NaN where unknown.

    Parameters
    ----------
    mean
        Rating expected of each galaxy ``(n_galaxies,)`` in the interest that is rated.
    """
    above = np.maximum(mean - np.nanmedian(mean), 0.0)
    expected = Hyperparameters().mean + _SHARE * above
    return np.asarray(np.clip(expected / BEST_RATING, 0.0, 1.0), dtype=np.float32)


def put_hint(catalogue: Catalogue, interest: str, mean: NDArray[np.float32]) -> str:
    """Keep the hint of ``interest`` as a column of the catalogue; return what it is called."""
    name = f"hint_of_{re.sub(r'[^0-9A-Za-z]+', '_', interest).strip('_') or 'interest'}"
    column = pa.array(hint_of(mean), mask=np.isnan(mean))
    return catalogue.made.put(name, pa.table({name: column}))[0]
