import numpy as np
import pytest

from gzlabel.embedding.temperature import best_temperature, softmax


def test_overconfident_scores_are_cooled():
    rng = np.random.default_rng(0)
    labels = (rng.uniform(size=4000) < 0.8).astype(int)  # right four times in five
    scores = np.tile([0.0, 8.0], (4000, 1))  # claims to be nearly always right
    assert 8.0 / best_temperature(scores, labels) == pytest.approx(np.log(4), abs=0.15)


def test_log_odds_become_probabilities():
    np.testing.assert_allclose(softmax(np.log([[1.0, 3.0], [2.0, 2.0]])), [[0.25, 0.75], [0.5, 0.5]])
