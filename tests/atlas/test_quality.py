import numpy as np
import pytest

from gzlabel.atlas.quality import map_quality


def test_a_faithful_map_scores_one() -> None:
    features = np.random.default_rng(0).normal(size=(300, 2)).astype(np.float32)
    measured = map_quality(features, features)
    assert measured["trustworthiness"] == pytest.approx(1.0)
    assert measured["neighbour_recall"] == pytest.approx(1.0)


def test_agrees_with_scikit_learn() -> None:
    from sklearn.manifold import trustworthiness

    rng = np.random.default_rng(1)
    features = rng.normal(size=(200, 6)).astype(np.float32)
    positions = features[:, :2] + rng.normal(size=(200, 2)).astype(np.float32)
    measured = map_quality(features, positions, k=10)
    assert measured["trustworthiness"] == pytest.approx(trustworthiness(features, positions, n_neighbors=10))


def test_a_random_map_scores_by_chance_and_either_kind_is_told_apart() -> None:
    rng = np.random.default_rng(2)
    features, positions = rng.normal(size=(400, 5)).astype(np.float32), rng.normal(size=(400, 2))
    fitted = np.arange(400) < 200
    measured = map_quality(features, positions.astype(np.float32), fitted=fitted)
    assert measured["trustworthiness"] < 0.6
    assert measured["neighbour_recall"] < 0.1
    assert {"neighbour_recall_fitted", "neighbour_recall_placed"} <= set(measured)
