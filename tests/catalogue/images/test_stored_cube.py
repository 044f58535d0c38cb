"""A large FITS image is read where it is looked at; one that is cut or gone is a sentence, not the end."""

import os
from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits

from gzlabel.catalogue.images import MosaicImages, stored_cube
from gzlabel.catalogue.images.detect import detect_sources
from gzlabel.catalogue.images.mosaic_file import open_mosaic
from gzlabel.catalogue.images.stored_cube import StoredCube
from gzlabel.errors import ImageError
from tests.catalogue.images.conftest import blobs

BOXES = np.array([[1, 2, 4], [20, 30, 8]], dtype=np.int32)


@pytest.fixture
def values() -> np.ndarray:
    """Two bands of 40 rows and 30 columns, each value another."""
    return np.arange(2 * 40 * 30, dtype=np.float32).reshape(2, 40, 30)


@pytest.fixture
def path(tmp_path: Path, values: np.ndarray) -> Path:
    fits.writeto(tmp_path / "field.fits", values)
    return tmp_path / "field.fits"


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int16, np.int32])
@pytest.mark.parametrize("short_row", [0, 32_768])
def test_what_is_looked_at_is_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: np.ndarray, kind: type, short_row: int
) -> None:
    monkeypatch.setattr(stored_cube, "_SHORT_ROW_BYTES", short_row)
    fits.writeto(tmp_path / "field.fits", values.astype(kind))
    pixels, expected = open_mosaic(tmp_path / "field.fits").pixels, np.moveaxis(values.astype(kind), 0, 2)
    assert isinstance(pixels, StoredCube)
    assert (pixels.shape, pixels.dtype.newbyteorder("=")) == ((40, 30, 2), kind)
    for rows in (slice(None), slice(3, 17), slice(39, 80), slice(5, 5)):
        for columns in (slice(None), slice(4, 5), slice(20, 90)):
            np.testing.assert_array_equal(pixels[rows, columns], expected[rows, columns])
            np.testing.assert_array_equal(pixels[rows, columns, 1], expected[rows, columns, 1])
    assert pixels[:, :].dtype.isnative


def test_two_dimensions_and_dimensions_of_one_are_pictures_too(tmp_path: Path, values: np.ndarray) -> None:
    fits.writeto(tmp_path / "plane.fits", values[0])
    fits.writeto(tmp_path / "deep.fits", values[None, None])
    assert open_mosaic(tmp_path / "plane.fits").pixels.shape == (40, 30, 1)
    np.testing.assert_array_equal(open_mosaic(tmp_path / "deep.fits").pixels[:, :, 1], values[1])


@pytest.mark.parametrize("how", ["bytes", "scaled"])
def test_what_needs_work_is_read_at_once(tmp_path: Path, how: str) -> None:
    hdu = fits.PrimaryHDU(np.arange(12, dtype=np.uint8).reshape(3, 4))
    if how == "scaled":
        hdu.header["BSCALE"], hdu.header["BZERO"] = 2.0, 1.0
    hdu.writeto(tmp_path / "field.fits")
    pixels = open_mosaic(tmp_path / "field.fits").pixels
    assert isinstance(pixels, np.ndarray)
    expected = np.arange(12).reshape(3, 4)
    np.testing.assert_array_equal(pixels[:, :, 0], 2 * expected + 1 if how == "scaled" else expected)


def test_an_image_that_is_cut_or_gone_while_it_is_open_is_a_sentence(path: Path) -> None:
    images = MosaicImages(path, BOXES)
    before = images.picture(1).pixels
    whole = path.read_bytes()
    os.truncate(path, 6000)
    with pytest.raises(
        ImageError, match=r"field\.fits: the image was removed or cut short.*Connect its drive"
    ):
        images.picture(1)
    assert images.digest(1) == ""
    path.unlink()
    with pytest.raises(ImageError, match="No such file"):
        images.picture(1)
    path.write_bytes(whole)
    np.testing.assert_array_equal(images.picture(1).pixels, before)


def test_galaxies_are_found_across_the_blocks_that_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits.writeto(tmp_path / "field.fits", np.stack([blobs([(40, 30), (90, 64)], (128, 128))] * 2))
    at_once, _ = detect_sources(tmp_path / "field.fits")
    monkeypatch.setattr("gzlabel.catalogue.images.detect._ROWS_AT_ONCE", 31)
    assert detect_sources(tmp_path / "field.fits")[0].equals(at_once)
    assert at_once.num_rows == 2
