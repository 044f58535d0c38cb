"""FITS binary and ASCII tables.

Units are in TUNITn; descriptions and UCDs in TCOMMn and TUCDn, as STIL and TOPCAT write them. FITS knows
ASCII text only: other text is written, and read, as UTF-8. Reference: FITS standard 4.0, section 7.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.columns import DESCRIPTION, UCD, ColumnInfo, described, wanted_columns
from gzlabel.catalogue.notes import with_notes
from gzlabel.catalogue.plain import spelled
from gzlabel.catalogue.values import arrow_column, masked_values
from gzlabel.errors import CatalogueError

SUFFIXES = (".fits", ".fit", ".fts")

_KEYWORDS = {UCD: "TUCD", DESCRIPTION: "TCOMM"}
_UNDEFINED = 0
_CODES = {
    "u1": "B",
    "i1": "B",
    "i2": "I",
    "u2": "I",
    "i4": "J",
    "u4": "J",
    "i8": "K",
    "u8": "K",
    "f4": "E",
    "f8": "D",
}


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"SIMPLE  =")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the first table of a FITS file, or some of its columns, each read from disk by itself."""
    from astropy.io import fits

    with fits.open(path, memmap=path.suffix.lower() in SUFFIXES, character_as_bytes=True) as hdus:
        tables = [
            hdu for hdu in hdus if isinstance(hdu, (fits.BinTableHDU, fits.TableHDU)) and len(hdu.columns)
        ]
        if not tables:
            raise CatalogueError(
                "the file holds images, but no table", where=path, remedy="Give it as images, or give a table"
            )
        hdu = tables[0]
        names = wanted_columns(hdu.columns.names, columns, path)
        fields_and_values = [_column(hdu, name) for name in names]
    schema = pa.schema([field for field, _ in fields_and_values])
    table = pa.table([values for _, values in fields_and_values], schema=schema)
    if len(tables) > 1:
        others = ", ".join(other.name or "unnamed" for other in tables[1:])
        table = with_notes(table, [f"The file holds {len(tables)} tables; the first was read, not {others}."])
    return table


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` as a binary table, with ``header`` as HISTORY cards ``key: value``."""
    from astropy.io import fits

    table = spelled(table, vectors=True, booleans=True)
    hdu = fits.BinTableHDU.from_columns(
        [_fits_column(table, field) for field in table.schema], nrows=len(table)
    )
    _mark_undefined(hdu, table)
    for number, field in enumerate(table.schema, start=1):
        for kind, keyword in _KEYWORDS.items():
            if kind in (field.metadata or {}):
                hdu.header[f"{keyword}{number}"] = _ascii(field.metadata[kind].decode())
    for key, value in header.items():
        hdu.header.add_history(_ascii(f"{key}: {' '.join(value.split())}"))
    fits.HDUList([fits.PrimaryHDU(), hdu]).writeto(path, overwrite=True)


def _column(hdu: Any, name: str) -> tuple[pa.Field, pa.Array]:
    from astropy.io import fits

    number = hdu.columns.names.index(name) + 1
    column = hdu.columns[name]
    stored = hdu.data.view(np.ndarray)[name] if isinstance(hdu, fits.BinTableHDU) else None
    values = hdu.data.field(name)
    if stored is not None and column.format.format == "L":
        values = np.ma.MaskedArray(values, mask=stored == _UNDEFINED)
    elif column.null not in (None, "") and stored is not None and stored.dtype.kind in "iu":
        values = np.ma.MaskedArray(values, mask=stored == column.null)
    array = arrow_column(np.ma.asanyarray(values))
    said = {key: str(hdu.header.get(f"{keyword}{number}", "")) for key, keyword in _KEYWORDS.items()}
    field = described(name, array.type, unit=column.unit or "", ucd=said[UCD], description=said[DESCRIPTION])
    return field, array


def _fits_column(table: pa.Table, field: pa.Field) -> Any:
    from astropy.io import fits

    values = masked_values(table[field.name])
    unit = ColumnInfo.of(field).unit or None
    if values.dtype.kind == "O":
        text = _utf8(values)
        return fits.Column(field.name, f"{text.dtype.itemsize}A", unit=unit, array=text)
    repeat = values.shape[1] if values.ndim == 2 else 1
    if values.dtype.kind == "b":
        return fits.Column(field.name, f"{repeat}L", unit=unit, array=values.filled(False))
    code = f"{repeat}{_CODES[values.dtype.str[1:]]}"
    if values.dtype.kind == "f":
        return fits.Column(field.name, code, unit=unit, array=values.filled(np.nan))
    zero = _zero_point(values.dtype)
    null = _null_value(values) if np.ma.is_masked(values) else None
    stored_null = None if null is None else null - (zero or 0)
    filled = values.filled(0 if null is None else null)
    return fits.Column(field.name, code, unit=unit, array=filled, null=stored_null, bzero=zero)


def _zero_point(dtype: np.dtype[Any]) -> int | None:
    """Offset by which FITS stores the integers it has no type for (signed bytes, unsigned words)."""
    if dtype == np.int8:
        return -128
    return 1 << (8 * dtype.itemsize - 1) if dtype.kind == "u" and dtype.itemsize > 1 else None


def _null_value(values: "np.ma.MaskedArray[Any, Any]") -> int:
    """Return an integer that the column does not hold, to stand for a missing one."""
    limits = np.iinfo(values.dtype)
    taken = values.compressed()
    for candidate in chain((limits.min, limits.max), range(limits.min + 1, limits.max)):
        if not np.any(taken == candidate):
            return int(candidate)
    raise CatalogueError(
        f"a column of {values.dtype} holds every value of its type, and none is left for the missing ones",
        remedy="Export as Parquet or VOTable",
    )


def _utf8(values: "np.ma.MaskedArray[Any, Any]") -> NDArray[np.bytes_]:
    encoded = [str(value).encode() for value in values.filled("")]
    return np.array(encoded, dtype=f"S{max(1, max(map(len, encoded), default=1))}")


def _mark_undefined(hdu: Any, table: pa.Table) -> None:
    for field in table.schema:
        if pa.types.is_boolean(field.type) and table[field.name].null_count:
            hdu.data.view(np.ndarray)[field.name][table[field.name].is_null().to_numpy()] = _UNDEFINED


def _ascii(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()
