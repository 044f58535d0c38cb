import numpy as np
import pytest

from gzlabel.atlas.colours import COLOUR_MAPS, NO_VALUE
from gzlabel.atlas.paint import dot_width
from gzlabel.atlas.raster import raster
from gzlabel.atlas.view import View

VIEW = View(0.0, 4.0, 0.0, 2.0)


def test_a_galaxy_is_drawn_in_its_pixel_with_y_upwards() -> None:
    picture = raster(np.array([[0.5, 1.5]], np.float32), np.array([1.0]), VIEW, 4, 2, limits=(0, 1), dot_px=1)
    assert picture.shape == (2, 4, 4)
    assert picture[0, 0, 3] > 0
    assert np.count_nonzero(picture[..., 3]) == 1
    assert tuple(picture[0, 0, :3]) == tuple(COLOUR_MAPS["viridis"][255])


def test_a_pixel_shows_the_mean_of_its_galaxies() -> None:
    positions = np.array([[0.2, 0.2], [0.8, 0.8]], np.float32)
    picture = raster(positions, np.array([0.0, 1.0]), VIEW, 4, 2, limits=(0.0, 1.0), dot_px=1)
    assert tuple(picture[1, 0, :3]) == tuple(COLOUR_MAPS["viridis"][127])


def test_more_galaxies_are_more_opaque() -> None:
    positions = np.array([[0.5, 0.5]] + [[1.5, 0.5]] * 50, np.float32)
    alpha = raster(positions, np.ones(51), VIEW, 4, 2, dot_px=1)[1, :2, 3]
    assert 0 < alpha[0] < alpha[1]
    assert alpha[1] >= 254


def test_galaxies_without_a_value_are_grey_and_change_no_mean() -> None:
    positions = np.array([[0.5, 0.5], [0.5, 0.5], [1.5, 0.5]], np.float32)
    picture = raster(positions, np.array([1.0, np.nan, np.nan]), VIEW, 4, 2, limits=(0.0, 1.0), dot_px=1)
    assert tuple(picture[1, 0, :3]) == tuple(COLOUR_MAPS["viridis"][255])
    assert tuple(picture[1, 1, :3]) == tuple(NO_VALUE)


def test_colours_are_averaged_too() -> None:
    positions = np.array([[0.5, 0.5], [0.5, 0.5]], np.float32)
    colours = np.array([[200, 0, 0], [0, 100, 0]], np.uint8)
    assert tuple(raster(positions, colours, VIEW, 4, 2, dot_px=1)[1, 0, :3]) == (100, 50, 0)


def test_galaxies_without_a_place_or_out_of_view_are_left_out() -> None:
    positions = np.array([[np.nan, np.nan], [4.0, 1.0], [-0.1, 1.0], [1.0, 2.1]], np.float32)
    assert raster(positions, np.ones(4), VIEW, 4, 2)[..., 3].max() == 0


def test_wide_dots_cover_their_neighbours() -> None:
    picture = raster(np.array([[2.5, 2.5]], np.float32), np.ones(1), View(0, 5, 0, 5), 5, 5, dot_px=3)
    assert np.count_nonzero(picture[..., 3]) == 9
    assert np.count_nonzero(picture[1:4, 1:4, 3]) == 9


@pytest.mark.parametrize(
    ("n_visible", "width"), [(10_000_000, 1), (250_000, 1), (10_000, 5), (10, 7), (0, 7)]
)
def test_fewer_galaxies_are_wider(n_visible: int, width: int) -> None:
    assert dot_width(n_visible, 1200 * 900) == width
