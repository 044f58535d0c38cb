"""Principal components of a matrix too large to hold, fitted in one streaming pass.

The covariance of d features is d x d whatever the number of galaxies, so one pass over the rows is enough
(scikit-learn calls this ``svd_solver="covariance_eigh"``). Measured features have different units and wild
outliers, so where weights are given each feature is first centred on its median, divided by its robust
scatter and bounded.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import stored_arrays
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

N_COMPONENTS = 128
"""How many the desk models and maps: the bottleneck of Walmsley & Scaife 2023, arXiv:2312.02910."""
_BLOCK_ROWS = 8192
_SAMPLE_ROWS = 16384
_BOUND = 3.0


@dataclass(frozen=True)
class Standardisation:
    """Brings features of different units to one scale; every array is ``(n_features,)``.

    A value z robust standard deviations from the median becomes ``weight * 3 tanh(z / 3)``.
    """

    location: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]

    @classmethod
    def fit(cls, sample: NDArray[np.float64], weights: NDArray[Any]) -> "Standardisation":
        """Measure median and scatter of ``sample`` ``(n, n_features)``."""
        location = np.median(sample, axis=0)
        scatter = 1.4826 * np.median(np.abs(sample - location), axis=0)
        spread = sample.std(axis=0)
        scale = np.where(scatter > 1e-6 * spread, scatter, spread)
        return cls(location, np.where(scale > 1e-12, scale, 1.0), np.asarray(weights, dtype=np.float64))

    def apply(self, block: NDArray[np.float64]) -> NDArray[np.float64]:
        """Standardise ``block`` ``(n, n_features)``."""
        return np.tanh((block - self.location) / (_BOUND * self.scale)) * (_BOUND * self.weights)


@dataclass(frozen=True)
class Reduction:
    """A projection onto principal components, kept so that new galaxies project the same way.

    Attributes
    ----------
    mean
        ``(n_features,)`` of the vectors after standardisation and L2 normalisation, where asked for.
    components
        ``(n_components, n_features)``, orthonormal rows, largest variance first.
    explained_variance
        ``(n_components,)``.
    l2_normalised
        Whether each vector is divided by its length first.
    standardisation
        What is done before that to features of different units; None where they share one.
    """

    mean: NDArray[np.float64]
    components: NDArray[np.float64]
    explained_variance: NDArray[np.float64]
    l2_normalised: bool
    standardisation: Standardisation | None = None

    @classmethod
    def fit(
        cls,
        vectors: NDArray[Any],
        n_components: int,
        *,
        valid: NDArray[np.bool_] | None = None,
        l2: bool = True,
        weights: NDArray[Any] | None = None,
        report: Report = silent,
    ) -> "Reduction":
        """Fit on the valid rows of ``vectors`` ``(n_galaxies, n_features)``, read once in blocks.

        Parameters
        ----------
        weights
            ``(n_features,)``: standardise each feature (on an even sample of the rows) and weigh it so.

        Raises
        ------
        EmbeddingError
            If fewer than two rows are valid.
        """
        n_rows, n_features = vectors.shape
        valid = np.ones(n_rows, dtype=bool) if valid is None else valid
        count = int(valid.sum())
        if count < 2:
            raise EmbeddingError(f"principal components need at least 2 usable vectors, found {count}")
        standardisation = None
        if weights is not None:
            standardisation = Standardisation.fit(_sample(vectors, valid), weights)
        total, products = np.zeros(n_features), np.zeros((n_features, n_features))
        for start in range(0, n_rows, _BLOCK_ROWS):
            rows = slice(start, start + _BLOCK_ROWS)
            block = _prepared(vectors[rows][valid[rows]], standardisation, l2)
            total += block.sum(axis=0)
            products += block.T @ block
            report(Step("Principal components", min(start + _BLOCK_ROWS, n_rows), n_rows))
        mean = total / count
        covariance = (products - count * np.outer(mean, mean)) / (count - 1)
        components, variance = _leading(covariance, min(n_components, n_features, count))
        return cls(mean, components, variance, l2, standardisation)

    def transform(self, vectors: NDArray[Any]) -> NDArray[np.float32]:
        """Project ``vectors`` ``(n, n_features)`` to ``(n, n_components)`` float32, in blocks."""
        reduced = np.empty((len(vectors), len(self.components)), dtype=np.float32)
        for start in range(0, len(vectors), _BLOCK_ROWS):
            block = _prepared(vectors[start : start + _BLOCK_ROWS], self.standardisation, self.l2_normalised)
            reduced[start : start + len(block)] = (block - self.mean) @ self.components.T
        return reduced

    def save(self, path: Path) -> None:
        """Write as ``.npz``."""
        arrays: dict[str, Any] = {
            "mean": self.mean,
            "components": self.components,
            "explained_variance": self.explained_variance,
            "l2_normalised": np.array(self.l2_normalised),
        }
        if self.standardisation is not None:
            arrays["location"] = self.standardisation.location
            arrays["scale"] = self.standardisation.scale
            arrays["weights"] = self.standardisation.weights
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> "Reduction":
        """Read what `save` wrote."""
        stored, standardisation = stored_arrays(path), None
        try:
            if "scale" in stored:
                standardisation = Standardisation(stored["location"], stored["scale"], stored["weights"])
            return cls(
                stored["mean"],
                stored["components"],
                stored["explained_variance"],
                bool(stored["l2_normalised"]),
                standardisation,
            )
        except KeyError as absent:
            raise ValueError(f"no array {absent}") from absent


def _sample(vectors: NDArray[Any], valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    rows = np.flatnonzero(valid)
    chosen = rows[:: -(-len(rows) // _SAMPLE_ROWS)]
    return np.asarray(vectors[chosen], dtype=np.float64)


def _prepared(
    vectors: NDArray[Any], standardisation: Standardisation | None, l2: bool
) -> NDArray[np.float64]:
    block = np.asarray(vectors, dtype=np.float64)
    block = block if standardisation is None else standardisation.apply(block)
    if not l2:
        return block
    lengths = np.linalg.norm(block, axis=1, keepdims=True)
    return np.asarray(block / np.where(lengths > 0, lengths, 1.0))


def _leading(
    covariance: NDArray[np.float64], n_components: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eigenvectors as rows, largest variance first, the largest entry of each positive."""
    variance, directions = np.linalg.eigh(covariance)
    order = np.argsort(variance)[::-1][:n_components]
    components = directions[:, order].T
    signs = np.sign(components[np.arange(len(order)), np.abs(components).argmax(axis=1)])
    return components * signs[:, None], np.maximum(variance[order], 0.0)
