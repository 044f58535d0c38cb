"""FITS binary and ASCII tables. Reference: FITS standard 4.0, section 7.

Units are in TUNITn; descriptions and UCDs in TCOMMn and TUCDn, as STIL and TOPCAT write them. FITS knows
ASCII text only: other text is written, and read, as UTF-8. A name that FITS cannot hold is kept in TNAMn, as
JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.columns import ColumnInfo, described, unique_names, wanted_columns
from gzlabel.catalogue.fits_cards import as_card, from_card, storable_names, unit_as_card
from gzlabel.catalogue.fits_parts import is_large, parts_of
from gzlabel.catalogue.notes import with_notes
from gzlabel.catalogue.plain import spelled
from gzlabel.catalogue.values import arrow_column, masked_values
from gzlabel.errors import CatalogueError
from gzlabel.parsed_json import parsed_or

SUFFIXES = (".fits", ".fit", ".fts")

_UNDEFINED = 0
_ROWS_AT_ONCE = 1 << 14
_BLOCK_BYTES = 2880
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
_WIDER = {
    pa.int8(): pa.int16(),
    pa.uint16(): pa.int32(),
    pa.uint32(): pa.int64(),
    pa.uint64(): pa.int64(),
}
_RECORD_CARDS = "enable_record_valued_keyword_cards"
"""An astropy habit that takes the column name ``Unnamed: 0`` for a record."""


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"SIMPLE  =")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the first table of a FITS file, or some of its columns; a large one in parts of whole rows."""
    from astropy.io import fits

    by_parts = path.suffix.lower() in SUFFIXES and is_large(path)
    with (
        fits.conf.set_temp(_RECORD_CARDS, False),
        fits.open(path, memmap=by_parts, character_as_bytes=True) as hdus,
    ):
        tables = [
            hdu for hdu in hdus if isinstance(hdu, (fits.BinTableHDU, fits.TableHDU)) and len(hdu.columns)
        ]
        if not tables:
            raise _no_table(path, hdus)
        _refuse_cut_short(path, tables[0])
        numbers = {name: number for number, name in enumerate(_names(tables[0]), start=1)}
        names = wanted_columns(list(numbers), columns, path)
        parts = parts_of(tables[0], path) if by_parts else tables[:1]
        table = pa.concat_tables(
            _table([_column(part, name, numbers[name]) for name in names]) for part in parts
        )
    if len(tables) == 1:
        return table
    others = ", ".join(other.name or "unnamed" for other in tables[1:])
    return with_notes(table, [f"The file holds {len(tables)} tables; the first was read, not {others}."])


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` as a binary table, with ``header`` as HISTORY cards ``key: value``."""
    from astropy.io import fits

    table = _widened(spelled(table, vectors=True, booleans=True))
    names = storable_names(table.column_names)
    stored = [_stored(masked_values(table[field.name])) for field in table.schema]
    with fits.conf.set_temp(_RECORD_CARDS, False):
        hdu = fits.BinTableHDU.from_columns(
            [_column_card(*one) for one in zip(names, table.schema, stored, strict=True)], nrows=0
        )
        hdu.header["NAXIS2"] = len(table)
        for number, (field, name) in enumerate(zip(table.schema, names, strict=True), start=1):
            info = ColumnInfo.of(field)
            renamed = json.dumps(field.name) if name != field.name else ""
            for keyword, said in (("TCOMM", info.description), ("TUCD", info.ucd), ("TNAM", renamed)):
                if said:
                    hdu.header[f"{keyword}{number}"] = as_card(said)
        for key, value in header.items():
            hdu.header.add_history(as_card(f"{key}: {' '.join(value.split())}"))
        headers = fits.PrimaryHDU().header.tostring() + hdu.header.tostring()
    with path.open("wb") as stream:
        stream.write(headers.encode("ascii"))
        for start in range(0, len(table), _ROWS_AT_ONCE):
            stream.write(_rows([one.values[start : start + _ROWS_AT_ONCE] for one in stored]).tobytes())
        stream.write(b"\0" * (-stream.tell() % _BLOCK_BYTES))


def _no_table(path: Path, hdus: Any) -> CatalogueError:
    """Tell images from a table of which only headers arrived."""
    spans = [hdu.fileinfo() for hdu in hdus]
    end, size = max(span["datLoc"] + span["datSpan"] for span in spans), path.stat().st_size
    is_whole = path.suffix.lower() not in SUFFIXES or size <= end
    if is_whole and any(hdu.is_image and hdu.header.get("NAXIS", 0) for hdu in hdus):
        return CatalogueError(
            "the file holds images, but no table", where=path, remedy="Give it as images, or give a table"
        )
    return CatalogueError(
        f"the file ends after {size:,} bytes, before any table",
        where=path,
        remedy="It was cut short, or never filled: get it again",
    )


def _refuse_cut_short(path: Path, table: Any) -> None:
    size, needed = path.stat().st_size, table.fileinfo()["datLoc"] + table.size
    if path.suffix.lower() in SUFFIXES and size < needed:
        raise CatalogueError(
            f"the table is cut short: {size:,} of at least {needed:,} bytes are there",
            where=path,
            remedy="Get the file again",
        )


def _table(columns: Sequence[tuple[pa.Field, pa.Array]]) -> pa.Table:
    return pa.table([values for _, values in columns], schema=pa.schema([field for field, _ in columns]))


def _names(hdu: Any) -> tuple[str, ...]:
    kept = (hdu.header.get(f"TNAM{number}") for number in range(1, len(hdu.columns) + 1))
    return unique_names(
        [
            parsed_or(said, name) if isinstance(said, str) else name
            for said, name in zip(kept, hdu.columns.names, strict=True)
        ]
    )


def _column(hdu: Any, name: str, number: int) -> tuple[pa.Field, pa.Array]:
    from astropy.io import fits

    column, place = hdu.columns[number - 1], number - 1
    stored = (
        hdu.data.view(np.ndarray)[hdu.data.dtype.names[place]] if isinstance(hdu, fits.BinTableHDU) else None
    )
    values = hdu.data.field(place)
    if stored is not None and column.format.format == "L":
        values = np.ma.MaskedArray(values, mask=stored == _UNDEFINED)
    elif column.null not in (None, "") and stored is not None and stored.dtype.kind in "iu":
        values = np.ma.MaskedArray(values, mask=stored == column.null)
    array = arrow_column(np.ma.asanyarray(values))
    said = {key: from_card(str(hdu.header.get(f"{key}{number}", ""))) for key in ("TUCD", "TCOMM")}
    unit = str(column.unit or "")
    return described(name, array.type, unit=unit, ucd=said["TUCD"], description=said["TCOMM"]), array


@dataclass(frozen=True)
class _Stored:
    """A column as FITS lays it down: its TFORM, TNULL and TZERO, and its big-endian values."""

    form: str
    values: NDArray[Any]
    null: int | None = None
    zero: int | None = None


def _column_card(name: str, field: pa.Field, stored: _Stored) -> Any:
    from astropy.io import fits

    unit = unit_as_card(ColumnInfo.of(field).unit) or None
    return fits.Column(name, stored.form, unit=unit, null=stored.null, bzero=stored.zero)


def _stored(values: "np.ma.MaskedArray[Any, Any]") -> _Stored:
    if values.dtype.kind == "O":
        text = _utf8(values)
        return _Stored(f"{text.dtype.itemsize}A", text)
    repeat = values.shape[1] if values.ndim == 2 else 1
    if values.dtype.kind == "b":
        letters = np.where(values.filled(False), ord("T"), ord("F")).astype(np.uint8)
        return _Stored(
            f"{repeat}L", np.where(np.ma.getmaskarray(values), _UNDEFINED, letters).astype(np.uint8)
        )
    code = f"{repeat}{_CODES[values.dtype.str[1:]]}"
    if values.dtype.kind == "f":
        return _Stored(code, values.filled(np.nan).astype(values.dtype.newbyteorder(">")))
    if not np.ma.is_masked(values):
        return _integers(code, values.filled(0))
    null = _null_value(values)
    return _Stored(code, values.filled(null).astype(values.dtype.newbyteorder(">")), null=null)


def _integers(code: str, values: NDArray[Any]) -> _Stored:
    """Flip the highest bit of unsigned words, which FITS has no type for, and say so in TZERO."""
    size = values.dtype.itemsize
    if values.dtype.kind == "i" or size == 1:
        return _Stored(code, values.astype(values.dtype.newbyteorder(">")))
    highest_bit = 1 << (8 * size - 1)
    flipped = values ^ np.array(highest_bit, dtype=values.dtype)
    return _Stored(code, flipped.view(f"i{size}").astype(f">i{size}"), zero=highest_bit)


def _widened(table: pa.Table) -> pa.Table:
    """Widen the integers that astropy would not read back: signed bytes, and TNULL beside TZERO."""
    for place, field in enumerate(table.schema):
        column = table[field.name]
        if field.type in _WIDER and (column.null_count or pa.types.is_int8(field.type)):
            kind = _WIDER[field.type]
            beyond = pa.types.is_uint64(field.type) and (pc.max(column).as_py() or 0) >= 2**63
            column = column.cast(pa.string() if beyond else kind)
            table = table.set_column(place, field.with_type(column.type), column)
    return table


def _rows(columns: Sequence[NDArray[Any]]) -> NDArray[Any]:
    layout = np.dtype([(f"f{place}", one.dtype, one.shape[1:]) for place, one in enumerate(columns)])
    rows = np.empty(len(columns[0]), dtype=layout)
    for place, one in enumerate(columns):
        rows[f"f{place}"] = one
    return rows


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
