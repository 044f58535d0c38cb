"""Columns that say much with little: a text kept once, to which a million rows point, counts a million times."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.unpacking import refuse_claim
from gzlabel.errors import CatalogueError

_OBJECT_BYTES, _VIEW_INTEGERS = 8, 4
_OF_ANY_LENGTH = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)


def refuse_unfolding(table: pa.Table, size: int, path: Path) -> None:
    """Refuse a table whose values, each written out in its row, are more than a file of ``size`` bytes can mean.

    Raises
    ------
    CatalogueError
        If they are, or a column is of a kind that no table of galaxies has.
    """
    n_bytes = 0
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            n_bytes += unfolded_bytes(column)
            refuse_claim(n_bytes, size, path)
        except CatalogueError as error:
            raise CatalogueError(
                f"{error.what}, by its column {name!r}", where=path, remedy=error.remedy
            ) from error


def views_of(schema: pa.Schema) -> list[str]:
    """Names of the columns whose texts lie anywhere, so that even looking them over may take for ever."""
    return [field.name for field in schema if _is_view(field.type)]


def unfolded_bytes(column: pa.ChunkedArray) -> int:
    """Bytes of the values of a column, each counted in every row that has it.

    Raises
    ------
    CatalogueError
        If the column repeats its values by runs, or its lists by views.
    """
    return sum(_unfolded(chunk) for chunk in column.chunks)


def _unfolded(array: pa.Array) -> int:
    match array.type:
        case pa.DictionaryType():
            return _written_out(array)
        case pa.StructType():
            return sum(map(_unfolded, array.flatten()))
        case pa.MapType():
            return _unfolded(array.keys) + _unfolded(array.items)
        case pa.ListType() | pa.LargeListType() | pa.FixedSizeListType():
            return int(array.nbytes) + _unfolded(array.flatten())
        case pa.ListViewType() | pa.LargeListViewType() | pa.RunEndEncodedType():
            raise CatalogueError(
                f"values of {array.type} cannot be used", remedy="Save them plainly, each in its row"
            )
        case pa.BaseExtensionType():
            return _unfolded(array.storage)
        case kind if pa.types.is_null(kind):
            return _OBJECT_BYTES * len(array)
        case kind if _is_view(kind):
            return int(_lengths(array).sum())
    return int(array.nbytes)


def _written_out(array: pa.DictionaryArray) -> int:
    indices = array.indices.drop_null().to_numpy(zero_copy_only=False)
    counts = np.bincount(indices, minlength=len(array.dictionary))
    return int(counts @ _lengths(array.dictionary)) + int(array.indices.nbytes)


def _lengths(values: pa.Array) -> NDArray[np.int64]:
    """Bytes of each value ``(n,)``; of one that holds others, as many as all of them together."""
    kind = values.type
    if _is_view(kind):
        integers = np.frombuffer(values.buffers()[1], np.int32).reshape(-1, _VIEW_INTEGERS)
        lengths = integers[values.offset : values.offset + len(values), 0].astype(np.int64)
        return np.where(values.is_valid().to_numpy(zero_copy_only=False), lengths, 0)
    if any(is_kind(kind) for is_kind in _OF_ANY_LENGTH):
        lengths = pc.binary_length(values).fill_null(0)
        return np.asarray(lengths.to_numpy(zero_copy_only=False), dtype=np.int64)
    width = max(kind.bit_width // 8, 1) if pa.types.is_primitive(kind) else _unfolded(values)
    return np.full(len(values), width, dtype=np.int64)


def _is_view(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string_view(kind) or pa.types.is_binary_view(kind))
