import numpy as np
import pytest

from gzlabel.embedding import make_encoder
from gzlabel.embedding.examples import Examples
from gzlabel.errors import ImageError


@pytest.fixture
def images(make_images):
    made = make_images(6)
    made.images[2] = ImageError("cut short")
    return made


def test_pictures_that_fit_are_read_once(images):
    examples = Examples(images, make_encoder(), np.arange(6))
    assert examples.kept.tolist() == [0, 1, 3, 4, 5]
    read_before = len(images.reads)
    assert len(examples.pictures(np.array([0, 2, 2]))) == 3
    assert len(images.reads) == read_before


def test_pictures_that_do_not_fit_are_read_again_and_are_the_same(images):
    held = Examples(images, make_encoder(), np.arange(6))
    read = Examples(images, make_encoder(), np.arange(6), memory_bytes=1)
    batches = [np.array([2, 0]), np.array([4])]
    for (places, one), (_, other) in zip(held.batches(batches), read.batches(batches), strict=True):
        assert len(one) == len(places)
        np.testing.assert_array_equal(one, other)
