"""Values that stand for no value: NaN, blank text, and the -99 and -9999 of survey tables.

The stored table keeps them as they came; they are missing only to whoever looks through `with_missing`.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.columns import is_number, is_text

SENTINELS = (-99, -99.9, -99.99, -999, -999.9, -999.99, -9999, -9999.9, -99999, -999999)
"""A column's own value of these counts as missing where every other value of it lies above half of it."""


def with_missing(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return ``column`` with null wherever its value stands for none."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if is_number(column.type):
        return _numbers(column)
    if is_text(column.type):
        blank = pc.equal(pc.utf8_trim_whitespace(column), "")
        return pc.if_else(blank, pa.scalar(None, column.type), column)
    return column


def sentinels_in(values: NDArray[Any]) -> NDArray[Any]:
    """Return the values that stand for none among ``values`` ``(n,)`` of numbers without NaN.

    A velocity of -99 km/s among others of -300 is a velocity; a magnitude of -99 among others near 20 is not.
    """
    if len(values) == 0 or values.min() > max(SENTINELS):
        return values[:0]
    known = np.array(SENTINELS).astype(values.dtype) if values.dtype.kind == "f" else _whole(values.dtype)
    candidates = np.intersect1d(known, values)
    others = values[~np.isin(values, candidates)]
    lowest = others.min() if len(others) else 0
    return candidates[candidates / 2.0 < lowest]


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    found = sentinels_in(column.drop_null().to_numpy())
    if len(found) == 0:
        return column
    stands_for_none = pc.is_in(column, value_set=pa.array(found, type=column.type))
    return pc.if_else(stands_for_none, pa.scalar(None, column.type), column)


def _whole(dtype: np.dtype[Any]) -> NDArray[Any]:
    lowest = np.iinfo(dtype).min
    return np.array([value for value in SENTINELS if value == int(value) and value >= lowest]).astype(dtype)
