"""The names of the columns of a text table: in its first row, in a comment, repeated, missing, or one too few."""

import re
from collections.abc import Callable, Sequence

from gzlabel.catalogue.columns import unique_names

_NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*")
_DECIMAL_NUMBER = re.compile(r"\s*[+-]?(\d+\.\d*|\.\d+|\d+(\.\d*)?[eE][+-]?\d+|\d{10,})\s*")
_N_TOLD = 5


def header_of(
    rows: Sequence[Sequence[str]], comments: Sequence[str], split: Callable[[str], list[str]]
) -> tuple[list[str], int, list[str]]:
    """Return the names, how many rows of the body they take, and what to tell."""
    first = list(rows[0])
    if not _holds_values(first):
        return first, 1, []
    for comment in reversed(comments):
        names = split(comment) if comment else []
        if len(names) == len(first) and (len(names) > 1 or len(comments) == 1):
            return names, 0, []
    return [""] * len(first), 0, [f"The file has no header: its columns are called col1 to col{len(first)}."]


def is_quoted(line: str, values: Sequence[str]) -> bool:
    """Whether every value of a line is in quotes: a header is one even where its names are numbers."""
    return len(re.findall(r'"(?:[^"]|"")*"', line)) == len(values)


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


def names_for(names: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Name the one column more that every row has: an unnamed index (as R writes), or blanks at the end."""
    if not rows or any(len(row) != len(names) + 1 for row in rows):
        return names
    return [*names, ""] if all(not row[-1].strip() for row in rows) else ["", *names]


def name_notes(names: Sequence[str]) -> list[str]:
    """Tell of repeated names, and of missing ones where there are others."""
    changed = [
        (raw.strip(), name)
        for raw, name in zip(names, unique_names(names), strict=True)
        if raw.strip() != name
    ]
    repeated = [f"another {raw!r} is called {name!r}" for raw, name in changed if raw][:_N_TOLD]
    unnamed = [repr(name) for raw, name in changed if not raw][:_N_TOLD]
    notes = [f"Names of columns are repeated: {', '.join(repeated)}."] if repeated else []
    if unnamed and any(name.strip() for name in names):
        notes.append(f"Columns without a name are called {', '.join(unnamed)}.")
    return notes
