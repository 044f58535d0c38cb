"""What a workspace still lacks before its model and its map can work, made in the background, in order."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from gzlabel.atlas import Recipe, build_atlas
from gzlabel.embedding import EmbeddingMatrix, embed, make_encoder
from gzlabel.progress import Report, Step, silent


def make_vectors(
    images_folder: Path,
    embedding_folder: Path,
    encoder: str,
    options: Mapping[str, Any],
    report: Report = silent,
) -> Path:
    """Turn every image into a vector and reduce them; returns the path of the reduced matrix.

    Runs in a background process; a run that was interrupted goes on from its last block.
    """
    from gzlabel.catalogue.images import open_images

    images = open_images(images_folder)
    try:
        matrix = embed(images, make_encoder(encoder, **options), embedding_folder, report=report)
    finally:
        images.close()
    return reduce_vectors(matrix.folder, report=report)


def reduce_so_far(embedding_folder: Path, report: Report = silent) -> Path:
    """Principal components of the vectors that a run has made until now; returns where they lie."""
    matrix = EmbeddingMatrix.open(embedding_folder)
    return matrix.reduced_so_far()


def reduce_vectors(embedding_folder: Path, report: Report = silent) -> Path:
    """Principal components of the stored vectors; returns the path of the reduced matrix."""
    report(Step("Principal components"))
    matrix = EmbeddingMatrix.open(embedding_folder)
    matrix.reduced()
    for path in embedding_folder.glob("growing-*.npy"):
        with suppress(OSError):  # Windows removes nothing that is mapped
            path.unlink()
    return matrix.reduced_path


def make_atlas(features_path: Path, folder: Path, recipe: Recipe | None, report: Report = silent) -> None:
    """Build the map and the cluster tree, each stage on disk as soon as it is done."""
    build_atlas(features_path, folder, recipe, report=report)
