"""Finds the row of an id."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class RowFinder:
    """Rows by id; a whole number and its text are the same id.

    Parameters
    ----------
    ids
        ``(n_galaxies,)``, all different: int64, or text as objects.
    """

    def __init__(self, ids: NDArray[Any]) -> None:
        self._row_of_text: dict[str, int] | None = None
        self._order: NDArray[np.int64] | None = None
        if ids.dtype == object:
            self._row_of_text = {text: row for row, text in enumerate(ids.tolist())}
        else:
            self._order = np.argsort(ids, kind="stable")
            self._sorted = ids[self._order]

    def rows(self, wanted: Sequence[Any]) -> NDArray[np.int64]:
        """Return the row of each of ``wanted`` ``(n,)``; -1 where there is none."""
        if self._row_of_text is not None:
            found = [self._row_of_text.get(_text(one), -1) for one in wanted]
            return np.array(found, dtype=np.int64)
        assert self._order is not None
        numbers = [_number(one) for one in wanted]
        values = np.array([0 if number is None else number for number in numbers], dtype=np.int64)
        places = np.minimum(np.searchsorted(self._sorted, values), len(self._sorted) - 1)
        is_there = (self._sorted[places] == values) & np.array(
            [number is not None for number in numbers], bool
        )
        return np.where(is_there, self._order[places], -1)


def _text(one: Any) -> str:
    if isinstance(one, float | np.floating) and float(one).is_integer():
        return str(int(one))
    return str(one)


def _number(one: Any) -> int | None:
    try:
        number = int(_text(one))
    except ValueError:
        return None
    return number if -(2**63) <= number < 2**63 else None
