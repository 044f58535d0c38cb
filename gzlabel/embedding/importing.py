"""Vectors made elsewhere: a NumPy matrix, or columns of the catalogue."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array, new_array
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.matrix import FEATURE_WEIGHTS, EmbeddingMatrix
from gzlabel.embedding.store import VALID, VECTORS
from gzlabel.embedding.succession import clear
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 16384


def import_matrix(
    source: Path,
    folder: Path,
    n_galaxies: int,
    *,
    standardise: bool = False,
    report: Report = silent,
) -> EmbeddingMatrix:
    """Copy a ``.npy`` matrix ``(n_galaxies, n_features)``, in catalogue order, into ``folder``.

    Rows with NaN or infinite values are masked and counted (``manifest.n_masked``); the others stay usable.

    Parameters
    ----------
    standardise
        Whether the features have different units, so that each must be scaled before they are compared.

    Raises
    ------
    EmbeddingError
        If the file is not such a matrix, is truncated, has another number of rows, or no usable row.
    """
    matrix = matrix_of(source, n_galaxies)
    return _import(matrix, folder, {"file": str(source)}, standardise, report)


def matrix_of(source: Path, n_galaxies: int) -> NDArray[Any]:
    """Map a ``.npy`` matrix ``(n_galaxies, n_features)``; nothing but its header is read.

    Raises
    ------
    EmbeddingError
        If the file is not such a matrix, is truncated, or has another number of rows.
    """
    matrix = opened_matrix(source)
    if len(matrix) != n_galaxies:
        raise EmbeddingError(
            f"the matrix has {len(matrix):,} rows, the catalogue {n_galaxies:,} galaxies",
            where=source,
            remedy="Give one row for each row of the catalogue, in its order",
        )
    return matrix


def import_columns(
    table: Any,
    columns: Sequence[str],
    folder: Path,
    *,
    standardise: bool = False,
    report: Report = silent,
) -> EmbeddingMatrix:
    """Take the vectors from numeric columns of a `pyarrow.Table`; rows with a blank are masked and counted.

    Raises
    ------
    EmbeddingError
        If a column is missing or not numeric, or no row is complete.
    """
    matrix = columns_as_matrix(table, columns)
    return _import(matrix, folder, {"columns": list(columns)}, standardise, report)


def columns_as_matrix(table: Any, columns: Sequence[str]) -> NDArray[np.float32]:
    """Vectors ``(n_rows, n_columns)`` from numeric columns of a `pyarrow.Table`; NaN where one is blank.

    Raises
    ------
    EmbeddingError
        If a column is missing or not numeric.
    """
    import pyarrow as pa

    absent = [name for name in columns if name not in table.column_names]
    if absent or not columns:
        raise EmbeddingError(
            f"the table has no column {', '.join(absent)}" if absent else "no column of vectors was named",
            remedy=f"Its columns are: {', '.join(table.column_names[:20])}",
        )
    matrix = np.empty((table.num_rows, len(columns)), dtype=np.float32)
    for index, name in enumerate(columns):
        try:
            values = table.column(name).cast(pa.float64()).to_numpy()
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise EmbeddingError(
                f"column {name!r} does not hold numbers ({error})", remedy="Choose columns of numbers"
            ) from error
        with np.errstate(over="ignore"):
            matrix[:, index] = values
    return matrix


def opened_matrix(source: Path) -> NDArray[Any]:
    """A ``.npy`` matrix of numbers ``(n_rows, n_features)``, mapped.

    Raises
    ------
    EmbeddingError
        If the file is not such a matrix, or is cut short.
    """
    try:
        if source.stat().st_size < 1024 and source.read_bytes().startswith(b"version https://git-lfs"):
            raise EmbeddingError(
                "this is a git-lfs pointer, not the matrix", where=source, remedy="Run `git lfs pull` there"
            )
        matrix = mapped_array(source)
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            f"not a readable NumPy matrix ({error})",
            where=source,
            remedy="It may be cut short: copy it again, or save it again by numpy.save",
        ) from error
    if matrix.ndim != 2 or matrix.dtype.kind not in "fiu":
        found = f"shape {matrix.shape} of {matrix.dtype}"
        raise EmbeddingError(
            f"a matrix of numbers (galaxies, features) is needed, this is {found}",
            where=source,
            remedy="Save it by numpy.save, one row a galaxy",
        )
    return matrix


def _import(
    matrix: NDArray[Any], folder: Path, source: dict[str, Any], standardise: bool, report: Report
) -> EmbeddingMatrix:
    n_galaxies, n_features = matrix.shape
    if n_galaxies == 0 or n_features == 0:
        raise EmbeddingError(
            f"the matrix is empty: {n_galaxies} rows of {n_features} features",
            remedy="Give one row a galaxy",
        )
    folder.mkdir(parents=True, exist_ok=True)
    clear(folder)
    try:
        _write(matrix, folder, source, standardise, report)
    except BaseException:
        clear(folder)
        raise
    return EmbeddingMatrix.open(folder)


def _write(
    matrix: NDArray[Any], folder: Path, source: dict[str, Any], standardise: bool, report: Report
) -> None:
    n_galaxies, n_features = matrix.shape
    dtype = "float16" if matrix.dtype == np.float16 else "float32"
    valid, digest = _copied(matrix, folder, dtype, report)
    if valid.sum() < 2:
        raise EmbeddingError(
            f"{n_galaxies - valid.sum():,} of {n_galaxies:,} rows hold NaN or infinite values",
            where=source.get("file"),
            remedy="At least two rows must be complete",
        )
    np.save(folder / VALID, valid)
    if standardise:
        np.save(folder / FEATURE_WEIGHTS, np.full(n_features, n_features**-0.5, dtype=np.float32))
    Manifest(
        n_galaxies,
        n_features,
        dtype,
        "imported",
        parameters={"standardise": standardise},
        source={**source, "digest": digest.hex()},
        complete=True,
        n_masked=int((~valid).sum()),
        generation=int.from_bytes(digest[:4], "big"),
    ).write(folder)


def _copied(
    matrix: NDArray[Any], folder: Path, dtype: str, report: Report
) -> tuple[NDArray[np.bool_], bytes]:
    """Write the vectors, NaN where one is incomplete; return which are whole, and a digest of what was read."""
    n_galaxies = len(matrix)
    valid, digest = np.zeros(n_galaxies, dtype=bool), hashlib.blake2b(digest_size=16)
    target = new_array(folder / VECTORS, dtype, matrix.shape)
    for start in range(0, n_galaxies, _BLOCK_ROWS):
        with np.errstate(over="ignore"):
            block = np.ascontiguousarray(matrix[start : start + _BLOCK_ROWS], dtype=dtype)
        digest.update(block.tobytes())
        rows = slice(start, start + len(block))
        valid[rows] = np.isfinite(block).all(axis=1)
        target[rows] = np.where(valid[rows, None], block, np.array(np.nan, dtype))
        report(Step("Importing vectors", start + len(block), n_galaxies))
    target.flush()
    return valid, digest.digest()
