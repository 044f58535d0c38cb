"""What a workspace keeps of its images."""

import json
import shutil

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import FileImages, MosaicImages, NoImages, Stretch, open_images, save_images
from gzlabel.errors import ImageError


def test_files_come_back(paint, tmp_path):
    paint("pics/a.png", (9, 8, 7))
    workspace = tmp_path / "w.gzlabel"
    workspace.mkdir()
    stretch = Stretch(curve="log", bands=(0,))
    paths = pa.chunked_array([["a.png", None]])
    save_images(FileImages(tmp_path / "pics", paths, stretch), workspace)
    opened = open_images(workspace)
    assert opened.n_galaxies == 2
    assert opened.stretch == stretch
    assert opened.picture(0).pixels[0, 0].tolist() == [9, 8, 7]
    assert opened.missing().tolist() == [1]


def test_workspace_and_pictures_may_move_together(paint, tmp_path):
    paint("project/pics/a.png")
    (tmp_path / "project/w.gzlabel").mkdir()
    save_images(
        FileImages(tmp_path / "project/pics", pa.chunked_array([["a.png"]])), tmp_path / "project/w.gzlabel"
    )
    shutil.move(tmp_path / "project", tmp_path / "elsewhere")
    assert open_images(tmp_path / "elsewhere/w.gzlabel").read(0).shape == (32, 32, 3)


def test_a_small_mosaic_travels_with_the_workspace(tmp_path):
    (tmp_path / "w").mkdir()
    pixels = np.arange(10 * 10 * 3, dtype=np.uint8).reshape(10, 10, 3)
    Image.fromarray(pixels).save(tmp_path / "field.png")
    save_images(MosaicImages(tmp_path / "field.png", np.array([[2, 3, 4]], dtype=np.int32)), tmp_path / "w")
    (tmp_path / "field.png").unlink()
    shutil.move(tmp_path / "w", tmp_path / "moved")
    opened = open_images(tmp_path / "moved")
    assert (opened.read(0) == pixels[3:7, 2:6]).all()
    assert "absolute" not in (tmp_path / "moved/images.json").read_text()


def test_no_images_come_back(tmp_path):
    save_images(NoImages(5), tmp_path)
    assert open_images(tmp_path).missing().tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"kind": "files"}', '{"kind": "none", "n_galaxies": "x"}']
)
def test_a_broken_description_is_a_sentence(tmp_path, content):
    (tmp_path / "images.json").write_text(content)
    with pytest.raises(ImageError, match=r"images\.json.*cannot be opened"):
        open_images(tmp_path)


def test_a_newer_kind_asks_for_a_newer_program(tmp_path):
    (tmp_path / "images.json").write_text(json.dumps({"kind": "hologram"}))
    with pytest.raises(ImageError, match="newer gzlabel"):
        open_images(tmp_path)
