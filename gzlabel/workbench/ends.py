"""Between which two numbers most values of a quantity lie: few odd ones must not squeeze the others together."""

import numpy as np
from numpy.typing import NDArray

_MOST_LOOKED_AT = 100_000
"""More would cost more than the drawing."""
_LARGEST, _LEAST_SHARE = 1e290, 1e-12
"""Beyond it a value stands for none; within that share of their size two ends are one."""
_REACH = 3.0
"""Interquartile ranges from the quartiles: 4.7 standard deviations from the middle."""


def usual_ends(values: NDArray[np.floating]) -> tuple[float, float]:
    """Between which ``values`` ``(n,)`` lie but for the outermost hundredths; NaN is none.

    The second is the larger by enough to be told from the first, also where all values are the same.
    """
    known = _looked_at(values)
    return _apart(*(np.percentile(known, (1, 99)) if len(known) else (0.0, 1.0)))


def main_ends(values: NDArray[np.floating]) -> tuple[float, float]:
    """`usual_ends`, but none far off, also where a twentieth of all ``values`` ``(n,)``, say, stands for none."""
    low, high = usual_ends(values)
    known = _looked_at(values)
    first, third = np.percentile(known, (25, 75)) if len(known) else (low, high)
    reach = _REACH * (third - first)
    return _apart(max(low, first - reach), min(high, third + reach)) if reach > 0 else (low, high)


def _looked_at(values: NDArray[np.floating]) -> NDArray[np.float64]:
    some = values[:: max(1, len(values) // _MOST_LOOKED_AT)].astype(np.float64)
    return some[np.abs(some) < _LARGEST]


def _apart(low: float, high: float) -> tuple[float, float]:
    least = max(_LEAST_SHARE * max(abs(low), abs(high)), 1.0 / _LARGEST)
    return float(low), float(high if high - low >= least else low + max(1.0, 1e6 * least))
