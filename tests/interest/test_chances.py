"""The chance of a find, from the expected rating."""

import numpy as np
import pytest

from gzlabel.interest.chances import Chances
from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior

LINE = Chances(np.array([-2.0, 1.0]), np.diag([0.04, 0.01]))


def test_it_is_logistic_in_the_expected_rating() -> None:
    np.testing.assert_allclose(
        LINE.at(np.array([2.0, 0.0, 2.0 + np.log(3.0)])), [0.5, 0.1192029, 0.75], atol=1e-7
    )


def test_lines_drawn_lie_around_the_fitted_one_and_none_falls() -> None:
    drawn = LINE.drawn(4_000, np.array([0.0, 2.0]), np.random.default_rng(0))
    log_odds = np.log(drawn / (1.0 - drawn))
    np.testing.assert_allclose(log_odds.mean(axis=0), [-2.0, 0.0], atol=0.02)
    np.testing.assert_allclose(log_odds.std(axis=0), [0.2, np.sqrt(0.04 + 4 * 0.01)], atol=0.01)
    assert (log_odds[:, 1] >= log_odds[:, 0]).all()


def test_without_a_rating_a_find_is_rare() -> None:
    posterior = Posterior(Pool(np.eye(4, dtype=np.float32)), Hyperparameters())
    assert Chances.of(posterior).at(np.array([0.1]))[0] == pytest.approx(0.02, abs=0.02)


def test_what_was_liked_where_it_was_expected_raises_the_chances_there() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(60, 3)).astype(np.float32)
    vectors[:20, 0] += 4.0
    posterior = Posterior(Pool.standardised(vectors), Hyperparameters())
    before = Chances.of(posterior).at(np.array([3.0]))[0]
    posterior.add(np.arange(40), np.where(np.arange(40) < 20, 5.0, 0.0))
    after = Chances.of(posterior)
    assert after.at(np.array([3.0]))[0] > 0.8 > before
    assert after.at(np.array([0.0]))[0] < 0.1
