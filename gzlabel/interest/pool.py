"""The galaxies among which we search: vectors centred and scaled without being copied."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 16_384
"""Galaxies worked on at a time, so that the pieces stay in the processor's cache."""


class Pool:
    """Vectors ``(n_galaxies, n_features)`` seen relative to a centre, in units of a scale.

    The vectors stay where they are (a memory map, say): centre and scale enter through the few galaxies that
    are multiplied with all others.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)`` float32. A row that is not finite is a galaxy without a vector.
    centre
        ``(n_features,)`` subtracted from every vector; zero if None.
    scale
        Every vector is divided by it.
    """

    def __init__(
        self, features: NDArray[Any], *, centre: NDArray[np.float64] | None = None, scale: float = 1.0
    ) -> None:
        self.features = features
        self.n_galaxies, self.n_features = features.shape
        self.centre = np.zeros(self.n_features) if centre is None else np.asarray(centre, dtype=np.float64)
        self.scale = scale
        self.squares = np.empty(self.n_galaxies, dtype=np.float32)
        for block in self.blocks():
            vectors = self.vectors(block)
            self.squares[block] = np.einsum("ij,ij->i", vectors, vectors)
        self.valid: NDArray[np.bool_] = np.isfinite(self.squares)
        self.squares[~self.valid] = np.nan

    @classmethod
    def standardised(cls, features: NDArray[Any]) -> "Pool":
        """Centre on the mean vector and scale the mean squared length to one.

        Directions keep their relative variance: principal components are not whitened.
        """
        total, squares, count = np.zeros(features.shape[1]), 0.0, 0
        for start in range(0, len(features), BLOCK):
            block = np.asarray(features[start : start + BLOCK], dtype=np.float64)
            block = block[np.isfinite(block).all(axis=1)]
            total += block.sum(axis=0)
            squares += float(np.einsum("ij,ij->", block, block))
            count += len(block)
        centre = total / max(count, 1)
        spread = squares / max(count, 1) - float(centre @ centre)
        return cls(features, centre=centre, scale=float(np.sqrt(spread)) if spread > 0 else 1.0)

    def blocks(self, size: int = BLOCK) -> Iterator[slice]:
        """Slices that cover the pool."""
        for start in range(0, self.n_galaxies, size):
            yield slice(start, min(start + size, self.n_galaxies))

    def vectors(self, rows: slice | NDArray[np.int64]) -> NDArray[np.float32]:
        """Centred and scaled vectors ``(m, n_features)`` of some galaxies."""
        with np.errstate(invalid="ignore", over="ignore"):
            centred: NDArray[np.float32] = np.asarray(self.features[rows], dtype=np.float32)
            centred = centred - self.centre.astype(np.float32)
            centred /= np.float32(self.scale)
        return centred

    def products(self, left: NDArray[np.float32], block: slice) -> NDArray[np.float32]:
        """Inner products ``(m, size of block)`` of centred vectors ``left`` with the pool's in ``block``."""
        with np.errstate(invalid="ignore", over="ignore"):
            scaled = (left / self.scale).astype(np.float32)
            result: NDArray[np.float32] = scaled @ np.asarray(self.features[block], dtype=np.float32).T
            result -= (scaled @ self.centre.astype(np.float32))[:, None]
        return result
