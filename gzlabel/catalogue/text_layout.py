"""How a delimited text file is laid out: its encoding, separator, header and comments, as found in the wild.

Only the first part of the file is looked at; `formats.delimited` reads the whole by what was found.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.blank_separated import fixed_places, values_between_blanks
from gzlabel.catalogue.columns import unique_names
from gzlabel.catalogue.text_header import header_of, is_quoted, name_notes, names_for
from gzlabel.errors import CatalogueError

LONGEST_ROW_BYTES = 4 << 20
"""A header or a row of more is refused; a table is parsed by blocks of this size."""

_SAMPLE_BYTES = 1 << 19
_SAMPLE_ROWS = 300
_SEPARATORS = ",\t;|"
_TABBED = (".tsv", ".tab")
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_COMMA_NUMBER = re.compile(r"\s*[+-]?\d+,\d+\s*")
_POINT_NUMBER = re.compile(r"\s*[+-]?\d+\.\d+([eE][+-]?\d+)?\s*")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ZERO_PADDED = re.compile(r"\s*0\d+\s*")


@dataclass(frozen=True)
class TextLayout:
    """What a reader needs to know of a text table before it reads it.

    Attributes
    ----------
    encoding
        A Python codec.
    separator
        One character; a blank stands for any run of blanks.
    decimal_point
        ``.`` or ``,``.
    names
        One a column: stripped, unique, none empty.
    n_lines_before
        Lines before the first row of values.
    places
        Where columns begin and end, in a table that has no separator.
    comments
        Lines that began with ``#``, without it.
    is_padded
        Whether values carry blanks around them that do not belong to them.
    is_quoted
        Whether any value is in double quotes, and so may hold a line break.
    kept_as_text
        Columns of digits that begin with a zero, which a number would lose.
    notes
        What the user should be told.
    """

    encoding: str
    separator: str
    decimal_point: str
    names: tuple[str, ...]
    n_lines_before: int
    places: tuple[tuple[int, int], ...] = ()
    comments: tuple[str, ...] = ()
    is_padded: bool = False
    is_quoted: bool = False
    kept_as_text: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def recoded(self, encoding: str) -> "TextLayout":
        """Return the same layout of a file that turns out to be of another encoding."""
        return replace(self, encoding=encoding, notes=(*self.notes, _encoding_note(encoding)))


def layout_of(path: Path) -> TextLayout:
    """Find how the text table at ``path`` is laid out.

    Raises
    ------
    CatalogueError
        If the file is empty or holds no text, or a first line of over 4 MB.
    """
    text, encoding, notes = _sample(path)
    lines = text.splitlines()
    comments, first = _leading_comments(lines)
    body = [line for line in lines[first:] if line.strip()][:_SAMPLE_ROWS]
    if not body:
        raise CatalogueError(
            "the file holds no table", where=path, remedy="Give a file with a header and rows"
        )
    separator = _separator(body, "\t" if path.suffix.lower() in _TABBED else "")
    places = fixed_places(body) if not separator and path.suffix.lower() != ".csv" else ()
    separator = separator or ("\t" if places else ",")
    rows = _split(body, separator, places)
    names, n_header, header_notes = header_of(
        rows, comments, lambda line: _split([line], separator, places)[0]
    )
    if is_quoted(body[0], rows[0]) and not (len(rows) > 1 and is_quoted(body[1], rows[1])):
        names, n_header, header_notes = list(rows[0]), 1, []
    rows = rows[n_header:]
    names = names_for(names, rows)
    return TextLayout(
        encoding=encoding,
        separator=separator,
        decimal_point=_decimal_point(rows, separator),
        names=unique_names(names),
        n_lines_before=first + n_header,
        places=places,
        comments=tuple(comments),
        is_padded=_is_padded(rows),
        is_quoted='"' in text,
        kept_as_text=_zero_padded(unique_names(names), rows),
        notes=(*notes, *header_notes, *name_notes(names)),
    )


def _sample(path: Path) -> tuple[str, str, list[str]]:
    with pa.input_stream(path) as stream:
        head = bytes(stream.read(_SAMPLE_BYTES))
        is_whole = len(head) < _SAMPLE_BYTES
        if not is_whole and b"\n" not in head:
            head += bytes(stream.read(LONGEST_ROW_BYTES - _SAMPLE_BYTES))
            is_whole = len(head) < LONGEST_ROW_BYTES
    if not head:
        raise CatalogueError("the file is empty (0 bytes)", where=path, remedy="Get the file again")
    encoding = next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if head.startswith(mark)), None)
    if encoding is None and _NOT_TEXT.search(head):
        raise CatalogueError(
            "the file is binary, not a text table", where=path, remedy="Give it the suffix of its format"
        )
    whole_lines = head if is_whole else head[: head.rfind(b"\n") + 1]
    if not whole_lines:
        raise CatalogueError(
            "the first line is longer than 4 MB", where=path, remedy="Save the table with line breaks"
        )
    for candidate in (encoding or "utf-8", "cp1252", "latin-1"):
        try:
            text = codecs.getincrementaldecoder(candidate)().decode(whole_lines)
        except UnicodeDecodeError:
            continue
        notes = [] if candidate == "utf-8" else [_encoding_note(candidate)]
        return text.removeprefix("\ufeff"), candidate, notes
    raise AssertionError("Latin-1 decodes anything")


def _encoding_note(encoding: str) -> str:
    return f"The text is encoded as {encoding}, not UTF-8."


def _leading_comments(lines: Sequence[str]) -> tuple[list[str], int]:
    comments: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("#"):
            comments.append(line.lstrip("#").strip())
        elif line.strip():
            return comments, number
    return comments, len(lines)


def _split(lines: Sequence[str], separator: str, places: Sequence[tuple[int, int]] = ()) -> list[list[str]]:
    if places or separator == " ":
        return [values_between_blanks(line, places) for line in lines]
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return [line.split(separator) for line in lines]


def _separator(body: Sequence[str], named: str) -> str | None:
    """Choose the separator by which most lines have the same number of columns; then the one that the suffix names.

    Else the one that makes the most columns, and of two as good, the one that leaves fewer rows of other lengths: a
    text in quotes may go over several lines.
    """
    best, best_score = None, (0.0, False, 0, 0.0)
    for candidate in _SEPARATORS:
        rows = _split(body, candidate)
        n_columns, n_alike = Counter(len(row) for row in rows).most_common(1)[0]
        score = (round(n_alike / len(body), 1), candidate == named, n_columns, n_alike / len(rows))
        if n_columns > 1 and score > best_score:
            best, best_score = candidate, score
    if best_score[0] >= 0.5:
        return best
    counts = Counter(len(row) for row in _split(body, " "))
    return " " if len(counts) == 1 and 1 not in counts else best


def _decimal_point(rows: Sequence[Sequence[str]], separator: str) -> str:
    if separator not in ";\t":
        return "."
    values = [value for row in rows for value in row]
    has_commas = any(_COMMA_NUMBER.fullmatch(value) for value in values)
    return "," if has_commas and not any(_POINT_NUMBER.fullmatch(value) for value in values) else "."


def _is_padded(rows: Sequence[Sequence[str]]) -> bool:
    filled = [value for row in rows for value in row if value]
    return sum(value != value.strip() for value in filled) > 0.2 * len(filled)


def _zero_padded(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(
        name
        for place, name in enumerate(names)
        if any(_ZERO_PADDED.fullmatch(row[place]) for row in rows if place < len(row))
    )
