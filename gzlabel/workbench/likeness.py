"""The galaxies most like some examples, which may be galaxies of the catalogue or image files from outside."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images import FileImages
from gzlabel.embedding import EmbeddingMatrix, Manifest, remake_encoder
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent


def most_like(
    embedding: Path,
    rows: NDArray[np.int64],
    files: Sequence[Path],
    k: int,
    report: Report = silent,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Find the ``k`` galaxies of greatest cosine similarity to any of the examples, which are left out.

    Parameters
    ----------
    embedding
        Folder of the vectors.
    rows, files
        Examples of the catalogue ``(n,)``, and images, which go through the encoder that made the vectors.

    Returns
    -------
    rows, similarities
        ``(<= k,)``, nearest first.

    Raises
    ------
    EmbeddingError
        If the vectors were imported, so that no image can be turned into one, or an example has none.
    """
    matrix = EmbeddingMatrix.open(embedding)
    without = rows[~matrix.valid[rows]]
    if len(without):
        raise EmbeddingError(
            f"{len(without)} of {len(rows)} examples have no vector: row {without[0]} of the catalogue",
            remedy="Choose galaxies whose image can be read",
        )
    queries = np.asarray(matrix.vectors[rows], dtype=np.float32)
    if files:
        report(Step("Loading the encoder"))
        queries = np.concatenate([queries, _encoded(files, matrix.manifest)])
    report(Step("Comparing"))
    found, cosines = matrix.nearest(queries, k + len(rows))
    best = np.full(matrix.n_galaxies, -np.inf, dtype=np.float32)
    np.maximum.at(best, found.ravel(), cosines.ravel())
    best[rows] = -np.inf
    candidates = np.unique(found)
    candidates = candidates[np.isfinite(best[candidates])]
    order = candidates[np.lexsort((candidates, -best[candidates]))][:k]
    return order, best[order]


def _encoded(files: Sequence[Path], manifest: Manifest) -> NDArray[np.float32]:
    made = remake_encoder(manifest)
    images = [FileImages(file.parent.resolve(), pa.chunked_array([[file.name]])) for file in files]
    return np.asarray(made.encode([one.read(0, made.image_size) for one in images]), dtype=np.float32)
