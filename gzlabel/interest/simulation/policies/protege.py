"""Astronomaly Protege: a Matern process, and expected improvement, started along the first component."""

import numpy as np

from gzlabel.interest.simulation.policies._expected_improvement import ExpectedImprovementSearch
from gzlabel.interest.simulation.pool import Begin, Pool

NAME = "protege"
SOURCE = "Lochner & Rudnick 2025, Astronomaly Protege, AJ 169, 121 (arXiv 2411.04188)"

_EXPLAINED_VARIANCE = 0.85
_N_FIRST = 10
_TRADE_OFF = 0.5


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``: ten galaxies evenly along the first component, whatever the seed."""
    from sklearn.decomposition import PCA
    from sklearn.gaussian_process.kernels import Matern, WhiteKernel

    components = PCA(_EXPLAINED_VARIANCE, svd_solver="full").fit_transform(pool.features.astype(np.float64))
    along = np.argsort(components[:, 0], kind="stable")
    places = np.linspace(0, pool.n_galaxies - 1, min(_N_FIRST, pool.n_galaxies)).round().astype(np.int64)
    search = ExpectedImprovementSearch(components, Matern() + WhiteKernel(), along[places], _TRADE_OFF)
    return lambda _seed: search
