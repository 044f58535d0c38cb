"""How two columns give positions on the sky: in degrees, radians, hours, or sexagesimal text."""

import re
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.columns import UNIT, is_number, is_text
from gzlabel.catalogue.sky import PositionUnit

_LOOKED_AT = 1000
_IN_PARTS = r"^\s*[+\-−–]?\s*\d{1,3}\s*[:hd°º\s]\s*\d{1,2}"
_NUMBER = r"^\s*[+-]?[\d.]+([eE][+-]?\d+)?\s*$"

Spelling = Literal["numbers", "sexagesimal"]


def position_unit_of(
    table: pa.Table, ra_column: str, dec_column: str, *, is_told: bool = False
) -> PositionUnit | None:
    """Tell how two columns give a position; None where they do not.

    The unit says it, else the name (``ra_rad``), else the values: text with parts is sexagesimal.

    Parameters
    ----------
    is_told
        Whether the user named the columns: then some values of text are enough, where else most must be positions.
    """
    spelling = spelling_of(table[ra_column], is_told=is_told)
    if spelling is None or spelling != spelling_of(table[dec_column], is_told=is_told):
        return None
    if spelling == "sexagesimal":
        return "sexagesimal"
    said = (table.schema.field(ra_column).metadata or {}).get(UNIT, b"").decode().lower()
    named = f"{said} {ra_column.lower()}"
    if re.search(r"\brad(ian)?s?\b|_rad(ian)?s?\b", named):
        return "radians"
    if re.fullmatch(r"h|hr|hours?|hourangle|h:m:s", said) or re.search(
        r"_(h|hr|hours?)\b", ra_column.lower()
    ):
        return "hours"
    return "degrees"


def spelling_of(column: pa.ChunkedArray, *, is_told: bool = False) -> Spelling | None:
    """Tell how the values of one column are written; None where most, or all where told, are neither."""
    if is_number(column.type):
        return "numbers"
    if not is_text(column.type):
        return None
    texts = (column if is_told else column.slice(0, _LOOKED_AT)).cast(pa.string())
    n_filled = int(_is_filled(texts).sum())
    n_in_parts, n_numbers = int(_is_like(texts, _IN_PARTS).sum()), int(_is_like(texts, _NUMBER).sum())
    if max(n_in_parts, n_numbers) <= (0 if is_told else n_filled // 2):
        return None
    return "sexagesimal" if n_in_parts > n_numbers else "numbers"


def no_positions(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Return which values ``(n,)`` are there but are neither numbers nor sexagesimal."""
    if is_number(column.type):
        return np.zeros(len(column), dtype=bool)
    if not is_text(column.type):
        return np.ones(len(column), dtype=bool)
    texts = column.cast(pa.string())
    return _is_filled(texts) & ~_is_like(texts, _IN_PARTS) & ~_is_like(texts, _NUMBER)


def _is_filled(texts: pa.ChunkedArray) -> NDArray[np.bool_]:
    return _true(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))


def _is_like(texts: pa.ChunkedArray, pattern: str) -> NDArray[np.bool_]:
    return _true(pc.match_substring_regex(texts, pattern))


def _true(answers: Any) -> NDArray[np.bool_]:
    return np.asarray(answers.fill_null(False).to_numpy(), dtype=bool)
