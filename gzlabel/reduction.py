"""Principal components of a matrix too large to hold, fitted in one streaming pass.

The covariance of d features is d x d whatever the number of galaxies, so one pass over the rows is enough
(scikit-learn calls this ``svd_solver="covariance_eigh"``).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 8192


@dataclass(frozen=True)
class Reduction:
    """A projection onto principal components, kept so that new galaxies project the same way.

    Attributes
    ----------
    mean
        ``(n_features,)`` of the vectors after optional L2 normalisation.
    components
        ``(n_components, n_features)``, orthonormal rows, largest variance first.
    explained_variance
        ``(n_components,)``.
    l2_normalised
        Whether each vector is divided by its length first.
    """

    mean: NDArray[np.float64]
    components: NDArray[np.float64]
    explained_variance: NDArray[np.float64]
    l2_normalised: bool

    @classmethod
    def fit(
        cls,
        vectors: NDArray[Any],
        n_components: int,
        *,
        valid: NDArray[np.bool_] | None = None,
        l2: bool = True,
        report: Report = silent,
    ) -> "Reduction":
        """Fit on the valid rows of ``vectors`` ``(n_galaxies, n_features)``, read once in blocks.

        Raises
        ------
        EmbeddingError
            If fewer than two rows are valid.
        """
        n_rows, n_features = vectors.shape
        total, products, count = np.zeros(n_features), np.zeros((n_features, n_features)), 0
        for start in range(0, n_rows, _BLOCK_ROWS):
            block = np.asarray(vectors[start : start + _BLOCK_ROWS], dtype=np.float64)
            if valid is not None:
                block = block[valid[start : start + _BLOCK_ROWS]]
            block = _unit_rows(block) if l2 else block
            total += block.sum(axis=0)
            products += block.T @ block
            count += len(block)
            report(Step("Principal components", min(start + _BLOCK_ROWS, n_rows), n_rows))
        if count < 2:
            raise EmbeddingError(f"principal components need at least 2 usable vectors, found {count}")
        mean = total / count
        covariance = (products - count * np.outer(mean, mean)) / (count - 1)
        variance, directions = np.linalg.eigh(covariance)
        order = np.argsort(variance)[::-1][: min(n_components, n_features, count)]
        components = directions[:, order].T
        signs = np.sign(components[np.arange(len(order)), np.abs(components).argmax(axis=1)])
        return cls(mean, components * signs[:, None], np.maximum(variance[order], 0.0), l2)

    def transform(self, vectors: NDArray[Any]) -> NDArray[np.float32]:
        """Project ``vectors`` ``(n, n_features)`` to ``(n, n_components)`` float32, in blocks."""
        reduced = np.empty((len(vectors), len(self.components)), dtype=np.float32)
        for start in range(0, len(vectors), _BLOCK_ROWS):
            block = np.asarray(vectors[start : start + _BLOCK_ROWS], dtype=np.float64)
            block = _unit_rows(block) if self.l2_normalised else block
            reduced[start : start + len(block)] = (block - self.mean) @ self.components.T
        return reduced

    def save(self, path: Path) -> None:
        """Write as ``.npz``."""
        np.savez(
            path,
            mean=self.mean,
            components=self.components,
            explained_variance=self.explained_variance,
            l2_normalised=np.array(self.l2_normalised),
        )

    @classmethod
    def load(cls, path: Path) -> "Reduction":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                stored["mean"],
                stored["components"],
                stored["explained_variance"],
                bool(stored["l2_normalised"]),
            )


def _unit_rows(block: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(block, axis=1, keepdims=True)
    return block / np.where(lengths > 0, lengths, 1.0)
