"""The benchmark's default is the desk's search."""

import numpy as np

from gzlabel.interest import Search
from gzlabel.interest.evidence import fit_hyperparameters
from gzlabel.interest.simulation.policies.default import DeskSearch
from gzlabel.interest.simulation.pool import Labels, Pool
from gzlabel.interest.simulation.truth import Truth

FEATURES = np.random.default_rng(3).normal(size=(120, 8)).astype(np.float32)
TRUTH = Truth.from_values(np.arange(120) % 12 == 0)
POOL = Pool(FEATURES, TRUTH, n_labels=40, page=5)


def labelled(rows: list[int]) -> Labels:
    return Labels(np.array(rows), TRUTH.ratings[rows], TRUTH.positive[rows])


def test_pages_and_scores_are_those_of_a_search() -> None:
    labels = labelled([0, 5, 12, 40])
    search = Search(POOL.reduced, seed=7, looks=40)
    search.set_labels(labels.rows, labels.ratings)
    policy = DeskSearch(POOL, seed=7)
    assert policy.next_page(labels, 5).tolist() == search.next_page(5).tolist()
    assert policy.scores(labels).tolist() == search.mean.tolist()


def test_hyperparameters_are_fitted_to_whole_tens_as_the_desk_does() -> None:
    labels = labelled([0, 12, 24, *range(1, 12)])
    search = Search(POOL.reduced, seed=7, looks=40)
    search.set_labels(labels.rows, labels.ratings)
    fitted = fit_hyperparameters(*search.material(labels.rows[:10], labels.ratings[:10]))
    search.take_over(search.rescored(fitted))
    assert DeskSearch(POOL, seed=7).scores(labels).tolist() == search.mean.tolist()
