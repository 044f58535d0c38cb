"""VOTable, the XML table of the Virtual Observatory. Reference: IVOA VOTable 1.4."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from gzlabel.catalogue.columns import ColumnInfo, described, wanted_columns
from gzlabel.catalogue.plain import spelled
from gzlabel.catalogue.values import arrow_column, masked_values
from gzlabel.errors import CatalogueError

SUFFIXES = (".vot", ".votable", ".xml")


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return b"<VOTABLE" in head or b":VOTABLE" in head


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the first table of a VOTable that has columns, or some of its columns."""
    from astropy.io import votable

    document = votable.parse(path, verify="ignore")
    found = next((table for table in document.iter_tables() if len(table.fields)), None)
    if found is None:
        raise CatalogueError("the VOTable holds no table", where=path, remedy="Ask the service for rows")
    names = wanted_columns([field.name for field in found.fields], columns, path)
    fields, arrays = [], []
    for field in found.fields:
        if field.name in names:
            array = arrow_column(found.array[field.ID])
            arrays.append(array)
            fields.append(_described(field, array.type))
    return pa.table(arrays, schema=pa.schema(fields)).select(names)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` as INFO elements."""
    from astropy.io import votable
    from astropy.table import MaskedColumn, Table

    table = spelled(table, vectors=True, booleans=True)
    made = Table([MaskedColumn(_values(table[name]), name=name) for name in table.column_names])
    document = votable.from_table(made)
    stored = document.get_first_table()
    for field, source in zip(stored.fields, table.schema, strict=True):
        info = ColumnInfo.of(source)
        field.unit, field.ucd, field.description = (
            info.unit or None,
            info.ucd or None,
            info.description or None,
        )
    resource = document.resources[0]
    for key, value in header.items():
        resource.infos.append(votable.tree.Info(name=key, value=value))
    document.to_xml(str(path), tabledata_format="binary2")


def _described(field: Any, arrow_type: pa.DataType) -> pa.Field:
    said = {"unit": str(field.unit or ""), "ucd": field.ucd or "", "description": field.description or ""}
    return described(field.name, arrow_type, **said)


def _values(column: pa.ChunkedArray) -> "np.ma.MaskedArray[Any, Any]":
    values = masked_values(column)
    if values.dtype.kind != "O":
        return values
    return np.ma.MaskedArray(values.filled("").astype(str), mask=np.ma.getmaskarray(values))
