"""The galaxies among which we search: vectors centred and weighted without being copied."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.sweep import sweep

BLOCK = 16_384
"""Galaxies worked on at a time, so that the pieces stay in the processor's cache."""

_ALIGNMENT = 16
_FLATTENING = 0.5
_LEAST_VARIANCE = 1e-6


class Pool:
    """Vectors ``(n_galaxies, n_features)`` seen relative to a centre, each feature with a weight.

    The vectors stay where they are (a memory map, say): centre and weights enter through the few galaxies
    that are multiplied with all others.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)`` float32. A row that is not finite is a galaxy without a vector.
    centre
        ``(n_features,)`` subtracted from every vector; zero if None.
    weights
        ``(n_features,)`` that multiply what is left; one if None.
    """

    def __init__(
        self,
        features: NDArray[Any],
        *,
        centre: NDArray[np.float64] | None = None,
        weights: NDArray[np.float64] | None = None,
    ) -> None:
        self.features = features
        self.n_galaxies, self.n_features = features.shape
        zeros, ones = np.zeros(self.n_features), np.ones(self.n_features)
        self._centre = (zeros if centre is None else centre).astype(np.float32)
        self._weights = (ones if weights is None else weights).astype(np.float32)
        self.squares = np.empty(self.n_galaxies, dtype=np.float32)
        sweep(self._measure, self.blocks())
        self.valid: NDArray[np.bool_] = np.isfinite(self.squares)
        self.squares[~self.valid] = np.nan

    @classmethod
    def standardised(cls, features: NDArray[Any], flattening: float = _FLATTENING) -> "Pool":
        """Centre on the mean vector, flatten the variances, and scale the mean squared length to one.

        Parameters
        ----------
        flattening
            Each feature is divided by its standard deviation to this power: 0 leaves principal components as
            they are, 1 whitens them. Between the two, faint components speak without shouting.
        """
        total, squares, count = np.zeros(features.shape[1]), np.zeros(features.shape[1]), 0
        for start in range(0, len(features), BLOCK):
            block = np.asarray(features[start : start + BLOCK], dtype=np.float64)
            block = block[np.isfinite(block).all(axis=1)]
            total += block.sum(axis=0)
            squares += np.einsum("ij,ij->j", block, block)
            count += len(block)
        centre = total / max(count, 1)
        variance = np.maximum(squares / max(count, 1) - centre**2, 0.0)
        varies = variance > _LEAST_VARIANCE * variance.max(initial=0.0)
        weights = np.where(varies, variance, 1.0) ** (-0.5 * flattening) * varies
        length = float(np.sqrt((weights**2 * variance).sum()))
        return cls(features, centre=centre, weights=weights / (length or 1.0))

    def blocks(self, size: int = BLOCK) -> Iterator[slice]:
        """Slices that cover the pool, of one length up to ``size``, so that no core waits for another's last."""
        number = max(1, -(-self.n_galaxies // size))
        length = _ALIGNMENT * max(1, -(-self.n_galaxies // (number * _ALIGNMENT)))
        for start in range(0, self.n_galaxies, length):
            yield slice(start, min(start + length, self.n_galaxies))

    def vectors(self, rows: slice | NDArray[np.int64]) -> NDArray[np.float32]:
        """Centred and weighted vectors ``(m, n_features)`` of some galaxies."""
        with np.errstate(invalid="ignore", over="ignore"):
            seen: NDArray[np.float32] = np.asarray(self.features[rows], dtype=np.float32)
            seen = seen - self._centre
            seen *= self._weights
        return seen

    def products(self, left: NDArray[np.float32], block: slice) -> NDArray[np.float32]:
        """Inner products ``(m, size of block)`` of the vectors ``left`` with the pool's in ``block``."""
        with np.errstate(invalid="ignore", over="ignore"):
            weighted = left.astype(np.float32) * self._weights
            # the long matrix first: BLAS then packs the short one only
            result = np.asarray(self.features[block], dtype=np.float32) @ weighted.T
            result -= weighted @ self._centre
        return np.asarray(result.T)

    def _measure(self, block: slice) -> None:
        vectors = self.vectors(block)
        self.squares[block] = np.einsum("ij,ij->i", vectors, vectors)
