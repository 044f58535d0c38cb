"""Whatever the bytes, a picture or a sentence comes back."""

from contextlib import suppress
from io import BytesIO

import numpy as np
import pytest
import tifffile
from astropy.io import fits
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gzlabel.catalogue.images.decode import decode
from gzlabel.errors import ImageError

NOISE = np.random.default_rng(3).integers(0, 255, (24, 24, 3)).astype(np.uint8)


def encoded(kind: str) -> bytes:
    content = BytesIO()
    if kind == "fits":
        fits.PrimaryHDU(NOISE[:, :, 0].astype(np.float32)).writeto(content)
    elif kind == "fits.fz":
        compressed = fits.CompImageHDU(NOISE[:, :, 0].astype(np.int32))
        fits.HDUList([fits.PrimaryHDU(), compressed]).writeto(content)
    elif kind == "deep tiff":
        tifffile.imwrite(content, NOISE.astype(np.uint16) * 257, photometric="rgb")
    else:
        Image.fromarray(NOISE).save(content, kind)
    return content.getvalue()


WHOLE = {kind: encoded(kind) for kind in ("JPEG", "PNG", "TIFF", "WEBP", "fits", "fits.fz", "deep tiff")}


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_files_are_read(kind):
    assert decode(WHOLE[kind], "a").pixels.shape[:2] == (24, 24)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(kind, data):
    damaged = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(0, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    kept = data.draw(st.integers(0, len(damaged)))
    with suppress(ImageError):
        assert decode(bytes(damaged[:kept]), "galaxy.img", 16).pixels.ndim == 3


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_no_format_are_refused(content):
    with pytest.raises(ImageError):
        decode(content, "galaxy.img")


def test_deep_colour_keeps_its_depth_and_counts_bands_from_blue():
    picture = decode(WHOLE["deep tiff"], "a")
    assert picture.bands == ("blue", "green", "red")
    assert picture.pixels[3, 4].tolist() == [int(value) * 257 for value in NOISE[3, 4][::-1]]


@pytest.mark.parametrize("kind", ["int16", "uint16", "float32", "float64"])
def test_deep_grey_keeps_its_values(kind):
    values = (NOISE[:, :, 0] * 100.0).astype(kind)
    content = BytesIO()
    tifffile.imwrite(content, values)
    assert decode(content.getvalue(), "a").pixels[:, :, 0].tolist() == values.tolist()


def test_a_deep_tiff_that_claims_a_monster_is_refused(monkeypatch):
    monkeypatch.setattr("gzlabel.catalogue.images.raster_file.MAX_PIXELS", 10)
    with pytest.raises(ImageError, match="claims"):
        decode(WHOLE["deep tiff"], "a")


def test_formats_that_start_other_programs_are_not_tried():
    with pytest.raises(ImageError, match="not an image in any format"):
        decode(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n", "a.eps")
