"""How long a key press takes: ratings in, the posterior over all galaxies and the next page out.

A page of ratings moves the mean of every galaxy, from which the next page is chosen exactly; the standard
deviations of all galaxies, which that page needs only where its acquisition goes by them, follow when they are
asked for. Both are timed: ``page_ms`` up to means and page, ``settled_ms`` up to the last standard deviation.
Everything is measured within one run, against scikit-learn's regressor doing the same work and against the
time that merely reading the bytes takes on this machine.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Search
from gzlabel.interest.kernels import RBF, Anchored, Constant, Sum
from gzlabel.interest.sweep import sweep

_REPEATS = 9
_SAMPLE = 10_000
_CHECKED = 500
_READ_BYTES = 2**30
_READ_AT_ONCE = 65_536

Milliseconds = dict[str, float]


def run(galaxies: int = 243_434, dimensions: int = 100, labels: int = 400, page: int = 24) -> dict[str, Any]:
    """Rate in a made-up catalogue and report how long it took.

    Returns
    -------
    dict
        ``rating_ms``, ``page_ms`` and ``undo_ms``, each with ``median`` and ``p95``: from one rating (a page
        of them; one taken back) to the next page chosen, the mean of every galaxy known, and for one rating
        its standard deviation too. ``settled_ms``: of a page, to the standard deviation of every galaxy.
        ``sklearn_ms``: refitting scikit-learn's regressor
        at the same hyperparameters and predicting all galaxies, measured on ``sklearn_sample`` of them and
        scaled up. ``speedup``: of one rating over that. ``floor_ms``: reading once the bytes a page needs.
        ``page_over_floor``, ``settled_over_floor``. ``peak_gb``: most memory held, the floor's own
        left out. ``max_error``: of mean and standard deviation, on a sample, against a solution in double
        precision.
    """
    features = _features(galaxies, dimensions)
    rng = np.random.default_rng(1)
    rows = rng.choice(galaxies, labels + page + _REPEATS, replace=False)
    ratings = np.where(rng.random(len(rows)) < 0.1, 5.0, 0.0)
    search = Search(features)
    search.set_labels(rows[:labels], ratings[:labels])
    search.next_page(page)
    _ = search.std  # worked out while the person looks at the first page

    def look(n_rated: int) -> float:
        return _milliseconds(lambda: _look(search, rows[:n_rated], ratings[:n_rated], page))

    rating = [look(labels + done) for done in range(1, _REPEATS + 1)]
    undo = [look(labels + done) for done in reversed(range(_REPEATS))]
    look(labels + page), look(labels)
    peak_gb = _peak_gb()
    read = _reader(search, features, labels)
    # each page beside its floor, so that whatever else the machine does slows both
    rounds = [
        (look(labels + page), _milliseconds(lambda: search.std), _milliseconds(read), look(labels))
        for _ in range(_REPEATS)
    ]
    at_once, floors = [one[0] for one in rounds], [one[2] for one in rounds]
    settled = [one[0] + one[1] for one in rounds]
    floor = float(np.median(floors))
    error = _max_error(search)
    return {
        "galaxies": galaxies,
        "dimensions": dimensions,
        "labels": labels,
        "page": page,
        "rating_ms": _summary(rating),
        "page_ms": _summary(at_once),
        "settled_ms": _summary(settled),
        "undo_ms": _summary(undo),
        **_against_scikit_learn(search, float(np.median(rating))),
        "floor_ms": floor,
        "page_over_floor": float(np.median(at_once)) / floor,
        "settled_over_floor": float(np.median(settled)) / floor,
        "peak_gb": peak_gb,
        "max_error": error,
    }


def _against_scikit_learn(search: Search, rating_ms: float) -> dict[str, float]:
    galaxies = search.pool.n_galaxies
    sample = min(galaxies, _SAMPLE)
    theirs = _scikit_learn(search, sample) * galaxies / sample
    return {"sklearn_ms": theirs, "sklearn_sample": sample, "speedup": theirs / rating_ms}


def _features(galaxies: int, dimensions: int) -> NDArray[np.float32]:
    """Normal vectors whose variances fall like those of principal components."""
    rng = np.random.default_rng(0)
    spread = (np.arange(1, dimensions + 1) ** -0.5).astype(np.float32)
    features = np.empty((galaxies, dimensions), dtype=np.float32)
    for start in range(0, galaxies, 65_536):
        block = features[start : start + 65_536]
        rng.standard_normal(out=block, dtype=np.float32)
        block *= spread
    return features


def _look(search: Search, rows: NDArray[np.int64], ratings: NDArray[np.float64], page: int) -> None:
    search.set_labels(rows, ratings)
    search.next_page(page)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def _summary(times: list[float]) -> Milliseconds:
    return {"median": float(np.median(times)), "p95": float(np.quantile(times, 0.95))}


def _reader(search: Search, features: NDArray[np.float32], n_rows: int) -> Callable[[], None]:
    """Reads once, on every core, as many bytes as features and cross-covariance have.

    The rows are other memory than the search's, of at most `_READ_BYTES`: read again from their beginning where
    the search has more, and never twice in succession, which a cache would answer.
    """
    per_row = search.cross_covariance_bytes // max(1, len(search.rows))
    held = max(1, min(n_rows, _READ_BYTES // per_row))
    slab = np.ones((held, len(features)), dtype=np.int16 if per_row < 4 * len(features) else np.float32)

    def read_features(block: slice) -> None:
        features[block].max()

    def read() -> None:
        sweep(read_features, search.pool.blocks(_READ_AT_ONCE))
        for start in range(0, n_rows, held):
            rows = slab[: n_rows - start]
            sweep(partial(_read_columns, rows), search.pool.blocks(_READ_AT_ONCE))

    return read


def _read_columns(rows: NDArray[Any], block: slice) -> None:
    rows[:, block].max()


def _scikit_learn(search: Search, sample: int) -> float:
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process import kernels as theirs

    model = search.hyperparameters
    match model.kernel:
        case Anchored(
            base=Sum(parts=(Constant(variance=level), RBF(variance=variance, length_scale=length))),
            anchor_variance=anchor,
        ):
            kernel = theirs.ConstantKernel(level) + theirs.ConstantKernel(variance) * theirs.RBF(length)
        case _:
            raise ValueError("the benchmark compares the default kernel only")
    # The anchor is a rating of the prior mean at the pool's centre.
    vectors = np.pad(search.pool.vectors(search.rows).astype(np.float64), ((1, 0), (0, 0)))
    residuals = np.append(0.0, search.ratings - model.mean)
    noise = np.append(anchor, np.full(len(search.rows), model.noise_variance))
    others = search.pool.vectors(slice(0, sample)).astype(np.float64)
    regressor = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None)

    def refit() -> None:
        regressor.fit(vectors, residuals).predict(others, return_std=True)

    return min(_milliseconds(refit) for _ in range(3))


def _max_error(search: Search) -> float:
    """Against a direct solution in double precision, on a sample of galaxies."""
    model = search.hyperparameters
    rated = search.pool.vectors(search.rows).astype(np.float64)
    some = np.linspace(0, search.pool.n_galaxies - 1, _CHECKED).astype(np.int64)
    others = search.pool.vectors(some).astype(np.float64)
    squares = [np.einsum("ij,ij->i", vectors, vectors) for vectors in (rated, others)]
    gram = model.kernel.covariance(rated @ rated.T, squares[0], squares[0])
    gram += model.noise_variance * np.eye(len(rated))
    cross = model.kernel.covariance(rated @ others.T, squares[0], squares[1])
    weights = np.linalg.solve(gram, cross)
    mean = model.mean + weights.T @ (search.ratings - model.mean)
    variance = model.kernel.variance_of(squares[1]) - np.einsum("ij,ij->j", weights, cross)
    std = np.sqrt(np.maximum(variance, 0.0))
    return float(max(abs(search.mean[some] - mean).max(), abs(search.std[some] - std).max()))


def _peak_gb() -> float:
    """Most memory this process has held, in gigabytes; NaN where the system does not say."""
    try:
        import resource
    except ImportError:
        return float("nan")
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
