"""Galaxies found in a mosaic."""

import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS
from PIL import Image

from gzlabel.catalogue.images import detect_sources, hubble_deep_field
from gzlabel.errors import ImageError
from gzlabel.progress import Step
from tests.catalogue.images.conftest import blobs

CENTRES = [(30.0, 40.0), (100.0, 20.0), (70.0, 90.0)]


@pytest.fixture
def field(tmp_path):
    """A FITS field of three galaxies, 0.5 arcsec a pixel around RA 150, Dec 2."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = [150.0, 2.0]
    wcs.wcs.crpix = [31.0, 41.0]
    wcs.wcs.cdelt = [-0.5 / 3600, 0.5 / 3600]
    path = tmp_path / "field.fits"
    fits.writeto(path, blobs(CENTRES, (120, 130)), wcs.to_header())
    return path


def test_every_galaxy_is_found_where_it_is(field):
    table, images = detect_sources(field)
    found = sorted(zip(table["x"].to_pylist(), table["y"].to_pylist(), strict=True))
    assert np.allclose(found, sorted(CENTRES), atol=0.2)
    assert images.n_galaxies == 3


def test_sizes_are_measured(field):
    table, _ = detect_sources(field)
    radii = np.array(table["half_light_radius"].to_pylist())
    assert np.allclose(radii, 2.0 * np.sqrt(2 * np.log(2)), rtol=0.08)  # of a round Gaussian: 1.1774 sigma
    assert max(table["ellipticity"].to_pylist()) < 0.1


def test_positions_come_from_the_wcs(field):
    table, _ = detect_sources(field)
    first = min(range(3), key=lambda row: table["x"][row].as_py())
    assert table["ra"][first].as_py() == pytest.approx(150.0, abs=1e-4)
    assert table["dec"][first].as_py() == pytest.approx(2.0, abs=1e-4)


def test_without_a_wcs_there_are_no_positions(tmp_path):
    fits.writeto(tmp_path / "plain.fits", blobs(CENTRES, (120, 130)))
    table, _ = detect_sources(tmp_path / "plain.fits")
    assert not {"ra", "dec"} & set(table.column_names)


def test_cutouts_hold_the_galaxy_and_grow_with_it(tmp_path):
    values = blobs([(40.0, 40.0)], (128, 128)) + blobs([(95.0, 95.0)], (128, 128), sigma=6.0) - 10
    Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)).save(tmp_path / "field.png")
    table, images = detect_sources(tmp_path / "field.png")
    sides = dict(zip(np.round(table["x"].to_numpy()).astype(int), images.boxes[:, 2], strict=True))
    assert sides[95] > 1.5 * sides[40]
    for row in range(2):
        cutout = images.read(row)[:, :, 0]
        peak = np.unravel_index(cutout.argmax(), cutout.shape)
        assert np.allclose(peak, (np.array(cutout.shape) - 1) / 2, atol=2.0)


def test_unmeasured_pixels_are_no_galaxies(tmp_path):
    values = blobs(CENTRES, (120, 130))
    values[80:100, 60:80] = np.nan
    fits.writeto(tmp_path / "holed.fits", values)
    table, _ = detect_sources(tmp_path / "holed.fits")
    assert table.num_rows == 2


def test_an_empty_field_says_what_to_change(tmp_path):
    fits.writeto(tmp_path / "sky.fits", blobs([], (64, 64)))
    with pytest.raises(ImageError, match="Lower the detection threshold"):
        detect_sources(tmp_path / "sky.fits", threshold=8)


@pytest.mark.parametrize("threshold", [0.0, -1.0, float("nan")])
def test_a_threshold_must_be_positive(field, threshold):
    with pytest.raises(ImageError, match="not positive"):
        detect_sources(field, threshold=threshold)


def test_a_picture_smaller_than_a_background_mesh_is_searched(tmp_path):
    fits.writeto(tmp_path / "small.fits", blobs([(10.0, 11.0)], (24, 24)))
    table, images = detect_sources(tmp_path / "small.fits", background_px=8)
    assert table.num_rows >= 1
    assert images.read(0).ndim == 3


def test_columns_are_described(field):
    table, _ = detect_sources(field)
    assert table.schema.field("ra").metadata[b"unit"] == b"deg"
    assert table.schema.field("half_light_radius").metadata[b"unit"] == b"pixel"
    assert all(column.metadata[b"description"] for column in table.schema)


def test_the_deep_field_that_is_installed_holds_well_over_a_thousand():
    steps: list[Step] = []
    table, images = detect_sources(hubble_deep_field(), report=steps.append)
    assert 1200 <= table.num_rows <= 1900
    assert table["id"].to_pylist() == list(range(1, table.num_rows + 1))
    assert {"blue_green", "green_red", "concentration"} <= set(table.column_names)
    assert "ra" not in table.column_names
    assert steps[-1].fraction == 1.0
    assert all(images.read(row, 64).ndim == 3 for row in range(0, table.num_rows, 50))
