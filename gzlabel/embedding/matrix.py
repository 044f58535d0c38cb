"""The vectors of a catalogue, on disk, mapped and not loaded."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array, new_array
from gzlabel.atomic import written_whole
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.similar import similar
from gzlabel.embedding.store import VALID, VECTORS, committed_blocks
from gzlabel.embedding.succession import place_of
from gzlabel.errors import EmbeddingError
from gzlabel.parsed_json import parsed_json
from gzlabel.progress import Report, silent
from gzlabel.reduction import N_COMPONENTS, Reduction
from gzlabel.stored_array import StoredArray

_EARLIER_COMPONENTS = 100
FEATURE_WEIGHTS = "feature_weights.npy"
_BLOCK_ROWS = 16384


@dataclass(frozen=True)
class EmbeddingMatrix:
    """Vectors of a catalogue in its order, with their provenance.

    Attributes
    ----------
    vectors
        ``(n_galaxies, n_features)`` float16 or float32, mapped from disk.
    valid
        ``(n_galaxies,)``; False where there is no usable image, or none was encoded yet.
    broken
        Row of the catalogue to the reason why it has no vector, where one was found.
    """

    folder: Path
    manifest: Manifest
    vectors: NDArray[Any]
    valid: NDArray[np.bool_]
    broken: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> "EmbeddingMatrix":
        """Open a folder that `embed`, `import_matrix` or `import_columns` wrote, finished or not.

        Raises
        ------
        EmbeddingError
            If there is none, or its files are damaged.
        """
        place = place_of(folder)
        try:
            return cls._in(place)
        except EmbeddingError:
            now = place_of(folder)
            if now == place:
                raise
            return cls._in(now)  # a run was completed since, and the matrix before it removed

    @classmethod
    def _in(cls, folder: Path) -> "EmbeddingMatrix":
        manifest = Manifest.read(folder)
        vectors, valid = _mapped(folder / VECTORS), _loaded(folder / VALID)
        if vectors.shape != (manifest.n_galaxies, manifest.n_features) or valid.shape != vectors.shape[:1]:
            raise EmbeddingError(
                f"the vectors have shape {vectors.shape}, the manifest says "
                f"({manifest.n_galaxies}, {manifest.n_features})",
                where=folder,
                remedy="Embed again",
            )
        blocks = committed_blocks(folder)
        if not manifest.complete:
            written = np.zeros(-(-len(valid) // manifest.block_rows), dtype=bool)
            written[list(blocks)] = True
            valid &= np.repeat(written, manifest.block_rows)[: len(valid)]
        broken = {row: why for block in blocks.values() for row, why in block}
        return cls(folder, manifest, vectors, valid, broken)

    @property
    def n_galaxies(self) -> int:
        """Number of rows."""
        return self.manifest.n_galaxies

    @property
    def unfinished(self) -> str:
        """What to say of a run that stopped before its last galaxy, in a sentence; empty for a whole matrix."""
        if self.manifest.complete:
            return ""
        return (
            f"only {int(self.valid.sum()):,} of {self.n_galaxies:,} galaxies have vectors: the run of "
            f"{self.manifest.encoder} was interrupted. The same `gzlabel embed` goes on where it stopped"
        )

    @property
    def n_components(self) -> int:
        """How many are kept: those of an earlier version, and the map made of them, hold until a vector changes."""
        return _EARLIER_COMPONENTS if self._is_current(_EARLIER_COMPONENTS) else N_COMPONENTS

    @property
    def reduced_path(self) -> Path:
        """Where `reduced` keeps the usual number of components, to be mapped by another process."""
        return self.folder / f"reduced-{self.n_components}.npy"

    @cached_property
    def feature_weights(self) -> NDArray[np.float32] | None:
        """Weights of features that are to be standardised, as the encoder gave them."""
        path = self.folder / FEATURE_WEIGHTS
        return _loaded(path) if path.is_file() else None

    def reduction(self, n_components: int | None = None, *, report: Report = silent) -> Reduction:
        """Principal components of the valid vectors, kept so that new galaxies project the same way."""
        n_components = n_components or self.n_components
        kept = self.kept_reduction(n_components)
        if kept is not None:
            return kept
        path = self.folder / f"reduction-{n_components}.npz"
        reduction = Reduction.fit(
            self.vectors, n_components, valid=self.valid, weights=self.feature_weights, report=report
        )
        with written_whole(path) as temporary:
            reduction.save(temporary)
        return reduction

    def reduced(self, n_components: int | None = None, *, report: Report = silent) -> NDArray[np.float32]:
        """Principal components ``(n_galaxies, <= n_components)`` float32, mapped; NaN where not valid."""
        n_components = n_components or self.n_components
        path = self.folder / f"reduced-{n_components}.npy"
        if not (self._is_current(n_components) and _is_array(path, self.n_galaxies)):
            self._project(self.reduction(n_components, report=report), n_components)
        return np.asarray(_mapped(path))

    def kept_reduction(self, n_components: int | None = None) -> Reduction | None:
        """The principal components in use; None where they are still to be found, or are damaged."""
        n_components = n_components or self.n_components
        path = self.folder / f"reduction-{n_components}.npz"
        if self._is_current(n_components) and path.is_file():
            with suppress(OSError, ValueError):
                return Reduction.load(path)
        return None

    def keep_reduction(self, reduction: Reduction, n_components: int) -> None:
        """Use principal components that were found before, among fewer galaxies."""
        with written_whole(self.folder / f"reduction-{n_components}.npz") as temporary:
            reduction.save(temporary)
        self._project(reduction, n_components)

    def reduced_so_far(self) -> Path:
        """Write the components of the vectors there are by now beside the matrix, which a run goes on writing.

        Where another run is writing its vectors elsewhere, and these are complete, they are as `reduced` gives them.
        """
        if self._is_current(self.n_components) and self.manifest.complete:
            return self.reduced_path
        return self._write_fitted(self.folder / f"growing-{int(self.valid.sum())}.npy")

    def reduced_elsewhere(self, folder: Path) -> Path:
        """Write what `reduced` gives into another folder, where nothing can be written beside the matrix."""
        return self._write_fitted(folder / self.reduced_path.name)

    def nearest(self, queries: NDArray[Any], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the galaxies nearest to vectors ``(n_queries, n_features)`` as the encoder gives them.

        By cosine, of the vectors themselves, or of their principal components where features of different
        units had to be standardised. Returns and errors as `gzlabel.embedding.similar`.
        """
        if self.feature_weights is None:
            return similar(self.vectors, self.valid, queries, k)
        projected = self.reduction().transform(np.atleast_2d(queries))
        return similar(self.reduced(), self.valid, projected, k)

    def _project(self, reduction: Reduction, n_components: int) -> None:
        self._write_reduced(self.folder / f"reduced-{n_components}.npy", reduction)
        with written_whole(self.folder / f"reduced-{n_components}.json") as stamp:
            stamp.write_text(json.dumps(self._state()), encoding="utf-8")
        if n_components != _EARLIER_COMPONENTS and not self._is_current(_EARLIER_COMPONENTS):
            for name in (f"reduced-{_EARLIER_COMPONENTS}.npy", f"reduction-{_EARLIER_COMPONENTS}.npz"):
                with suppress(OSError):  # Windows removes nothing that is mapped
                    (self.folder / name).unlink(missing_ok=True)

    def _write_fitted(self, path: Path) -> Path:
        weights = self.feature_weights
        reduction = Reduction.fit(self.vectors, self.n_components, valid=self.valid, weights=weights)
        self._write_reduced(path, reduction)
        return path

    def _write_reduced(self, path: Path, reduction: Reduction) -> None:
        shape = (self.n_galaxies, len(reduction.components))
        with written_whole(path) as temporary:
            target = new_array(temporary, np.float32, shape)
            for start in range(0, self.n_galaxies, _BLOCK_ROWS):
                rows = slice(start, start + _BLOCK_ROWS)
                target[rows] = reduction.transform(self.vectors[rows])
                target[rows][~self.valid[rows]] = np.nan
            target.flush()

    def _is_current(self, n_components: int) -> bool:
        stamp = self.folder / f"reduced-{n_components}.json"
        try:
            return bool(parsed_json(stamp.read_text(encoding="utf-8")) == self._state())
        except (OSError, ValueError):
            return False

    def _state(self) -> dict[str, int]:
        return {"generation": self.manifest.generation, "n_valid": int(self.valid.sum())}


def _mapped(path: Path) -> NDArray[Any]:
    try:
        return np.asarray(mapped_array(path))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _loaded(path: Path) -> NDArray[Any]:
    try:
        with StoredArray(path) as stored:
            return stored[:]
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> EmbeddingError:
    remedy = "Embed again, or import the matrix again"
    return EmbeddingError(f"the embedding is damaged ({error})", where=path, remedy=remedy)


def _is_array(path: Path, n_rows: int) -> bool:
    try:
        return len(mapped_array(path)) == n_rows
    except (OSError, ValueError, TypeError):
        return False
