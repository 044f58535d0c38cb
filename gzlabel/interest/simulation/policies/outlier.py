"""The loneliest first, by the distance to the tenth neighbour; asks for no label."""

import numpy as np

from gzlabel.interest.simulation.policies._fixed import FixedRanking
from gzlabel.interest.simulation.pool import Begin, Pool

NAME = "outlier"
SOURCE = "Ramaswamy, Rastogi & Shim 2000, Efficient algorithms for mining outliers, SIGMOD"

_NEIGHBOUR = 10


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``; the seed changes nothing."""
    from sklearn.neighbors import NearestNeighbors

    n_neighbours = min(_NEIGHBOUR, pool.n_galaxies - 1)
    distances, _ = NearestNeighbors(n_neighbors=n_neighbours).fit(pool.reduced).kneighbors()
    ranking = FixedRanking(np.asarray(distances[:, -1], dtype=np.float64))
    return lambda _seed: ranking
