"""Images of a catalogue that has grown."""

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue.images import (
    FileImages,
    MosaicImages,
    NoImages,
    Stretch,
    join_images,
    open_images,
    save_images,
)


@pytest.fixture
def grown(paint, tmp_path):
    """Two files of which one is missing, then two cutouts, then one galaxy without an image."""
    paint("pics/a.png", (10, 10, 10))
    paint("field.png", (20, 20, 20))
    files = FileImages(tmp_path / "pics", pa.chunked_array([["a.png", "gone.png"]]))
    cutouts = MosaicImages(tmp_path / "field.png", np.array([[0, 0, 4], [4, 4, 8]], dtype=np.int32))
    return join_images(join_images(files, cutouts), NoImages(1))


def test_rows_are_those_of_the_parts_in_order(grown):
    assert grown.n_galaxies == 5
    assert [int(grown.read(row).max()) for row in (0, 2, 3)] == [10, 20, 20]
    assert grown.read(3).shape == (8, 8, 3)
    assert grown.missing().tolist() == [1, 4]
    assert len(grown.parts) == 3


@pytest.mark.parametrize("row", [-1, 5])
def test_other_rows_are_a_bug(grown, row):
    with pytest.raises(IndexError):
        grown.read(row)


def test_one_stretch_rules_all_parts(grown):
    inverted = grown.with_stretch(Stretch(curve="linear", interval="full", invert=True))
    assert [int(inverted.read(row).max()) for row in (0, 2)] == [245, 235]


def test_a_workspace_keeps_them_and_may_grow_again(grown, tmp_path):
    folder = tmp_path / "w"
    save_images(grown, folder)
    opened = open_images(folder)
    assert [opened.digest(row) for row in range(5)] == [grown.digest(row) for row in range(5)]
    save_images(join_images(opened, NoImages(2)), folder)
    assert open_images(folder).missing().tolist() == [1, 4, 5, 6]
