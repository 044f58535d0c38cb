"""Synthetic galaxies with a rare class, in features as uneven as an encoder's."""

import numpy as np
from numpy.typing import NDArray


def rare_class(
    n_galaxies: int = 2500, n_features: int = 60, share: float = 0.02, seed: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Galaxies of which a few show a structure strongly and more show it faintly.

    The variance falls as a power of the direction's number, as principal components of images do, and the
    structure lives in directions of every variance, beside as strong a scatter of everything else. A random
    rotation hides the directions.

    Returns
    -------
    tuple
        Features ``(n_galaxies, n_features)`` and truth ``(n_galaxies,)`` in quarters from 0 to 1; a share
        ``share`` of the galaxies has 0.75 or more.
    """
    random = np.random.default_rng(seed)
    spread = np.arange(1, n_features + 1) ** -0.7
    features = random.normal(size=(n_galaxies, n_features)) * spread
    structure = random.normal(size=n_features)
    strength = (features / spread) @ (structure / np.linalg.norm(structure))
    seen = strength + 0.5 * random.normal(size=n_galaxies)
    limits = np.quantile(seen, [1 - 6 * share, 1 - 3 * share, 1 - share, 1 - share / 2])
    truth = np.searchsorted(limits, seen) / 4
    rotation = np.linalg.qr(random.normal(size=(n_features, n_features)))[0]
    return (features @ rotation).astype(np.float32) + 1.0, truth
