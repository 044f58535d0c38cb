"""Columns as NumPy arrays, and back, with nothing changed: int64 stays int64, missing stays missing."""

from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def masked_values(column: pa.ChunkedArray) -> "np.ma.MaskedArray[Any, Any]":
    """Return a column ``(n,)`` as a masked array, a fixed-length vector column ``(n, length)``.

    Numbers and booleans keep their type; text and anything nested become Python objects.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_fixed_size_list(column.type):
        return _vectors(column)
    mask = column.is_null().to_numpy()
    if pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        values = column.fill_null(0 if pa.types.is_integer(column.type) else False).to_numpy()
    elif pa.types.is_floating(column.type):
        values = column.to_numpy()
    elif pa.types.is_temporal(column.type):
        values = column.to_numpy(zero_copy_only=False)
    else:
        values = np.empty(len(column), dtype=object)
        values[:] = column.to_pylist()
    return np.ma.MaskedArray(values, mask=mask)


def arrow_column(values: NDArray[Any]) -> pa.Array:
    """Return an array ``(n,)`` or ``(n, ...)``, masked or not, as an Arrow column.

    Bytes are read as UTF-8, else Latin-1; all axes after the first are laid in one vector a row.
    """
    data, mask = np.ma.getdata(values), np.ma.getmaskarray(values)
    if data.ndim > 1:
        size = int(np.prod(data.shape[1:]))
        flat = arrow_column(np.ma.MaskedArray(data.reshape(-1), mask=mask.reshape(-1)))
        return pa.FixedSizeListArray.from_arrays(flat, size) if size else pa.nulls(len(data))
    if data.dtype.kind in "SU":
        texts = [_text(value) for value in data.tolist()]
        return pa.array(texts, type=pa.string(), mask=mask)
    if data.dtype.kind == "O":
        return _objects(data, mask)
    if data.dtype.kind == "c":
        return pa.array([str(value) for value in data.tolist()], mask=mask)
    return pa.array(data.astype(data.dtype.newbyteorder("=")), mask=mask)


def _vectors(column: pa.ChunkedArray) -> "np.ma.MaskedArray[Any, Any]":
    size = column.type.list_size
    filled = column.combine_chunks()
    if isinstance(filled, pa.ChunkedArray):
        filled = pa.concat_arrays(filled.chunks) if filled.num_chunks else pa.array([], column.type)
    if filled.null_count:
        blank = pa.scalar([None] * size, column.type)
        filled = pc.if_else(filled.is_null(), blank, filled)
    flat = masked_values(pa.chunked_array([filled.flatten()]))
    return cast("np.ma.MaskedArray[Any, Any]", flat.reshape(len(column), size))


def _objects(data: NDArray[Any], mask: NDArray[np.bool_]) -> pa.Array:
    plain = [
        None if hidden else _text(value.tolist() if isinstance(value, np.ndarray) else value)
        for value, hidden in zip(data.tolist(), mask.tolist(), strict=True)
    ]
    try:
        return pa.array(plain)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in plain])


def _text(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
