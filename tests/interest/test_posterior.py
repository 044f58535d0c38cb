"""The streaming posterior against scikit-learn's regressor, and against itself in another order."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.kernels import (
    RBF,
    Anchored,
    Constant,
    Kernel,
    Linear,
    Matern32,
    Matern52,
    RationalQuadratic,
    Sum,
    offered,
)
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior

N_GALAXIES, N_FEATURES = 60, 5
kernel_index = st.integers(0, len(offered()) - 1)


def make_pool(seed: int, n_galaxies: int = N_GALAXIES) -> Pool:
    vectors = np.random.default_rng(seed).normal(size=(n_galaxies, N_FEATURES)).astype(np.float32)
    return Pool.standardised(vectors)


def make_ratings(seed: int, n_rated: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed + 1)
    rows = rng.choice(N_GALAXIES, n_rated, replace=False)
    return rows, rng.integers(0, 6, n_rated).astype(np.float64)


def in_scikit_learn(kernel: Kernel) -> Any:
    from sklearn.gaussian_process import kernels as theirs

    match kernel:
        case Sum(parts=(first, second)):
            return in_scikit_learn(first) + in_scikit_learn(second)
        case Constant(variance=variance):
            return theirs.ConstantKernel(variance)
        case Linear(variance=variance, bias_variance=bias):
            return theirs.ConstantKernel(variance) * theirs.DotProduct(1e-6) + theirs.ConstantKernel(bias)
        case RBF(variance=variance, length_scale=length):
            shape: Any = theirs.RBF(length)
        case Matern32(variance=variance, length_scale=length):
            shape = theirs.Matern(length, nu=1.5)
        case Matern52(variance=variance, length_scale=length):
            shape = theirs.Matern(length, nu=2.5)
        case RationalQuadratic(variance=variance, length_scale=length, alpha=alpha):
            shape = theirs.RationalQuadratic(length, alpha)
    return theirs.ConstantKernel(variance) * shape


@settings(deadline=None, max_examples=40)
@given(kernel_index, st.integers(0, 10_000), st.integers(1, 30), st.floats(0.05, 2.0), st.floats(-1.0, 3.0))
def test_agrees_with_scikit_learn(index: int, seed: int, n_rated: int, noise: float, mean: float) -> None:
    from sklearn.gaussian_process import GaussianProcessRegressor

    kernel, pool = offered()[index], make_pool(seed)
    rows, ratings = make_ratings(seed, n_rated)
    posterior = Posterior(pool, Hyperparameters(kernel, noise, mean))
    for row, rating in zip(rows, ratings, strict=True):
        posterior.add(np.array([row]), np.array([rating]))
    vectors = pool.vectors(slice(None)).astype(np.float64)
    rated, residuals, alpha = vectors[rows], ratings - mean, np.full(n_rated, noise)
    if isinstance(kernel, Anchored):  # a virtual rating of the prior mean at the origin
        rated, residuals = np.pad(rated, ((1, 0), (0, 0))), np.append(0.0, residuals)
        kernel, alpha = kernel.base, np.append(kernel.anchor_variance, alpha)
    theirs = GaussianProcessRegressor(in_scikit_learn(kernel), alpha=alpha, optimizer=None)
    expected, std = theirs.fit(rated, residuals).predict(vectors, return_std=True)
    np.testing.assert_allclose(posterior.mean, expected + mean, atol=1e-4)
    np.testing.assert_allclose(posterior.std, std, atol=1e-4)


@settings(deadline=None, max_examples=30)
@given(kernel_index, st.integers(0, 10_000), st.data())
def test_blocks_and_order_do_not_matter(index: int, seed: int, data: st.DataObject) -> None:
    pool, hyperparameters = make_pool(seed), Hyperparameters(offered()[index], 0.3, 0.5)
    rows, ratings = make_ratings(seed, 12)
    at_once = Posterior(pool, hyperparameters)
    at_once.add(rows, ratings)
    order = np.array(data.draw(st.permutations(range(12))))
    cut = data.draw(st.integers(0, 12))
    in_pieces = Posterior(pool, hyperparameters)
    for piece in (order[:cut], order[cut:]):
        in_pieces.add(rows[piece], ratings[piece])
    np.testing.assert_allclose(in_pieces.mean, at_once.mean, atol=2e-5)
    np.testing.assert_allclose(in_pieces.std, at_once.std, atol=2e-5)


@settings(deadline=None, max_examples=30)
@given(kernel_index, st.integers(0, 10_000), st.sets(st.integers(0, 11), min_size=1, max_size=11))
def test_removal_is_as_if_never_rated(index: int, seed: int, gone: set[int]) -> None:
    pool, hyperparameters = make_pool(seed), Hyperparameters(offered()[index], 0.3, 0.5)
    rows, ratings = make_ratings(seed, 12)
    posterior, never = Posterior(pool, hyperparameters), Posterior(pool, hyperparameters)
    posterior.add(rows, ratings)
    posterior.remove(np.array(sorted(gone)))
    kept = np.setdiff1d(np.arange(12), sorted(gone))
    never.add(rows[kept], ratings[kept])
    np.testing.assert_array_equal(posterior.rows, never.rows)
    np.testing.assert_allclose(posterior.mean, never.mean, atol=2e-5)
    np.testing.assert_allclose(posterior.std, never.std, atol=2e-5)
    posterior.add(rows[:0], ratings[:0])
    np.testing.assert_allclose(posterior.covariance(rows, rows), never.covariance(rows, rows), atol=2e-5)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 100), min_size=1, max_size=11), st.booleans())
def test_removals_one_after_another(seed: int, places: list[int], compact: bool) -> None:
    pool = make_pool(seed)
    rows, ratings = make_ratings(seed, 12)
    posterior, never = (Posterior(pool, Hyperparameters(), compact=compact) for _ in range(2))
    posterior.add(rows, ratings)
    for place in places:
        posterior.remove(np.array([place % len(posterior.rows)]))
    never.add(posterior.rows, posterior.ratings)
    np.testing.assert_allclose(posterior.mean, never.mean, atol=2e-3 if compact else 2e-5)
    np.testing.assert_allclose(posterior.std, never.std, atol=1e-3 if compact else 2e-5)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("kernel", offered(), ids=str)
def test_undo_restores_what_was_there(kernel: Kernel, compact: bool) -> None:
    posterior = Posterior(make_pool(3), Hyperparameters(kernel, 0.3, 0.5), compact=compact)
    rows, ratings = make_ratings(3, 12)
    posterior.add(rows[:11], ratings[:11])
    mean, std = posterior.mean, posterior.std
    posterior.add(rows[11:], ratings[11:])
    posterior.remove(np.array([11]))
    np.testing.assert_allclose(posterior.mean, mean, atol=1e-7)
    np.testing.assert_allclose(posterior.std, std, atol=1e-7)


def test_revised_ratings_move_the_mean_only() -> None:
    pool = make_pool(4)
    rows, ratings = make_ratings(4, 12)
    posterior, fresh = Posterior(pool, Hyperparameters()), Posterior(pool, Hyperparameters())
    posterior.add(rows, ratings)
    posterior.replace_ratings(5.0 - ratings)
    fresh.add(rows, 5.0 - ratings)
    np.testing.assert_allclose(posterior.mean, fresh.mean, atol=2e-5)
    np.testing.assert_allclose(posterior.std, fresh.std, atol=2e-5)


def test_pool_order_does_not_matter() -> None:
    pool = make_pool(5)
    rows, ratings = make_ratings(5, 12)
    order = np.random.default_rng(0).permutation(N_GALAXIES)
    shuffled = Pool.standardised(pool.features[order])
    one, other = Posterior(pool, Hyperparameters()), Posterior(shuffled, Hyperparameters())
    one.add(rows, ratings)
    other.add(np.argsort(order)[rows], ratings)
    np.testing.assert_allclose(other.mean, one.mean[order], atol=2e-5)
    np.testing.assert_allclose(other.std, one.std[order], atol=2e-5)


def test_one_rating_by_hand() -> None:
    # Linear kernel, x = 1 and 2, no bias to speak of: k = x y; after rating 3 at x = 2 with noise 1,
    # the mean at 1 is 2 / (4 + 1) * 3 = 1.2 and the variance 1 - 2**2 / 5 = 0.2.
    pool = Pool(np.array([[1.0], [2.0]], dtype=np.float32))
    posterior = Posterior(pool, Hyperparameters(Linear(1.0, 1e-12), 1.0, 0.0))
    posterior.add(np.array([1]), np.array([3.0]))
    assert posterior.mean[0] == pytest.approx(1.2)
    assert posterior.std[0] ** 2 == pytest.approx(0.2)
    assert posterior.pulls(0) == pytest.approx([0.4])


def test_galaxies_without_a_vector_stay_unknown() -> None:
    vectors = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
    vectors[4, 1] = np.inf
    posterior = Posterior(Pool.standardised(vectors), Hyperparameters())
    posterior.add(np.array([1, 2]), np.array([5.0, 0.0]))
    assert np.flatnonzero(np.isnan(posterior.mean)).tolist() == [4]
    assert np.flatnonzero(np.isnan(posterior.std)).tolist() == [4]
    with pytest.raises(ValueError, match="4"):
        posterior.add(np.array([4]), np.array([1.0]))


def test_sixteen_bits_stay_within_their_bound() -> None:
    pool = make_pool(6)
    rows, ratings = make_ratings(6, 40)
    exact, compact = Posterior(pool, Hyperparameters()), Posterior(pool, Hyperparameters(), compact=True)
    for posterior in (exact, compact):
        posterior.add(rows[:20], ratings[:20])
        posterior.add(rows[20:], ratings[20:])
        posterior.remove(np.array([3, 39]))
    assert compact.n_bytes == exact.n_bytes // 2
    np.testing.assert_allclose(compact.mean, exact.mean, atol=2e-3)
    np.testing.assert_allclose(compact.std, exact.std, atol=1e-3)


def test_a_prior_of_its_own_is_learnt_on_top_of() -> None:
    """A process about a prior is that of the ratings less the prior, and the prior added again."""
    pool, hyperparameters = make_pool(9), Hyperparameters()
    prior = np.random.default_rng(9).uniform(0, 5, N_GALAXIES)
    prior[3] = np.nan
    known = np.where(np.isnan(prior), hyperparameters.mean, prior)
    rows, ratings = make_ratings(9, 12)
    posterior, plain = Posterior(pool, hyperparameters, prior=prior), Posterior(pool, hyperparameters)
    np.testing.assert_allclose(posterior.mean, known, rtol=1e-6)
    posterior.add(rows, ratings)
    plain.add(rows, ratings - known[rows] + hyperparameters.mean)
    np.testing.assert_allclose(posterior.mean, plain.mean + known - hyperparameters.mean, atol=1e-4)
    np.testing.assert_allclose(posterior.std, plain.std, atol=1e-6)
    posterior.remove(np.arange(6))
    posterior.replace_ratings(5 - ratings[6:])
    anew = Posterior(pool, hyperparameters, prior=prior)
    anew.add(rows[6:], 5 - ratings[6:])
    np.testing.assert_allclose(posterior.mean, anew.mean, atol=1e-4)
    pulls = posterior.pulls(0) @ (posterior.ratings - posterior.prior_mean(posterior.rows))
    assert known[0] + pulls == pytest.approx(float(posterior.mean[0]), abs=1e-4)


@pytest.mark.parametrize("compact", [False, True])
def test_a_page_of_ratings_moves_the_means_at_once_and_the_variances_when_asked(compact: bool) -> None:
    pool = make_pool(7)
    rows, ratings = make_ratings(7, 32)
    page, one_by_one = (Posterior(pool, Hyperparameters(), compact=compact) for _ in range(2))
    page.add(rows[:8], ratings[:8])
    before = page.std
    page.add(rows[8:], ratings[8:])
    for row, rating in zip(rows, ratings, strict=True):
        one_by_one.add(np.array([row]), np.array([rating]))
    atol = 2e-3 if compact else 2e-5
    assert not page.is_settled
    np.testing.assert_allclose(page.mean, one_by_one.mean, atol=atol)
    np.testing.assert_array_equal(page.std_bound, before)
    np.testing.assert_allclose(
        page.covariance(rows, rows), one_by_one.covariance(rows, rows), atol=1e-3 if compact else 2e-5
    )
    np.testing.assert_allclose(page.pulls(3), one_by_one.pulls(3), atol=atol)
    np.testing.assert_allclose(page.std, one_by_one.std, atol=1e-3 if compact else 2e-5)
    assert page.is_settled
    assert (page.std <= before + 1e-7).all()


def test_hundreds_of_ratings_at_once_are_those_ratings_in_pieces() -> None:
    vectors = np.random.default_rng(0).normal(size=(900, N_FEATURES)).astype(np.float32)
    pool, rows = Pool.standardised(vectors), np.arange(700)
    at_once, in_pieces = Posterior(pool, Hyperparameters()), Posterior(pool, Hyperparameters())
    at_once.add(rows, rows % 6)
    for some in (rows[:100], rows[100:650], rows[650:]):
        in_pieces.add(some, some % 6)
    np.testing.assert_allclose(at_once.mean, in_pieces.mean, atol=1e-4)
    np.testing.assert_allclose(at_once.std, in_pieces.std, atol=1e-4)


@pytest.mark.parametrize("length", [1.0, 30.0], ids=["near", "far beyond the exponential's range"])
@pytest.mark.parametrize("kernel", offered(), ids=str)
def test_weights_times_a_kernel_are_weights_times_its_covariance(kernel: Kernel, length: float) -> None:
    rng = np.random.default_rng(0)
    left, right, weights = rng.normal(size=(4, 3)), rng.normal(size=(7, 3)), rng.normal(size=(2, 4))
    left, right = length * left, length * right
    squares = [np.einsum("ij,ij->i", vectors, vectors) for vectors in (left, right)]
    np.testing.assert_allclose(
        kernel.combined(weights, left @ right.T, *squares),
        weights @ kernel.covariance(left @ right.T, *squares),
    )
