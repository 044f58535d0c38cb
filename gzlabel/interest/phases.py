"""Whether a search looks everywhere, beside what it likes, or half and half.

An odd example, unlike all others of its kind, says little about where those are: the order by expected worth then
goes on beside it for ever, and finds nothing. So where the one galaxy liked has brought no second one in twenty
looks, half of each page is spread over the catalogue again, until something else is liked.
"""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Phase = Literal["exploring", "widening", "searching"]

PROMISING = 1.0
"""The least rating that ends planned exploration."""
PATIENCE = 20
"""Looks beside the only galaxy liked before the search widens."""


def phase_of(ratings: NDArray[Any]) -> Phase:
    """What the ratings ``(m,)`` so far, in order of decision, leave to do."""
    promising = np.flatnonzero(ratings >= PROMISING)
    if not len(promising):
        return "exploring"
    n_in_vain = len(ratings) - 1 - int(promising[-1])
    return "widening" if len(promising) == 1 and n_in_vain >= PATIENCE else "searching"


def n_spread(phase: Phase, size: int, n_rated: int) -> int:
    """How many of a page's ``size`` galaxies are spread over the catalogue; pages of one take turns."""
    return {"exploring": size, "widening": (size + n_rated % 2) // 2, "searching": 0}[phase]
