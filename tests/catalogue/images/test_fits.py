"""FITS in the shapes it is found in."""

import gzip

import numpy as np
import pyarrow as pa
import pytest
from astropy.io import fits
from astropy.wcs import WCS

from gzlabel.catalogue.images import FileImages
from gzlabel.errors import ImageError

VALUES = np.arange(12, dtype=np.float32).reshape(3, 4)


def one(path):
    """The only galaxy, in ``path`` (perhaps with ``[extension]``)."""
    from pathlib import Path

    return FileImages(Path(path).parent, pa.chunked_array([[Path(path).name]]))


def test_two_dimensions_come_with_the_last_row_on_top(tmp_path):
    fits.writeto(tmp_path / "a.fits", VALUES)
    picture = one(tmp_path / "a.fits").picture(0)
    assert picture.pixels[:, :, 0].tolist() == VALUES[::-1].tolist()
    assert picture.pixels.dtype == np.float32


def test_a_cube_is_three_bands_with_their_names(tmp_path):
    cube = np.stack([VALUES, VALUES * 2, VALUES * 3])
    header = fits.Header({"BANDS": "grz"})
    fits.writeto(tmp_path / "a.fits", cube, header)
    picture = one(tmp_path / "a.fits").picture(0)
    assert picture.bands == ("g", "r", "z")
    assert picture.pixels[2, 1].tolist() == [1.0, 2.0, 3.0]
    assert one(tmp_path / "a.fits").read(0).shape == (3, 4, 3)


def test_bands_may_be_named_one_by_one_or_not_at_all(tmp_path):
    header = fits.Header({"BAND0": "F606W", "BAND1": "F814W"})
    fits.writeto(tmp_path / "two.fits", np.zeros((2, 3, 4)), header)
    fits.writeto(tmp_path / "five.fits", np.zeros((5, 3, 4)))
    assert one(tmp_path / "two.fits").picture(0).bands == ("F606W", "F814W")
    assert one(tmp_path / "five.fits").picture(0).bands == ("A", "B", "C", "D", "E")
    assert one(tmp_path / "two.fits").read(0).shape == (3, 4, 3)


def test_outer_axes_of_one_are_ignored(tmp_path):
    fits.writeto(tmp_path / "a.fits", VALUES[None, None])
    assert one(tmp_path / "a.fits").picture(0).pixels.shape == (3, 4, 1)


def several_extensions(path):
    science = fits.ImageHDU(VALUES, name="SCI")
    other = fits.ImageHDU(VALUES + 100, name="G")
    table = fits.BinTableHDU.from_columns([fits.Column("x", "D", array=[1.0])], name="CAT")
    fits.HDUList([fits.PrimaryHDU(), table, science, other]).writeto(path)


def test_an_empty_primary_and_a_table_are_passed_over(tmp_path):
    several_extensions(tmp_path / "a.fits")
    assert one(tmp_path / "a.fits").picture(0).pixels[2, 0, 0] == 0.0


@pytest.mark.parametrize("extension", ["G", "3"])
def test_an_extension_is_chosen_by_name_or_number(tmp_path, extension):
    several_extensions(tmp_path / "a.fits")
    images = one(f"{tmp_path}/a.fits[{extension}]")
    assert images.picture(0).pixels[2, 0, 0] == 100.0
    assert images.missing().tolist() == []


def test_an_extension_that_is_not_there_is_told(tmp_path):
    several_extensions(tmp_path / "a.fits")
    with pytest.raises(ImageError, match=r"a\.fits.*no picture in extension WHT"):
        one(f"{tmp_path}/a.fits[WHT]").read(0)


def test_nan_and_infinite_pixels_are_drawn_black(tmp_path):
    values = VALUES.copy()
    values[0, 0], values[1, 1] = np.nan, np.inf
    fits.writeto(tmp_path / "a.fits", values)
    pixels = one(tmp_path / "a.fits").picture(0).pixels
    assert np.isnan(pixels[2, 0, 0])
    assert np.isnan(pixels[1, 1, 0])
    assert one(tmp_path / "a.fits").read(0)[2, 0].tolist() == [0, 0, 0]


@pytest.mark.parametrize("kind", ["uint8", "int16", "uint16", "int32", "float64"])
def test_every_number_type_keeps_its_values(tmp_path, kind):
    fits.writeto(tmp_path / "a.fits", VALUES.astype(kind))
    assert one(tmp_path / "a.fits").picture(0).pixels[0, 3, 0] == 11.0


def test_blank_integers_are_unmeasured(tmp_path):
    header = fits.Header({"BLANK": -99})
    values = VALUES.astype(np.int16)
    values[0, 0] = -99
    fits.writeto(tmp_path / "a.fits", values, header)
    assert np.isnan(one(tmp_path / "a.fits").picture(0).pixels[2, 0, 0])


def test_gzip_and_tile_compression(tmp_path):
    fits.writeto(tmp_path / "plain.fits", VALUES)
    (tmp_path / "a.fits.gz").write_bytes(gzip.compress((tmp_path / "plain.fits").read_bytes()))
    whole = np.arange(64 * 64, dtype=np.int32).reshape(64, 64)
    fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(whole, name="SCI")]).writeto(tmp_path / "b.fits.fz")
    assert one(tmp_path / "a.fits.gz").picture(0).pixels[0, 3, 0] == 11.0
    assert one(tmp_path / "b.fits.fz").picture(0).pixels[0, 63, 0] == 64 * 64 - 1


def test_thumbnails_average_blocks_and_leave_out_nan(tmp_path):
    values = np.ones((8, 8), dtype=np.float32)
    values[:2, :2] = [[3.0, np.nan], [np.nan, 5.0]]
    values[6:, 6:] = np.nan
    fits.writeto(tmp_path / "a.fits", values)
    pixels = one(tmp_path / "a.fits").picture(0, 4).pixels[:, :, 0]
    assert pixels.shape == (4, 4)
    assert pixels[3, 0] == 4.0
    assert np.isnan(pixels[0, 3])


@pytest.mark.parametrize("kept", [40, 2000, 2880 + 20])
def test_a_truncated_file_is_refused(tmp_path, kept):
    fits.writeto(tmp_path / "whole.fits", np.ones((64, 64)))
    (tmp_path / "a.fits").write_bytes((tmp_path / "whole.fits").read_bytes()[:kept])
    with pytest.raises(ImageError, match=r"a\.fits") as caught:
        one(tmp_path / "a.fits").read(0)
    assert caught.value.remedy


def test_a_header_that_claims_a_monster_is_refused(tmp_path):
    fits.writeto(tmp_path / "a.fits", VALUES)
    content = (tmp_path / "a.fits").read_bytes()
    claimed = content.replace(b"NAXIS1  =                    4", b"NAXIS1  =           4000000000")
    (tmp_path / "a.fits").write_bytes(claimed)
    with pytest.raises(ImageError, match="claims"):
        one(tmp_path / "a.fits").read(0)


def test_a_table_is_no_picture(tmp_path):
    columns = [fits.Column("x", "D", array=[1.0])]
    fits.HDUList([fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns)]).writeto(tmp_path / "a.fits")
    with pytest.raises(ImageError, match="open it as one"):
        one(tmp_path / "a.fits").read(0)


def sky_header(angle_deg: float, mirrored: bool = False) -> fits.Header:
    """Half an arcsec a pixel, north turned ``angle_deg`` counter-clockwise from the top."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval, wcs.wcs.crpix = [150.0, 60.0], [2.0, 2.0]
    cosine, sine = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    east = 1.0 if mirrored else -1.0
    turn = np.array([[east, 0.0], [0.0, 1.0]]) @ np.array([[cosine, sine], [-sine, cosine]])
    wcs.wcs.cd = turn * 0.5 / 3600
    return wcs.to_header()


@pytest.mark.parametrize("angle", [0.0, 30.0, 90.0, -120.0])
@pytest.mark.parametrize("mirrored", [False, True])
def test_scale_and_north_come_from_the_wcs(tmp_path, angle, mirrored):
    fits.writeto(tmp_path / "a.fits", VALUES, sky_header(angle, mirrored))
    scale = one(tmp_path / "a.fits").scale(0)
    assert scale.arcsec_per_px == pytest.approx(0.5, rel=1e-4)
    assert scale.arcsec_across == pytest.approx(2.0, rel=1e-4)
    assert scale.north_angle_deg == pytest.approx(angle, abs=0.01)
    assert scale.east_is_left is not mirrored


def test_a_cube_whose_third_axis_has_no_scale_still_has_a_sky(tmp_path):
    header = sky_header(0.0)
    header["CD1_1"], header["CD2_2"], header["CD1_2"], header["CD2_1"] = -1e-4, 1e-4, 0.0, 0.0
    for name in ("PC1_1", "PC2_2", "PC1_2", "PC2_1", "CDELT1", "CDELT2"):
        header.remove(name, ignore_missing=True)
    fits.writeto(tmp_path / "a.fits", np.zeros((3, 4, 4)), header)
    assert one(tmp_path / "a.fits").scale(0).arcsec_per_px == pytest.approx(0.36, rel=1e-4)


def test_without_a_wcs_no_scale_is_invented(tmp_path, paint):
    fits.writeto(tmp_path / "a.fits", VALUES)
    paint("a.jpg")
    assert one(tmp_path / "a.fits").scale(0) is None
    assert one(tmp_path / "a.jpg").scale(0) is None
