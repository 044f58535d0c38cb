"""One image file a galaxy: what is read, what is missing, what is refused."""

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import FileImages
from gzlabel.errors import ImageError


def images_of(root: Path, *names: str | None) -> FileImages:
    return FileImages(root, pa.chunked_array([list(names)], type=pa.string()))


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.webp", "a.bmp"])
def test_every_raster_format_gives_the_same_colour(paint, tmp_path, name):
    paint(name)
    picture = images_of(tmp_path, name).read(0)
    assert picture.shape == (32, 32, 3)
    assert picture.dtype == np.uint8
    assert np.abs(picture.reshape(-1, 3).mean(axis=0) - [200, 100, 50]).max() < 3


def test_a_jpeg_is_decoded_no_smaller_than_wanted(paint, tmp_path):
    paint("a.jpg", side=424)
    assert images_of(tmp_path, "a.jpg").read(0, 100).shape == (106, 106, 3)
    assert images_of(tmp_path, "a.jpg").read(0).shape == (424, 424, 3)
    assert images_of(tmp_path, "a.jpg").read(0, 0).ndim == 3


def test_a_large_png_is_reduced_by_whole_pixels(paint, tmp_path):
    paint("a.png", side=400)
    assert images_of(tmp_path, "a.png").read(0, 128).shape == (134, 134, 3)


def test_transparent_pixels_are_black(tmp_path):
    Image.new("RGBA", (4, 4), (255, 255, 255, 0)).save(tmp_path / "a.png")
    assert images_of(tmp_path, "a.png").read(0).max() == 0


def test_grey_pictures_come_as_three_equal_channels(tmp_path):
    Image.new("L", (4, 4), 77).save(tmp_path / "a.png")
    assert (images_of(tmp_path, "a.png").read(0) == 77).all()


def test_sixteen_bits_are_measured_brightness(tmp_path):
    values = np.arange(16, dtype=np.uint16).reshape(4, 4) * 4000
    Image.fromarray(values).save(tmp_path / "a.tif")
    picture = images_of(tmp_path, "a.tif").picture(0)
    assert picture.pixels.dtype == np.float32
    assert picture.pixels[3, 3, 0] == 60000


def test_missing_rows_are_found_by_listing_folders(paint, tmp_path):
    paint("one/a.jpg")
    paint("two/b.jpg")
    images = images_of(tmp_path, "one/a.jpg", "one/gone.jpg", None, "two/b.jpg", "../a.jpg", "nowhere/c.jpg")
    assert images.missing().tolist() == [1, 2, 4, 5]


@pytest.mark.parametrize("name", ["../secret.jpg", "a/../../secret.jpg", "..\\secret.jpg", "a.jpg\0.png"])
def test_a_climbing_path_is_refused(tmp_path, name):
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.jpg")
    (tmp_path / "images").mkdir()
    with pytest.raises(ImageError, match="climbs out of the image folder"):
        images_of(tmp_path / "images", name).read(0)


def broken_files(folder: Path) -> dict[str, str]:
    """Files no decoder can use, and a word of what is said about each."""
    Image.effect_noise((64, 64), 50).convert("RGB").save(folder / "whole.jpg")
    content = (folder / "whole.jpg").read_bytes()
    (folder / "truncated.jpg").write_bytes(content[: len(content) // 2])
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("<html>404</html>")
    (folder / "bomb.png").write_bytes(png_claiming(40_000, 40_000))
    (folder / "large.png").write_bytes(png_claiming(10_000, 10_000))
    return {
        "truncated.jpg": "truncated",
        "empty.jpg": "0 bytes",
        "text.jpg": "not an image",
        "bomb.png": "pixels",
        "large.png": "pixels",
        "gone.jpg": "no such image",
    }


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_every_broken_file_is_a_sentence_with_file_and_remedy(tmp_path):
    for name, word in broken_files(tmp_path).items():
        with pytest.raises(ImageError, match=word) as caught:
            images_of(tmp_path, name).read(0)
        assert name in str(caught.value)
        assert caught.value.remedy


def test_a_row_without_a_path_is_a_sentence(tmp_path):
    with pytest.raises(ImageError, match="row 0: this galaxy has no image"):
        images_of(tmp_path, None).read(0)


def test_the_digest_follows_the_content(paint, tmp_path):
    paint("a.png")
    paint("same.png")
    paint("other.png", (1, 2, 3))
    images = images_of(tmp_path, "a.png", "same.png", "other.png", "gone.png", None)
    digests = [images.digest(row) for row in range(5)]
    assert digests[0] == digests[1] != digests[2]
    assert digests[3:] == ["", ""]


def test_reads_from_several_threads_agree(paint, tmp_path):
    names = [f"{shade}.png" for shade in range(40)]
    for shade, name in enumerate(names):
        paint(name, (shade, shade, shade), side=64)
    images = images_of(tmp_path, *names)
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(images.read, range(40)))
    assert [int(picture.max()) for picture in read] == list(range(40))
