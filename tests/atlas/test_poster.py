from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gzlabel.atlas.poster import compose_poster, square_thumbnail, write_picture
from gzlabel.errors import AtlasError, ImageError


def image_of(row: int, size: int) -> np.ndarray:
    if row == 1:
        raise ImageError("broken")
    return np.full((size, size + 10, 3), 50 * (row + 1), np.uint8)


def test_each_galaxy_lies_where_it_is_on_the_map() -> None:
    positions = np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]], np.float32)
    poster = compose_poster(positions, image_of, n_columns=2, thumbnail_px=8, background=(1, 2, 3))
    assert poster.shape == (16, 16, 3)
    assert (poster[:8, :8] == 50).all()
    assert (poster[:8, 8:] == (1, 2, 3)).all()
    assert (poster[8:, 8:] == 150).all()


def test_the_middle_square_is_taken() -> None:
    wide = np.zeros((4, 12, 3), np.uint8)
    wide[:, 4:8] = 200
    thumbnail = square_thumbnail(lambda row, size: wide, 0, 4)
    assert thumbnail is not None
    assert (thumbnail == 200).all()


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_writes_pictures(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"atlas{suffix}"
    write_picture(np.zeros((20, 30, 3), np.uint8), path)
    if suffix == ".png":
        with Image.open(path) as picture:
            assert picture.size == (30, 20)
    assert path.stat().st_size > 0


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"\.png or \.pdf"):
        write_picture(np.zeros((2, 2, 3), np.uint8), tmp_path / "atlas.bmp")
    assert list(tmp_path.iterdir()) == []
