"""Published policies, on cases worked by hand."""

import numpy as np
import pytest
from scipy.stats import norm

from gzlabel.interest.simulation.policies import ceiling, nearest, outlier, protege
from gzlabel.interest.simulation.policies._expected_improvement import expected_improvement
from gzlabel.interest.simulation.pool import Labels, Pool, best_unlabelled, random_unlabelled
from gzlabel.interest.simulation.truth import Truth


def pool(features: object, positive: object) -> Pool:
    matrix = np.asarray(features, dtype=np.float32)
    return Pool(matrix, Truth.from_values(np.asarray(positive)), n_labels=4, page=2)


def labelled(rows: list[int], liked: list[bool]) -> Labels:
    return Labels(np.array(rows), 5 * np.array(liked, dtype=np.float32), np.array(liked, dtype=np.bool_))


def test_expected_improvement_at_the_target_is_the_density_at_zero() -> None:
    value = expected_improvement(np.array([2.5]), np.array([2.0]), best=2.0, trade_off=0.5)
    assert value[0] == pytest.approx(2.0 / np.sqrt(2 * np.pi))


def test_expected_improvement_above_and_without_uncertainty() -> None:
    value = expected_improvement(
        np.array([4.0, 4.0, 1.0]), np.array([1.0, 0.0, 0.0]), best=2.0, trade_off=0.5
    )
    assert value.tolist() == pytest.approx([1.5 * norm.cdf(1.5) + norm.pdf(1.5), 1.5, 0.0])


def test_nearest_ranks_by_angle_not_by_length() -> None:
    search = nearest.prepare(pool([[1, 0], [0, 1], [9, 1], [1, 1]], [1, 0, 0, 0]))(0)
    labels = labelled([0], [True])
    assert search.next_page(labels, 2).tolist() == [2, 3]


def test_outlier_shows_the_loneliest_first() -> None:
    crowd = np.array([10, 0, 0]) + np.random.default_rng(0).normal(size=(30, 3))
    features = np.vstack([crowd, [[0, 10, 0]]])
    search = outlier.prepare(pool(features, np.arange(31) == 0))(0)
    assert search.next_page(labelled([], []), 1).tolist() == [30]


def test_protege_begins_evenly_along_the_first_component() -> None:
    features = np.zeros((19, 2))
    features[:, 0] = np.arange(19)
    search = protege.prepare(pool(features, np.arange(19) == 0))(0)
    first = search.next_page(labelled([], []), 10)
    assert sorted(first.tolist()) == list(range(0, 19, 2))


def test_the_ceiling_of_separable_galaxies_finds_them_all() -> None:
    random = np.random.default_rng(0)
    positive = np.arange(100) < 8
    features = random.normal(size=(100, 5)) + 6 * positive[:, None] + [30, 0, 0, 0, 0]
    results = Pool(features.astype(np.float32), Truth.from_values(positive), n_labels=8, page=8)
    page = ceiling.prepare(results)(0).next_page(labelled([], []), 8)
    assert sorted(page.tolist()) == list(range(8))


def test_the_ceiling_of_one_positive_knows_nothing() -> None:
    scores = ceiling.best_out_of_fold_scores(pool(np.eye(6), [1, 0, 0, 0, 0, 0]))
    assert not scores.any()


def test_labelled_galaxies_are_not_shown_again() -> None:
    labels = labelled([1, 3], [True, False])
    assert best_unlabelled(np.array([0.0, 9.0, 2.0, 8.0, 2.0]), labels, 3).tolist() == [2, 4, 0]
    chosen = random_unlabelled(np.random.default_rng(0), 5, labels, 9)
    assert sorted(chosen.tolist()) == [0, 2, 4]
