"""One id a galaxy, whatever the user's column holds: whole numbers kept exactly, repeated ids told apart."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.columns import is_text
from gzlabel.catalogue.values import masked_values
from gzlabel.errors import CatalogueError

_LARGEST_EXACT = 2**53


def identifiers(column: pa.ChunkedArray, name: str) -> tuple[NDArray[Any], tuple[str, ...]]:
    """Return the ids ``(n_galaxies,)``, int64 or text as objects, all different, and what to tell the user.

    Where an id comes again, or is missing, all ids become text: ``17``, ``17_2``, ``17_3``; ``row 4``.

    Raises
    ------
    CatalogueError
        If the column cannot tell galaxies apart exactly (floating-point numbers beyond 2**53, vectors).
    """
    column = _whole_or_text(column, name)
    missing = _missing(column)
    if not missing.any() and pc.count_distinct(column).as_py() == len(column):
        return masked_values(column).filled(0 if column.type == pa.int64() else ""), ()
    texts = masked_values(column.cast(pa.string())).filled("")
    texts[missing] = [f"row {row}" for row in np.flatnonzero(missing)]
    told_apart, n_repeated = _told_apart(texts)
    return told_apart, _notes(name, missing, n_repeated, told_apart, texts)


def _whole_or_text(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _whole_or_text(column.cast(kind.value_type), name)
    if is_text(kind):
        return column.cast(pa.string())
    if pa.types.is_uint64(kind) and (pc.max(column).as_py() or 0) > np.iinfo(np.int64).max:
        return column.cast(pa.string())
    if pa.types.is_integer(kind):
        return column.cast(pa.int64())
    if pa.types.is_floating(kind):
        return _exact_integers(column, name)
    if pa.types.is_nested(kind) or pa.types.is_boolean(kind):
        raise CatalogueError(f"column {name!r} of {kind} cannot be the ids", remedy="Choose another column")
    return column.cast(pa.string())


def _exact_integers(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    values = masked_values(column)
    values = np.ma.MaskedArray(values.data, mask=values.mask | np.isnan(values.data))
    present = values.compressed()
    if not np.array_equal(present, np.floor(present)) or (np.abs(present) >= _LARGEST_EXACT).any():
        raise CatalogueError(
            f"column {name!r} holds its ids as floating-point numbers, which have lost digits",
            remedy="Save it again as whole numbers or text, or choose another column",
        )
    return pa.chunked_array([pa.array(values.filled(0).astype(np.int64), mask=np.ma.getmaskarray(values))])


def _missing(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    missing = column.is_null()
    if is_text(column.type):
        missing = pc.or_(missing, pc.equal(pc.utf8_trim_whitespace(column), "").fill_null(True))
    return np.asarray(missing.to_numpy(), dtype=bool)


def _told_apart(texts: NDArray[Any]) -> tuple[NDArray[Any], int]:
    told_apart, count, taken = texts.copy(), dict.fromkeys(texts.tolist(), 0), set(texts.tolist())
    n_repeated = 0
    for row, text in enumerate(texts.tolist()):
        count[text] += 1
        if count[text] == 1:
            continue
        n_repeated += 1
        while (name := f"{text}_{count[text]}") in taken:
            count[text] += 1
        taken.add(name)
        told_apart[row] = name
    return told_apart, n_repeated


def _notes(
    name: str, missing: NDArray[np.bool_], n_repeated: int, told_apart: NDArray[Any], texts: NDArray[Any]
) -> tuple[str, ...]:
    notes = []
    if missing.any():
        first = int(np.flatnonzero(missing)[0])
        notes.append(f"{missing.sum()} rows have no id in {name!r}; the first is called 'row {first}'.")
    if n_repeated:
        first = int(np.flatnonzero(told_apart != texts)[0])
        notes.append(
            f"{n_repeated} rows repeat an id of {name!r}; they are told apart by a number, "
            f"the first as {told_apart[first]!r}."
        )
    return tuple(notes)
