"""What the model learnt since the last page: the galaxies of which it now expects more, and less."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.state import Lesson

_N_SHOWN = 8
_LEAST = 0.05


def lesson(before: NDArray[np.float32] | None, after: NDArray[np.float32]) -> Lesson:
    """Galaxies whose expected rating changed most between two models.

    Parameters
    ----------
    before, after
        Expected ratings ``(n_galaxies,)``; NaN without a vector. Nothing is learnt where there is no ``before``.
    """
    if before is None or len(before) != len(after):
        return Lesson()
    change = np.nan_to_num(after - before)
    n_shown = min(_N_SHOWN, len(change))
    rose = np.argpartition(change, -n_shown)[-n_shown:]
    fell = np.argpartition(change, n_shown - 1)[:n_shown]
    rose, fell = rose[change[rose] >= _LEAST], fell[change[fell] <= -_LEAST]
    return Lesson(
        tuple((int(row), float(change[row])) for row in rose[np.argsort(-change[rose], kind="stable")]),
        tuple((int(row), float(change[row])) for row in fell[np.argsort(change[fell], kind="stable")]),
    )
