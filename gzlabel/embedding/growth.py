"""A matrix for a catalogue that has grown: the vectors that are there, as they are, and those of further rows."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import new_array
from gzlabel.embedding.importing import columns_as_matrix, opened_matrix
from gzlabel.embedding.matrix import FEATURE_WEIGHTS, EmbeddingMatrix
from gzlabel.embedding.store import DIGESTS, LOG, VALID, VECTORS
from gzlabel.embedding.succession import clear
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 16384


@dataclass(frozen=True)
class Further:
    """Vectors of further rows.

    Attributes
    ----------
    vectors
        ``(n_rows, n_features)``.
    valid
        ``(n_rows,)``; False where a row has no usable vector.
    digests
        ``(n_rows,)`` of their images' pixels; None for imported vectors.
    broken
        Row, from 0, to the reason why it has no vector.
    """

    vectors: NDArray[Any]
    valid: NDArray[np.bool_]
    digests: NDArray[np.uint64] | None = None
    broken: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def embedded(cls, matrix: EmbeddingMatrix) -> Self:
        """Those that an encoder made."""
        return cls(
            matrix.vectors, matrix.valid, np.load(matrix.folder / DIGESTS, allow_pickle=False), matrix.broken
        )

    @classmethod
    def imported(cls, vectors: NDArray[Any]) -> Self:
        """Those that were made elsewhere; a row with NaN or infinite values has none."""
        return cls(vectors, np.isfinite(vectors).all(axis=1))

    @classmethod
    def of_file(cls, source: Path, n_rows: int, kept: NDArray[np.bool_]) -> Self:
        """Those of a ``.npy`` file with a row for each of ``n_rows``, of which ``kept`` are wanted.

        Raises
        ------
        EmbeddingError
            If it is no such matrix.
        """
        matrix = opened_matrix(source)
        if len(matrix) != n_rows:
            raise EmbeddingError(
                f"the matrix has {len(matrix):,} rows, the table of further galaxies {n_rows:,}",
                where=source,
                remedy="Give one row for each row of that table, in its order",
            )
        return cls.imported(np.asarray(matrix[kept], dtype=np.float32))

    @classmethod
    def of_columns(cls, table: Any, columns: Sequence[str]) -> Self:
        """Those in numeric columns of a `pyarrow.Table`."""
        return cls.imported(columns_as_matrix(table, columns))


def grow_matrix(
    present: EmbeddingMatrix, further: Further, target: Path, report: Report = silent
) -> EmbeddingMatrix:
    """Write ``present`` and after it ``further`` into the folder ``target``, under the principal components in use.

    Raises
    ------
    EmbeddingError
        If ``present`` is not finished, or the vectors have different lengths.
    """
    if not present.manifest.complete:
        raise EmbeddingError(
            "not every galaxy has been embedded yet",
            where=present.folder,
            remedy="Let `gzlabel embed` finish, then add the rows",
        )
    if further.vectors.shape[1] != present.manifest.n_features:
        raise EmbeddingError(
            f"the further vectors have {further.vectors.shape[1]} features, those of this workspace "
            f"{present.manifest.n_features}",
            where=present.folder,
            remedy="Make them as the others were made",
        )
    target.mkdir(parents=True, exist_ok=True)
    clear(target)
    _write_vectors(present, further, target, report)
    _write_what_goes_along(present, further, target)
    grown = EmbeddingMatrix.open(target)
    reduction = present.kept_reduction()
    if reduction is not None:
        grown.keep_reduction(reduction, present.n_components)
    return grown


def _write_vectors(present: EmbeddingMatrix, further: Further, target: Path, report: Report) -> None:
    n_before, n_galaxies = present.n_galaxies, present.n_galaxies + len(further.vectors)
    shape = (n_galaxies, present.manifest.n_features)
    vectors = new_array(target / VECTORS, present.manifest.dtype, shape)
    for start in range(0, n_before, _BLOCK_ROWS):
        stop = min(start + _BLOCK_ROWS, n_before)
        vectors[start:stop] = present.vectors[start:stop]
        report(Step("Copying the vectors", stop, n_before))
    with np.errstate(over="ignore"):
        vectors[n_before:] = np.where(further.valid[:, None], further.vectors, np.nan)
    vectors.flush()
    valid = np.concatenate([present.valid, further.valid & np.isfinite(vectors[n_before:]).all(axis=1)])
    np.save(target / VALID, valid)


def _write_what_goes_along(present: EmbeddingMatrix, further: Further, target: Path) -> None:
    before, n_before = present.manifest, present.n_galaxies
    digest = hashlib.blake2b(str(before.source.get("digest")).encode(), digest_size=16)
    if (present.folder / DIGESTS).is_file() and further.digests is not None:
        digests = np.concatenate([np.load(present.folder / DIGESTS, allow_pickle=False), further.digests])
        np.save(target / DIGESTS, digests)
        digest = hashlib.blake2b(digests.tobytes(), digest_size=16)
        _write_log(present, further, target)
    else:
        digest.update(np.ascontiguousarray(further.vectors).tobytes())
    if (present.folder / FEATURE_WEIGHTS).is_file():
        shutil.copyfile(present.folder / FEATURE_WEIGHTS, target / FEATURE_WEIGHTS)
    valid = np.load(target / VALID, allow_pickle=False)
    before.renewed(
        n_galaxies=n_before + len(further.vectors),
        n_masked=int((~valid).sum()),
        source={**before.source, "digest": digest.hexdigest()},
    ).write(target)


def _write_log(present: EmbeddingMatrix, further: Further, target: Path) -> None:
    """Every block is there; each tells of its own broken images."""
    n_before, size = present.n_galaxies, present.manifest.block_rows
    broken = {**present.broken, **{n_before + row: why for row, why in further.broken.items()}}
    lines = []
    for number in range(-(-(n_before + len(further.vectors)) // size)):
        rows = range(number * size, (number + 1) * size)
        lines.append(json.dumps({"block": number, "broken": [(r, broken[r]) for r in rows if r in broken]}))
    (target / LOG).write_text("\n".join(lines) + "\n", encoding="utf-8")
