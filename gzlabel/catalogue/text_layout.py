"""How a delimited text file is laid out: its encoding, separator, header and comments, as found in the wild.

Only the first part of the file is looked at; `formats.delimited` reads the whole by what was found.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from gzlabel.errors import CatalogueError

_SAMPLE_BYTES = 1 << 19
_SAMPLE_ROWS = 300
_SEPARATORS = ",\t;|"
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*")
_DECIMAL_NUMBER = re.compile(r"\s*[+-]?(\d+\.\d*|\.\d+|\d+(\.\d*)?[eE][+-]?\d+|\d{10,})\s*")
_COMMA_NUMBER = re.compile(r"\s*[+-]?\d+,\d+\s*")
_POINT_NUMBER = re.compile(r"\s*[+-]?\d+\.\d+([eE][+-]?\d+)?\s*")
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
    comments: tuple[str, ...] = ()
    is_padded: bool = False
    is_quoted: bool = False
    kept_as_text: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def layout_of(path: Path) -> TextLayout:
    """Find how the text table at ``path`` is laid out.

    Raises
    ------
    CatalogueError
        If the file is empty or holds no text.
    """
    text, encoding, notes = _sample(path)
    lines = text.splitlines()
    comments, first = _leading_comments(lines)
    body = [line for line in lines[first:] if line.strip()][:_SAMPLE_ROWS]
    if not body:
        raise CatalogueError(
            "the file holds no table", where=path, remedy="Give a file with a header and rows"
        )
    separator = _separator(body)
    rows = _split(body, separator)
    names, n_header, header_notes = _header(rows, comments, separator)
    rows = rows[n_header:]
    names = _names_for(names, rows)
    if separator != " ":
        notes += header_notes
    return TextLayout(
        encoding=encoding,
        separator=separator,
        decimal_point=_decimal_point(rows, separator),
        names=unique_names(names),
        n_lines_before=first + n_header,
        comments=tuple(comments),
        is_padded=_is_padded(rows),
        is_quoted='"' in text,
        kept_as_text=_zero_padded(unique_names(names), rows),
        notes=tuple(notes),
    )


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Strip names, call unnamed columns ``col3`` by their place, tell repeated ones apart: ``ra_2``."""
    unique: dict[str, None] = {}
    taken = {name.strip() for name in names}
    for place, raw in enumerate(names, start=1):
        stem = raw.strip() or f"col{place}"
        name, count = stem, 1
        while name in unique or (name != raw.strip() and name in taken):
            count += 1
            name = f"{stem}_{count}"
        unique[name] = None
    return tuple(unique)


def _sample(path: Path) -> tuple[str, str, list[str]]:
    with pa.input_stream(path) as stream:
        head = bytes(stream.read(_SAMPLE_BYTES))
    if not head:
        raise CatalogueError("the file is empty (0 bytes)", where=path, remedy="Get the file again")
    encoding = next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if head.startswith(mark)), None)
    if encoding is None and b"\0" in head:
        raise CatalogueError(
            "the file is binary, not a text table", where=path, remedy="Give it the suffix of its format"
        )
    whole_lines = head if len(head) < _SAMPLE_BYTES else head[: head.rfind(b"\n") + 1] or head
    for candidate in (encoding or "utf-8", "cp1252", "latin-1"):
        try:
            text = codecs.getincrementaldecoder(candidate)().decode(whole_lines)
        except UnicodeDecodeError:
            continue
        notes = [] if candidate == "utf-8" else [f"The text is encoded as {candidate}, not UTF-8."]
        return text.removeprefix("\ufeff"), candidate, notes
    raise AssertionError("Latin-1 decodes anything")


def _leading_comments(lines: Sequence[str]) -> tuple[list[str], int]:
    comments: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("#"):
            comments.append(line.lstrip("#").strip())
        elif line.strip():
            return comments, number
    return comments, len(lines)


def _split(lines: Sequence[str], separator: str) -> list[list[str]]:
    if separator == " ":
        return [line.split() for line in lines]
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return [line.split(separator) for line in lines]


def _separator(body: Sequence[str]) -> str:
    """Choose the separator by which most lines have the same number of columns, and the most of them."""
    best, best_score = ",", (0.0, 0)
    for candidate in _SEPARATORS:
        counts = Counter(len(row) for row in _split(body, candidate))
        n_columns, n_lines = counts.most_common(1)[0]
        score = (round(n_lines / len(body), 1), n_columns)
        if n_columns > 1 and score > best_score:
            best, best_score = candidate, score
    if best_score[0] >= 0.5:
        return best
    counts = Counter(len(row) for row in _split(body, " "))
    n_columns, n_lines = counts.most_common(1)[0]
    return " " if n_columns > 1 and n_lines >= 0.9 * len(body) else best


def _header(
    rows: Sequence[Sequence[str]], comments: Sequence[str], separator: str
) -> tuple[list[str], int, list[str]]:
    """Return the names, how many rows of the body they take, and what to tell."""
    first = list(rows[0])
    if not _holds_values(first):
        return first, 1, []
    for comment in reversed(comments):
        names = _split([comment], separator)[0] if comment else []
        if len(names) == len(first) and (len(names) > 1 or len(comments) == 1):
            return names, 0, []
    return [""] * len(first), 0, [f"The file has no header: its columns are called col1 to col{len(first)}."]


def _holds_values(row: Sequence[str]) -> bool:
    """Tell a row of values from a header; pandas heads feature tables ``0, 1, 2``."""
    if any(_DECIMAL_NUMBER.fullmatch(value) for value in row):
        return True
    filled = [value.strip() for value in row if value.strip()]
    if not filled or not all(_NUMBER.fullmatch(value) for value in filled):
        return False
    return (
        filled != [str(int(filled[0]) + step) for step in range(len(filled))]
        if _is_whole(filled[0])
        else True
    )


def _is_whole(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _names_for(names: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Name the one column more that every row has: an unnamed index (as R writes), or blanks at the end."""
    if not rows or any(len(row) != len(names) + 1 for row in rows):
        return names
    return [*names, ""] if all(not row[-1].strip() for row in rows) else ["", *names]


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
