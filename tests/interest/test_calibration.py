"""Whether intervals hold what they promise."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.interest import Search
from gzlabel.reduction import Reduction


def coverage(search: Search, ratings: np.ndarray, share: float) -> float:
    others = np.setdiff1d(np.arange(len(ratings)), search.rows)
    low, high = search.interval(others, share)
    return float(((low <= ratings[others]) & (ratings[others] <= high)).mean())


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_intervals_hold_on_skewed_ratings(share: float) -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(4000, 5)).astype(np.float32)
    ratings = np.clip(vectors[:, 0] + vectors[:, 1] ** 2 + 0.5 * rng.standard_normal(4000), 0.0, 5.0)
    search = Search(vectors)
    rated = rng.choice(4000, 250, replace=False)
    search.set_labels(rated, ratings[rated])
    assert coverage(search, ratings, share) == pytest.approx(share, abs=0.05)


@pytest.mark.real
@pytest.mark.parametrize("column", ["visible_dust", "perturbation"])
def test_intervals_hold_on_real_galaxies(real_data: Path, column: str) -> None:
    vectors = np.load(real_data / "efigi" / "mobilenetv2_features.npy").astype(np.float32)
    features = Reduction.fit(vectors, 100).transform(vectors)
    table = np.genfromtxt(
        real_data / "efigi" / "tasks.csv", delimiter=",", names=True, dtype=None, encoding=None
    )
    ratings = np.floor(5.0 * np.maximum(table[column], 0.0) + 0.5)
    search = Search(features)
    rated = np.random.default_rng(0).choice(len(ratings), 300, replace=False)
    search.set_labels(rated, ratings[rated])
    for share in (0.5, 0.9):
        assert coverage(search, ratings, share) == pytest.approx(share, abs=0.05)


def test_before_any_rating_the_interval_is_normal() -> None:
    search = Search(np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32))
    low, high = search.interval(np.array([0]), 0.9)
    assert low[0] == 0.0
    spread = np.sqrt(search.std[0] ** 2 + search.hyperparameters.noise_variance)
    assert high[0] == pytest.approx(search.mean[0] + 1.6449 * spread, abs=1e-3)
