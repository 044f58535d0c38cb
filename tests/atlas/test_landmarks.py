import numpy as np

from gzlabel.atlas.landmarks import Guides, choose_landmarks


def test_landmarks_are_distinct_and_repeatable() -> None:
    chosen = choose_landmarks(100, 30, seed=4)
    assert len(set(chosen)) == 30
    assert list(chosen) == list(choose_landmarks(100, 30, seed=4))


def test_a_landmark_keeps_its_own_place_and_others_come_between() -> None:
    features = np.linspace(0, 1, 41, dtype=np.float32)[:, None]
    landmarks = np.arange(0, 41, 4)
    placed = Guides.find(features, landmarks).place(10 * features[landmarks])
    np.testing.assert_allclose(placed[landmarks], 10 * features[landmarks], atol=1e-5)
    np.testing.assert_allclose(placed[8:33], 10 * features[8:33], atol=1.0)


def test_weights_of_guides_sum_to_one() -> None:
    features = np.random.default_rng(0).normal(size=(200, 3)).astype(np.float32)
    guides = Guides.find(features, choose_landmarks(200, 50))
    np.testing.assert_allclose(guides.weights.sum(axis=1), 1.0, rtol=1e-5)
