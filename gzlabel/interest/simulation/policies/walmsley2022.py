"""The published reference: a Gaussian process on 40 principal components, and expected improvement."""

import numpy as np

from gzlabel.interest.simulation.policies._expected_improvement import ExpectedImprovementSearch
from gzlabel.interest.simulation.pool import Begin, Policy, Pool

NAME = "walmsley2022"
SOURCE = "Walmsley et al. 2022, MNRAS 513, 1581 (arXiv 2110.12735), section on personalised anomalies"

_N_COMPONENTS = 40
_N_FIRST = 10
_TRADE_OFF = 0.5


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``: ten galaxies by chance, then by expected improvement."""
    from sklearn.decomposition import IncrementalPCA
    from sklearn.gaussian_process.kernels import RationalQuadratic, WhiteKernel

    n_components = min(_N_COMPONENTS, *pool.features.shape)
    components = IncrementalPCA(n_components).fit_transform(pool.features.astype(np.float64))
    spread = components.std(axis=0)
    components /= np.where(spread > 0, spread, 1)
    kernel = RationalQuadratic() + WhiteKernel()

    def begin(seed: int) -> Policy:
        first = np.random.default_rng([seed, 0]).permutation(pool.n_galaxies)[:_N_FIRST]
        return ExpectedImprovementSearch(components, kernel, first, _TRADE_OFF)

    return begin
