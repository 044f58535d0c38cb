"""The oddest first, by how soon random cuts isolate a galaxy; asks for no label."""

from gzlabel.interest.simulation.policies._fixed import FixedRanking
from gzlabel.interest.simulation.pool import Begin, Policy, Pool

NAME = "isolation_forest"
SOURCE = "Liu, Ting & Zhou 2008, Isolation Forest, ICDM; scikit-learn"


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``: 100 trees over the principal components, grown anew for each seed."""

    def begin(seed: int) -> Policy:
        from sklearn.ensemble import IsolationForest

        forest = IsolationForest(n_estimators=100, random_state=seed).fit(pool.reduced)
        return FixedRanking(-forest.score_samples(pool.reduced))

    return begin
