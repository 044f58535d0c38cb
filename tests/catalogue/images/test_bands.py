"""One file a band."""

import numpy as np
import pyarrow as pa
import pytest
from astropy.io import fits

from gzlabel.catalogue.images import BandImages, open_images, resolve_images, save_images
from gzlabel.errors import ImageError


@pytest.fixture
def images(tmp_path):
    """Galaxy a in both bands, b in g only, c in neither, d in two sizes."""
    for name, shape in (("a_g", (4, 4)), ("a_r", (4, 4)), ("b_g", (4, 4)), ("d_g", (4, 4)), ("d_r", (4, 5))):
        fits.writeto(tmp_path / f"{name}.fits", np.full(shape, 1.0 if name.endswith("g") else 2.0))
    table = pa.table({"name": ["a", "b", "c", "d"]})
    return resolve_images(table, "{name}_{band:g, r}.fits", tmp_path, ["a", "b", "c", "d"])


def test_bands_are_put_together(images):
    assert isinstance(images, BandImages)
    picture = images.picture(0)
    assert picture.bands == ("g", "r")
    assert picture.pixels[0, 0].tolist() == [1.0, 2.0]


def test_a_band_that_is_not_there_was_not_measured(images):
    assert np.isnan(images.picture(1).pixels[:, :, 1]).all()
    assert images.read(1).shape == (4, 4, 3)


def test_a_galaxy_without_any_band_is_missing(images):
    assert images.missing().tolist() == [2]
    with pytest.raises(ImageError, match="none of the bands g, r"):
        images.read(2)


def test_bands_of_different_sizes_are_refused(images):
    with pytest.raises(ImageError, match=r"g 4 x 4, r 5 x 4 pixels"):
        images.read(3)


def test_a_workspace_keeps_them(images, tmp_path):
    (tmp_path / "w").mkdir()
    save_images(images, tmp_path / "w")
    opened = open_images(tmp_path / "w")
    assert opened.picture(0).pixels[0, 0].tolist() == [1.0, 2.0]
    assert opened.digest(0) == images.digest(0) != opened.digest(1)
    assert opened.digest(2) == ""
