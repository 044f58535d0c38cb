import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.atlas.placement import place_on_grid, place_thumbnails, without_overlap
from gzlabel.atlas.view import View

VIEW = View(0.0, 10.0, 0.0, 10.0)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 999), n_galaxies=st.integers(0, 400))
def test_thumbnails_never_overlap(seed: int, n_galaxies: int) -> None:
    positions = np.random.default_rng(seed).uniform(-1, 11, size=(n_galaxies, 2)).astype(np.float32)
    placed = place_thumbnails(positions, VIEW, 400, 400, 40)
    gaps = np.abs(placed.centres[:, None] - placed.centres[None]).max(axis=2)
    np.fill_diagonal(gaps, 1e9)
    assert gaps.min(initial=1e9) >= 40
    assert VIEW.contains(positions[placed.rows]).all()


def test_the_most_important_galaxy_is_always_placed() -> None:
    positions = np.random.default_rng(0).uniform(0, 10, size=(500, 2)).astype(np.float32)
    priority = np.arange(500, dtype=float)
    assert 499 in place_thumbnails(positions, VIEW, 300, 300, 60, priority).rows


def test_each_cell_shows_the_galaxy_nearest_to_its_centre() -> None:
    positions = np.array([[2.0, 8.0], [2.4, 7.6], [9.0, 1.0], [np.nan, 1.0]], np.float32)
    assert place_on_grid(positions, VIEW, 2, 2).tolist() == [[1, -1], [-1, 2]]


def test_a_label_yields_to_those_before_it() -> None:
    centres = np.array([[0, 0], [5, 0], [11, 0], [0, 6]], np.float32)
    sizes = np.array([[10, 5]] * 4, np.float32)
    assert list(without_overlap(centres, sizes)) == [0, 2, 3]
