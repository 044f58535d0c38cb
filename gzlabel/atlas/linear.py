"""The first map: two principal components, ready before anyone can wait for it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.stored_array import StoredArray

_SAMPLE = 20_000
_BLOCK_ROWS = 16384


def quick_map(features: NDArray[Any] | StoredArray, n_dimensions: int = 2) -> NDArray[np.float32]:
    """Positions ``(n_galaxies, n_dimensions)`` on the leading principal components of ``features``.

    Each axis is scaled by its robust spread, so that a few outliers do not squeeze the rest; rows with a
    value that is not finite get NaN.
    """
    return _scaled(leading_components(features, n_dimensions))


def leading_components(features: NDArray[Any] | StoredArray, n_components: int) -> NDArray[np.float32]:
    """``features`` ``(n_galaxies, n_features)`` on their leading principal components, read in blocks.

    The components come from at most 20,000 rows evenly spread over the sample; rows with a value that is not
    finite get NaN.
    """
    sample = np.asarray(features[:: max(1, len(features) // _SAMPLE)], dtype=np.float64)
    sample = sample[np.isfinite(sample).all(axis=1)]
    projected = np.full((len(features), n_components), np.nan, dtype=np.float32)
    if len(sample) == 0:
        return projected
    mean = sample.mean(axis=0)
    axes = _leading_axes(sample - mean, n_components)
    for start in range(0, len(features), _BLOCK_ROWS):
        block = np.asarray(features[start : start + _BLOCK_ROWS], dtype=np.float32)
        finite = np.isfinite(block).all(axis=1)
        projected[start : start + len(block)][finite] = (block[finite] - mean.astype(np.float32)) @ axes
    return projected


def _leading_axes(centred: NDArray[np.float64], n_dimensions: int) -> NDArray[np.float32]:
    variance, directions = np.linalg.eigh(centred.T @ centred)
    axes = directions[:, np.argsort(variance)[::-1][:n_dimensions]]
    if axes.shape[1] < n_dimensions:
        axes = np.pad(axes, ((0, 0), (0, n_dimensions - axes.shape[1])))
    largest = np.abs(axes).argmax(axis=0)
    signs = np.sign(axes[largest, np.arange(n_dimensions)])
    return np.asarray(axes * np.where(signs == 0, 1.0, signs), dtype=np.float32)


def _scaled(positions: NDArray[np.float32]) -> NDArray[np.float32]:
    placed = positions[np.isfinite(positions).all(axis=1)]
    low, high = np.percentile(placed, [2, 98], axis=0) if len(placed) else (np.zeros(1), np.ones(1))
    spread = np.where(high - low > 0, high - low, 1.0)
    scaled: NDArray[np.float32] = (10.0 * (positions - low) / spread).astype(np.float32)
    return scaled
