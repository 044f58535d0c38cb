"""Reduced vectors as the window's own process uses them: read, not mapped, so that no drive pulled out ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gzlabel.errors import EmbeddingError
from gzlabel.stored_array import StoredArray


@contextmanager
def reading_features(path: Path) -> Iterator[StoredArray]:
    """A reduced matrix ``(n_galaxies, n_components)`` whose rows are read when asked for.

    Raises
    ------
    EmbeddingError
        If it is not there any more, or is damaged, or was while it was read.
    """
    try:
        with StoredArray(path) as features:
            yield features
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            "the vectors in use were removed or are damaged; the ratings are safe",
            where=path,
            remedy="Open the workspace again: what is missing is made anew",
        ) from error
