import numpy as np
import pytest

from gzlabel.atlas import point_layer
from gzlabel.atlas.colours import COLOUR_MAPS
from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.point_layer import PointLayer
from gzlabel.atlas.view import View


@pytest.fixture
def positions() -> np.ndarray:
    return np.random.default_rng(0).uniform(0, 10, size=(2000, 2)).astype(np.float32)


def test_cells_and_points_show_the_same_map(positions: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    index, values = PointIndex(positions), (positions[:, 0] > 5).astype(np.float32)
    view = View(0.0, 10.0, 0.0, 10.0)
    by_points = PointLayer(index, values).draw(view, 64, 64, dot_px=1)
    monkeypatch.setattr(point_layer, "_MANY_POINTS", 10)
    by_cells = PointLayer(index, values).draw(view, 64, 64)
    left, right = COLOUR_MAPS["viridis"][0], COLOUR_MAPS["viridis"][255]
    for picture in (by_points, by_cells):
        filled = picture[..., 3] > 0
        assert (picture[:, :30][filled[:, :30]][:, :3] == left).all()
        assert (picture[:, 34:][filled[:, 34:]][:, :3] == right).all()


def test_no_galaxy_is_lost_between_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(point_layer, "_MANY_POINTS", 0)
    positions = np.random.default_rng(1).uniform(size=(40, 2)).astype(np.float32)
    index = PointIndex(positions)
    view = View.around(positions)
    picture = PointLayer(index, np.ones(40)).draw(view, 150, 150)
    pixels = np.clip(view.to_pixels(positions, 150, 150).astype(int), 1, 148)
    assert all(picture[row - 1 : row + 2, column - 1 : column + 2, 3].max() > 0 for column, row in pixels)


def test_a_view_beside_the_map_is_empty(positions: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(point_layer, "_MANY_POINTS", 0)
    layer = PointLayer(PointIndex(positions), np.ones(2000))
    assert layer.draw(View(20.0, 30.0, 20.0, 30.0), 40, 30).max() == 0


@pytest.mark.parametrize("many", [0, 10_000])
def test_hidden_galaxies_are_not_drawn(
    positions: np.ndarray, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(point_layer, "_MANY_POINTS", many)
    shown = positions[:, 0] < 5
    view = View(0.0, 10.0, 0.0, 10.0)
    for values in (np.ones(2000), np.full((2000, 3), 90, np.uint8)):
        picture = PointLayer(PointIndex(positions), values, shown=shown).draw(view, 64, 64)
        assert picture[:, :30, 3].max() > 0
        assert picture[:, 37:, 3].max() == 0
