"""The fit of kernel and noise to a few ratings."""

import pickle
import time

import numpy as np
import pytest

from gzlabel.interest.evidence import fit_hyperparameters, log_evidence
from gzlabel.interest.hyperparameters import Hyperparameters, fitted_places, n_fitted
from gzlabel.interest.kernels import RBF, Constant, Kernel, Linear, offered


def make_ratings(n_rated: int = 40) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(n_rated, 8)) / np.sqrt(8)
    return vectors, np.clip(np.round(2.0 * vectors[:, 0] + 1.0), 0, 5)


def test_evidence_by_hand() -> None:
    # One rating 2 of a galaxy at the origin: variance 1 + noise 3 = 4, so log N(2 | 0, 4)
    # = -1/2 - log 2 - log(2 pi) / 2; every hyperparameter but the noise is at its prior's median.
    model = Hyperparameters(RBF(), 3.0, 0.0)
    value, _ = log_evidence(model, np.zeros((1, 2)), np.array([2.0]))
    prior = model.priors[-1]
    penalty = 0.5 * (np.log(3.0 / prior.median) / prior.spread) ** 2
    assert value == pytest.approx(-0.5 - np.log(2.0) - 0.5 * np.log(2.0 * np.pi) - penalty)


@pytest.mark.parametrize("kernel", offered(), ids=str)
def test_gradient_is_the_slope(kernel: Kernel) -> None:
    vectors, ratings = make_ratings()
    model = Hyperparameters(kernel, 0.3, 0.1)
    gradient, numeric = log_evidence(model, vectors, ratings)[1], []
    for step in 1e-5 * np.eye(len(model.log_parameters)):
        ahead, behind = (
            log_evidence(model.with_log_parameters(model.log_parameters + way * step), vectors, ratings)[0]
            for way in (1, -1)
        )
        numeric.append((ahead - behind) / 2e-5)
    np.testing.assert_allclose(gradient, numeric, atol=1e-5, rtol=1e-5)


def test_fit_raises_the_evidence_and_stays_near_its_priors() -> None:
    vectors, ratings = make_ratings()
    start = Hyperparameters()
    fitted = fit_hyperparameters(vectors, ratings, start)
    assert log_evidence(fitted, vectors, ratings)[0] > log_evidence(start, vectors, ratings)[0]
    spreads = np.array([prior.spread for prior in start.priors])
    medians = np.log([prior.median for prior in start.priors])
    assert (abs(fitted.log_parameters - medians) < 5 * spreads).all()


def test_fit_of_nothing_is_where_it_started() -> None:
    start = Hyperparameters(Linear())
    assert fit_hyperparameters(np.zeros((0, 3)), np.zeros(0), start) == start


def test_fit_of_two_hundred_ratings_takes_less_than_a_second_of_work() -> None:
    vectors, ratings = make_ratings(200)
    start = time.process_time()
    fit_hyperparameters(vectors, ratings, Hyperparameters())
    assert time.process_time() - start < 1.0


def test_travels_between_processes() -> None:
    model = Hyperparameters(Constant(3.0), 0.4, 0.1)
    assert pickle.loads(pickle.dumps(model)) == model


def test_late_in_a_night_hyperparameters_are_chosen_seldom_and_from_a_thousand_ratings() -> None:
    given = (9, 399, 409, 551, 1_499, 2_000, 2_999, 10_000)
    assert [n_fitted(n) for n in given] == [0, 390, 400, 500, 1_000, 2_000, 2_000, 10_000]
    assert fitted_places(37).tolist() == list(range(30))
    assert fitted_places(4_100).tolist() == list(range(0, 4_000, 4))
