"""Lines of equal density."""

import numpy as np
import pytest

from gzlabel.atlas import PointIndex, View, density_contours
from gzlabel.atlas.contours import SHARES, _pieces

AROUND = View(-4.0, 4.0, -3.0, 3.0)


@pytest.fixture
def cloud() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(20_000, 2)).astype(np.float32)


def test_each_line_holds_its_share_of_a_round_cloud(cloud: np.ndarray) -> None:
    """Of a Gaussian the share q lies within sqrt(-2 ln(1 - q))."""
    lines = density_contours(PointIndex(cloud), AROUND)
    for share, pieces in zip(SHARES, lines, strict=True):
        radii = np.linalg.norm(pieces, axis=2)
        assert np.median(radii) == pytest.approx(np.sqrt(-2 * np.log(1 - share)), rel=0.12)


def test_lines_stay_where_they_are_when_the_view_moves(cloud: np.ndarray) -> None:
    index = PointIndex(cloud)
    moved = density_contours(index, AROUND.moved(0.5, 0.25))[2]
    assert np.median(np.linalg.norm(moved, axis=2)) == pytest.approx(np.sqrt(2 * np.log(2)), rel=0.12)


def test_what_the_cut_leaves_out_is_not_counted(cloud: np.ndarray) -> None:
    away = np.concatenate([cloud, cloud / 4 + (3.0, 0.0)]).astype(np.float32)
    kept = np.arange(len(away)) < len(cloud)
    innermost = density_contours(PointIndex(away), AROUND, kept)[-1]
    assert np.abs(innermost[..., 0]).max() < 1.0
    assert density_contours(PointIndex(away), AROUND)[-1][..., 0].mean() == pytest.approx(3.0, abs=0.2)


def test_few_galaxies_have_no_density() -> None:
    assert density_contours(PointIndex(np.zeros((99, 2), dtype=np.float32)), AROUND) == ()
    assert density_contours(PointIndex(np.full((5, 2), np.nan, dtype=np.float32)), AROUND) == ()


def test_the_line_around_one_cell_is_a_diamond() -> None:
    density = np.zeros((3, 3))
    density[1, 1] = 1.0
    ends = {tuple(end) for piece in _pieces(density, 0.5).tolist() for end in piece}
    assert ends == {(0.5, 1.0), (1.5, 1.0), (1.0, 0.5), (1.0, 1.5)}
