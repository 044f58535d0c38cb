"""CSV, TSV and their kin: any separator, comments, headers as found in the wild.

pyarrow parses, in parallel and a block at a time; what it would take for a date, or round from a long integer
to a double, is read once more as text. How a table was made stands in ``# key: value`` lines before the header,
but for ``.csv``, whose readers know no comments (TOPCAT: SUN/253, CSV format): there it stands in a file beside.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.blank_separated import with_tabs
from gzlabel.catalogue.columns import wanted_columns
from gzlabel.catalogue.formulas import disarmed, rearmed
from gzlabel.catalogue.notes import with_notes
from gzlabel.catalogue.plain import spelled, without_blank_lines
from gzlabel.catalogue.text_layout import LONGEST_ROW_BYTES, TextLayout, layout_of
from gzlabel.errors import CatalogueError

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".ascii", ".asc")

_ANY_TEXT, _NO_TEXT = "latin-1", "\N{REPLACEMENT CHARACTER}"
_TOO_LONG = "straddling object"
_FORMULAE = "formulae"
_WITHOUT_COMMENTS = ".csv"
_MOST_BESIDE = 1 << 16
_LARGEST_EXACT = 2**53
_NOT_A_VALUE = [
    *("", "NaN", "nan", "-nan", "-NaN", "NULL", "null", "N/A", "n/a", "NA", "#N/A", "None", "none", "--"),
    *(" " * width for width in range(1, 65)),
]


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a delimited text file, or some of its columns."""
    layout = layout_of(path)
    names = None if columns is None else wanted_columns(layout.names, columns, path)
    table = _parsed(path, layout, names, {})
    for encoding in ("cp1252", "latin-1"):
        if any(pa.types.is_binary(kind) for kind in table.schema.types):
            layout = layout.recoded(encoding)
            with suppress(UnicodeDecodeError):
                table = _parsed(path, layout, names, {})
    again = [field.name for field in table.schema if _was_misread(field, table)]
    if again:
        as_text = _parsed(path, layout, again, dict.fromkeys(again, pa.string()))
        for name in again:
            place = table.schema.get_field_index(name)
            table = table.set_column(place, name, _restored(as_text[name], table[name]))
    if layout.is_padded:
        table = _trimmed(table)
    if any(comment.startswith(f"{_FORMULAE}:") for comment in (*layout.comments, *_words_beside(path))):
        table = rearmed(table)
    return with_notes(table, layout.notes)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> Mapping[str, str]:
    """Write ``table`` with ``header`` as ``# key: value`` lines; return what finds no place there."""
    import pyarrow.csv as arrow_csv

    table = spelled(table, vectors=False)
    if _FORMULAE not in header:
        table, n_disarmed = disarmed(table)
        told = {_FORMULAE: f"{n_disarmed} cells that look like one begin with an apostrophe"}
        header = {**header, **(told if n_disarmed else {})}
    header = {key: " ".join(str(value).split()) for key, value in header.items()}
    separator = "\t" if path.suffix in (".tsv", ".tab") else ","
    options = arrow_csv.WriteOptions(delimiter=separator, quoting_style="needed")
    has_no_comments = path.suffix.lower() == _WITHOUT_COMMENTS
    with path.open("wb") as stream:
        for key, value in ({} if has_no_comments else header).items():
            stream.write(f"# {key}: {value}\n".encode())
        arrow_csv.write_csv(without_blank_lines(table), stream, options)
    return header if has_no_comments else {}


def told_beside(path: Path) -> Path:
    """The file that says how the table at ``path`` was made, where the table itself cannot."""
    return path.with_name(f"{path.name}.txt")


def _words_beside(path: Path) -> list[str]:
    beside = told_beside(path)
    if path.suffix.lower() != _WITHOUT_COMMENTS or not beside.is_file():
        return []
    with beside.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(_MOST_BESIDE).splitlines()


def _parsed(
    path: Path, layout: TextLayout, columns: Sequence[str] | None, types: Mapping[str, pa.DataType]
) -> pa.Table:
    import pyarrow.csv as arrow_csv

    wrong_rows: list[Any] = []

    def refuse(row: Any) -> str:
        if not row.text.startswith("#"):
            wrong_rows.append(row)
        return "skip"

    try:
        with _rows_that_are_no_text():
            table = arrow_csv.read_csv(
                _stream(path, layout),
                arrow_csv.ReadOptions(
                    column_names=list(layout.names),
                    skip_rows=layout.n_lines_before,
                    encoding="utf-8" if _has_no_separator(layout) else layout.encoding,
                    block_size=LONGEST_ROW_BYTES,
                ),
                arrow_csv.ParseOptions(
                    delimiter="\t" if _has_no_separator(layout) else layout.separator,
                    newlines_in_values=layout.is_quoted,
                    invalid_row_handler=refuse,
                ),
                arrow_csv.ConvertOptions(
                    include_columns=None if columns is None else list(columns),
                    column_types={**dict.fromkeys(layout.kept_as_text, pa.string()), **types},
                    null_values=_NOT_A_VALUE,
                    decimal_point=layout.decimal_point,
                ),
            )
    except pa.ArrowInvalid as error:
        if _TOO_LONG in str(error):
            raise CatalogueError(
                "a row is longer than 4 MB; perhaps a double quote is never closed",
                where=path,
                remedy="Close the quote, or shorten the row",
            ) from error
        if _NO_TEXT not in str(error) or layout.encoding == _ANY_TEXT:
            raise
        return _parsed(path, layout.recoded(_ANY_TEXT), columns, types)
    if wrong_rows and not layout.is_quoted and any('"' in row.text for row in wrong_rows):
        return _parsed(path, replace(layout, is_quoted=True), columns, types)
    if wrong_rows:
        _refuse_rows(path, layout, wrong_rows)
    return table


@contextmanager
def _rows_that_are_no_text() -> Iterator[None]:
    """Arrow cannot hand a row over that is not in the file's encoding, says so on the screen, and then refuses it."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda told: None if isinstance(told.exc_value, UnicodeDecodeError) else before(told)
    try:
        yield
    finally:
        sys.unraisablehook = before


def _has_no_separator(layout: TextLayout) -> bool:
    return layout.separator == " " or bool(layout.places)


def _stream(path: Path, layout: TextLayout) -> Any:
    if _has_no_separator(layout):
        return with_tabs(path, layout.encoding, layout.places)
    return pa.input_stream(path)


def _refuse_rows(path: Path, layout: TextLayout, wrong_rows: Sequence[Any]) -> None:
    first = wrong_rows[0]
    line = _line_number(path, layout, first.text)
    n_more = len(wrong_rows) - 1
    more = f"; {n_more:,} more row{'s do' if n_more > 1 else ' does'} not fit either" if n_more else ""
    raise CatalogueError(
        f"the row has {first.actual_columns} values, but the header has {first.expected_columns} names{more}",
        where=f"{path}, line {line}" if line else path,
        remedy="Mend or remove the row, or put values that hold the separator in double quotes",
    )


def _line_number(path: Path, layout: TextLayout, text: str) -> int | None:
    wanted = text.splitlines()[0] if text else text
    with pa.input_stream(path) as stream:
        for number, line in enumerate(stream.read().decode(layout.encoding, "replace").splitlines(), start=1):
            if line == wanted:
                return number
    return None


def _was_misread(field: pa.Field, table: pa.Table) -> bool:
    if pa.types.is_temporal(field.type) or pa.types.is_null(field.type):
        return True
    if pa.types.is_floating(field.type) and len(table):
        limits = pc.min_max(table[field.name]).as_py().values()
        return any(limit is not None and abs(limit) >= _LARGEST_EXACT for limit in limits)
    return False


def _restored(text: pa.ChunkedArray, guessed: pa.ChunkedArray) -> pa.ChunkedArray:
    """Undo a guess that lost something: dates stay text, integers beyond 2**53 stay exact."""
    if not pa.types.is_floating(guessed.type):
        return text
    trimmed = pc.utf8_trim_whitespace(text)
    digits = pc.match_substring_regex(trimmed, r"^[+-]?\d{16,}$")
    if not pc.any(digits).as_py():
        return guessed
    filled = pc.if_else(guessed.is_null(), pa.scalar(None, pa.string()), trimmed)
    try:
        return filled.cast(pa.uint64())
    except pa.ArrowInvalid:
        return text


def _trimmed(table: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(place, field, pc.utf8_trim_whitespace(table[field.name]))
    return table
