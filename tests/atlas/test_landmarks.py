import numpy as np

from gzlabel.atlas.landmarks import Guides, choose_landmarks


def test_landmarks_are_distinct_and_repeatable() -> None:
    chosen = choose_landmarks(100, 30, seed=4)
    assert len(set(chosen)) == 30
    assert list(chosen) == list(choose_landmarks(100, 30, seed=4))


def test_a_landmark_keeps_its_own_place_and_others_come_near_their_guides() -> None:
    features = np.linspace(0, 1, 41, dtype=np.float32)[:, None]
    landmarks = np.arange(0, 41, 4)
    placed = Guides.find(features, landmarks).place(10 * features[landmarks])
    np.testing.assert_allclose(placed[landmarks], 10 * features[landmarks], atol=1e-5)
    assert np.abs(placed - 10 * features).max() < 4
    assert len(np.unique(placed)) == 41


def test_a_galaxy_between_two_groups_joins_one_of_them() -> None:
    rng = np.random.default_rng(0)
    features = np.concatenate([rng.normal(0, 0.1, (20, 2)), rng.normal(1, 0.1, (20, 2)), [[0.45, 0.45]]])
    positions = np.concatenate([rng.normal(0, 0.1, (20, 2)), rng.normal(50, 0.1, (20, 2))]).astype(np.float32)
    placed = Guides.find(features.astype(np.float32), np.arange(40)).place(positions)
    assert min(np.abs(placed[40]).max(), np.abs(placed[40] - 50).max()) < 2


def test_weights_of_guides_sum_to_one() -> None:
    features = np.random.default_rng(0).normal(size=(200, 3)).astype(np.float32)
    guides = Guides.find(features, choose_landmarks(200, 50))
    np.testing.assert_allclose(guides.weights.sum(axis=1), 1.0, rtol=1e-5)
