"""Synthetic galaxies with a rare class, in features as uneven as an encoder's."""

import numpy as np
from numpy.typing import NDArray


def rare_class(
    n_galaxies: int = 2500, n_features: int = 48, share: float = 0.02, seed: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Ten kinds of galaxies, one of them rare, its truth graded by how typical a galaxy is of its kind.

    The variance falls as a power of the direction's number, as principal components of images do, and the kinds
    differ most along directions of small variance. A random rotation hides the directions.

    Returns
    -------
    tuple
        Features ``(n_galaxies, n_features)`` and truth ``(n_galaxies,)`` in quarters from 0 to 1.
    """
    random = np.random.default_rng(seed)
    spread = np.arange(1, n_features + 1) ** -0.8
    centres = random.normal(size=(10, n_features)) * spread**0.6 * 0.7
    kind = random.choice(10, n_galaxies, p=[share, *np.full(9, (1 - share) / 9)])
    features = centres[kind] + random.normal(size=(n_galaxies, n_features)) * spread
    rotation = np.linalg.qr(random.normal(size=(n_features, n_features)))[0]
    distance = np.linalg.norm((features - centres[0]) / spread, axis=1)
    typical = np.argsort(np.argsort(distance)) < n_galaxies // 12
    truth = np.where(kind == 0, 1.0, np.where(typical, 0.25, 0.0))
    return (features @ rotation).astype(np.float32) + 1.0, truth
