"""Tables between astropy and Arrow, for the formats that astropy reads and writes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from gzlabel.catalogue.columns import ColumnInfo, described, unique_names, wanted_columns
from gzlabel.catalogue.plain import spelled
from gzlabel.catalogue.values import arrow_column, masked_values


def from_astropy(table: Any, columns: Sequence[str] | None, where: Path) -> pa.Table:
    """Return an `astropy.table.Table`, or some of its columns, with units, UCDs and descriptions."""
    known = dict(zip(unique_names(table.colnames), table.colnames, strict=True))
    names = wanted_columns(list(known), columns, where)
    fields, arrays = [], []
    for name in names:
        column = table[known[name]]
        is_plain = isinstance(column, np.ndarray) and column.dtype.names is None
        array = arrow_column(column if is_plain else np.array([str(one) for one in column], dtype=object))
        ucd = str((column.info.meta or {}).get("ucd", ""))
        said = {"unit": str(column.info.unit or ""), "ucd": ucd, "description": column.info.description or ""}
        fields.append(described(name, array.type, **said))
        arrays.append(array)
    return pa.table(arrays, schema=pa.schema(fields))


def to_astropy(table: pa.Table, header: Mapping[str, str], *, as_bytes: bool = False) -> Any:
    """Return ``table`` as an `astropy.table.Table` with ``header`` as its metadata.

    Parameters
    ----------
    as_bytes
        Whether text is given as UTF-8 bytes.
    """
    from astropy.table import MaskedColumn, Table

    made = Table(meta=dict(header))
    for field in spelled(table, vectors=True, booleans=True).schema:
        info = ColumnInfo.of(field)
        values = masked_values(spelled(table.select([field.name]), vectors=True, booleans=True)[field.name])
        if values.dtype.kind == "O":
            values = _text(values, as_bytes=as_bytes)
        column = MaskedColumn(
            values,
            name=field.name,
            description=info.description or None,
            meta={"ucd": info.ucd} if info.ucd else None,
        )
        if info.unit:
            column.unit = _unit(info.unit)
        made.add_column(column)
    return made


def _text(values: "np.ma.MaskedArray[Any, Any]", *, as_bytes: bool) -> "np.ma.MaskedArray[Any, Any]":
    texts: list[Any] = [str(value) for value in values.filled("")]
    if as_bytes:
        texts = [text.encode() for text in texts]
    filled = np.array(texts) if texts else np.array([], dtype="S1" if as_bytes else "U1")
    return np.ma.MaskedArray(filled, mask=np.ma.getmaskarray(values))


def _unit(text: str) -> Any:
    from astropy.units import Unit

    return Unit(text, parse_strict="silent")
