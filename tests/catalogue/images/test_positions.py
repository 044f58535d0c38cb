"""A catalogue of positions and one large image."""

import pickle

import numpy as np
import pyarrow as pa
import pytest
from astropy.io import fits
from astropy.wcs import WCS
from PIL import Image

from gzlabel.catalogue.images import Cutting, MosaicImages, open_images, resolve_images, save_images
from gzlabel.errors import ImageError


@pytest.fixture
def mosaic(tmp_path):
    """200 x 100 pixels of one arcsec; the pixel under RA 150, Dec 2 is (x, y) = (50, 40)."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval, wcs.wcs.crpix = [150.0, 2.0], [51.0, 41.0]
    wcs.wcs.cdelt = [-1.0 / 3600, 1.0 / 3600]
    values = np.zeros((100, 200), dtype=np.float32)
    values[40, 50] = 7.0
    fits.writeto(tmp_path / "field.fits", values, wcs.to_header())
    return tmp_path / "field.fits"


def test_positions_on_the_sky_are_cut_out(mosaic, tmp_path):
    table = pa.table({"ra": [150.0, 150.0, None, 10.0], "dec": [2.0, 2.0 - 38 / 3600, 2.0, 80.0]})
    images = resolve_images(table, "field.fits", tmp_path, range(4), cutting=Cutting(side_px=5))
    picture = images.picture(0).pixels[:, :, 0]
    assert picture.shape == (5, 5)
    assert picture[2, 2] == 7.0
    assert images.missing().tolist() == [2, 3]
    assert images.scale(3) is None
    with pytest.raises(ImageError, match="no position"):
        images.read(2)


def test_outside_the_mosaic_nothing_was_measured(mosaic):
    images = MosaicImages(mosaic, np.array([[-2, -1, 4]], dtype=np.int32))
    pixels = images.picture(0).pixels[:, :, 0]
    assert np.isnan(pixels[:, :2]).all()
    assert np.isnan(pixels[3]).all()
    assert (pixels[:3, 2:] == 0).all()


def test_a_box_beyond_the_mosaic_is_told(mosaic):
    images = MosaicImages(mosaic, np.array([[500, 0, 4]], dtype=np.int32))
    with pytest.raises(ImageError, match=r"field\.fits\[500:504, 0:4\]: the galaxy lies outside"):
        images.read(0)


def test_the_side_may_be_given_in_arcsec(mosaic, tmp_path):
    table = pa.table({"ra": [150.0], "dec": [2.0]})
    images = resolve_images(table, "field.fits", tmp_path, [1], cutting=Cutting(side_arcsec=21.0))
    assert images.picture(0).pixels.shape == (21, 21, 1)
    assert images.scale(0).arcsec_per_px == pytest.approx(1.0, rel=1e-4)


def test_positions_of_another_field_are_refused(mosaic, tmp_path):
    with pytest.raises(ImageError, match="none of the 1 positions lies in the mosaic"):
        resolve_images(pa.table({"ra": [10.0], "dec": [80.0]}), "field.fits", tmp_path, [1])


@pytest.mark.parametrize(("names", "first"), [(("x", "y"), 0), (("X_IMAGE", "Y_IMAGE"), 1)])
def test_pixel_positions_serve_where_there_is_no_sky(tmp_path, names, first):
    pixels = np.zeros((20, 30, 3), dtype=np.uint8)
    pixels[5, 12] = [1, 2, 3]
    Image.fromarray(pixels).save(tmp_path / "field.png")
    table = pa.table({names[0]: [12 + first], names[1]: [5 + first]})
    images = resolve_images(table, "field.png", tmp_path, [1], cutting=Cutting(side_px=3))
    assert images.read(0)[1, 1].tolist() == [1, 2, 3]
    assert images.scale(0) is None
    with_sky = table.append_column("ra", pa.array([150.0])).append_column("dec", pa.array([2.0]))
    assert (resolve_images(with_sky, "field.png", tmp_path, [1]).boxes == [[-19, -26, 64]]).all()


def test_a_picture_without_a_sky_cannot_place_sky_positions(tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "field.png")
    with pytest.raises(ImageError, match="no celestial world coordinates"):
        resolve_images(pa.table({"ra": [1.0], "dec": [2.0]}), "field.png", tmp_path, [1])
    with pytest.raises(ImageError, match="no positions to cut"):
        resolve_images(pa.table({"id": [1]}), "field.png", tmp_path, [1])


def test_eight_bit_fits_is_measured_like_any_other(tmp_path):
    fits.writeto(tmp_path / "field.fits", np.arange(16, dtype=np.uint8).reshape(4, 4))
    images = MosaicImages(tmp_path / "field.fits", np.array([[0, 0, 4]], dtype=np.int32))
    assert images.picture(0).pixels.dtype == np.float32
    assert images.picture(0).pixels[0, 0, 0] == 12
    assert images.read(0).flags["C_CONTIGUOUS"]


def test_digests_follow_the_pixels(mosaic):
    images = MosaicImages(mosaic, np.array([[48, 38, 5], [0, 0, 5], [5, 0, 5], [0, 0, 0]], dtype=np.int32))
    assert images.digest(1) == images.digest(2) != images.digest(0)
    assert images.digest(3) == ""


def test_a_large_mosaic_stays_where_it_is(mosaic, tmp_path, monkeypatch):
    monkeypatch.setattr("gzlabel.catalogue.images.mosaic.TRAVELS_BYTES", 10)
    (tmp_path / "w").mkdir()
    save_images(MosaicImages(mosaic, np.array([[48, 38, 5]], dtype=np.int32)), tmp_path / "w")
    opened = open_images(tmp_path / "w")
    assert opened.path == mosaic
    assert opened.picture(0).pixels[2, 2, 0] == 7.0


def test_another_process_opens_the_mosaic_itself(mosaic):
    images = MosaicImages(mosaic, np.array([[48, 38, 5]], dtype=np.int32))
    images.read(0)
    sent = pickle.dumps(images)
    assert len(sent) < 5000
    assert pickle.loads(sent).picture(0).pixels[2, 2, 0] == 7.0


def test_pictures_past_the_limit_of_one_galaxy_open_as_mosaics(tmp_path, monkeypatch):
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", 10)
    for name in ("a.png", "a.jpg", "a.tif"):
        Image.new("RGB", (20, 20), (5, 5, 5)).save(tmp_path / name)
        assert MosaicImages(tmp_path / name, np.array([[0, 0, 4]], dtype=np.int32)).read(0).shape == (4, 4, 3)
    monkeypatch.setattr("gzlabel.catalogue.images.mosaic_file.MAX_MOSAIC_PIXELS", 399)
    with pytest.raises(ImageError, match="uncompressed FITS"):
        MosaicImages(tmp_path / "a.png", np.ones((1, 3), dtype=np.int32)).read(0)


def test_a_mosaic_that_is_not_there_leaves_every_galaxy_missing(tmp_path):
    images = MosaicImages(tmp_path / "gone.fits", np.ones((3, 3), dtype=np.int32))
    assert images.missing().tolist() == [0, 1, 2]
    with pytest.raises(ImageError, match="no such mosaic"):
        images.read(0)


@pytest.mark.parametrize("content", [b"", b"no picture", b"SIMPLE  =                    T"])
def test_a_broken_mosaic_is_told(tmp_path, content):
    (tmp_path / "field.fits").write_bytes(content)
    with pytest.raises(ImageError, match=r"field\.fits"):
        MosaicImages(tmp_path / "field.fits", np.ones((1, 3), dtype=np.int32)).read(0)
