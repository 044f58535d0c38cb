"""Vectors kept as half or single precision, from the first run to the last growth."""

import json
from functools import partial

import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, Further, embed, grow_matrix
from gzlabel.embedding.distributed import embed_distributed
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.partition import EncoderRecipe
from gzlabel.errors import Cancelled, EmbeddingError
from tests.embedding.killable import DrawnImages
from tests.embedding.test_run import MeanColour, stop_after


class Bright(MeanColour):
    """Its vectors of every picture brighter than the mean are too large for half precision."""

    def forward(self, images):
        return super().forward(images) * 1e5 * np.array([[image.mean() > 128] for image in images])


def interrupted(images, folder, dtype):
    with pytest.raises(Cancelled):
        embed(images, MeanColour(), folder, stop_after(20), dtype=dtype)


def test_half_precision_is_kept_said_and_as_good(tmp_path, make_images):
    images = make_images(300)
    whole = embed(images, MeanColour(), tmp_path / "a")
    half = embed(images, MeanColour(), tmp_path / "b", dtype="float16")
    assert (whole.vectors.dtype, half.vectors.dtype) == (np.float32, np.float16)
    assert json.loads((half.folder / "manifest.json").read_text())["dtype"] == "float16"
    np.testing.assert_allclose(half.vectors, whole.vectors, rtol=2**-11)
    np.testing.assert_allclose(half.reduced(), whole.reduced(), atol=1e-3)


def test_a_vector_that_half_precision_cannot_hold_is_masked_and_listed(tmp_path, make_images):
    images = make_images(300)
    for row, image in enumerate(images.images):
        images.images[row] = np.full_like(image, 200 if row in (3, 290) else 50)
    matrix = embed(images, Bright(), tmp_path, dtype="float16")
    assert np.flatnonzero(~matrix.valid).tolist() == [3, 290]
    assert matrix.broken == dict.fromkeys((3, 290), "a feature is too large for float16")
    assert matrix.manifest.n_masked == 2


def test_a_run_goes_on_as_it_was_begun(tmp_path, make_images):
    images = make_images(600)
    interrupted(images, tmp_path, "float16")
    n_before, encoder = int(EmbeddingMatrix.open(tmp_path).valid.sum()), MeanColour()
    matrix = embed(images, encoder, tmp_path)
    assert matrix.vectors.dtype == np.float16
    assert encoder.n_encoded == 600 - n_before


@pytest.mark.parametrize(("begun", "asked"), [("float16", "float32"), (None, "float16")])
def test_a_run_does_not_go_on_as_other_numbers(tmp_path, make_images, begun, asked):
    images = make_images(600)
    interrupted(images, tmp_path, begun)
    before = (tmp_path / "vectors.npy").read_bytes()
    with pytest.raises(EmbeddingError, match=f"keeps its vectors as {begun or 'float32'}, not as {asked}"):
        embed(images, MeanColour(), tmp_path, dtype=asked)
    assert (tmp_path / "vectors.npy").read_bytes() == before


def test_complete_vectors_stay_in_use_until_those_of_half_precision_are_complete(tmp_path, make_images):
    images = make_images(600)
    embed(images, MeanColour(), tmp_path)
    interrupted(images, tmp_path, "float16")
    assert EmbeddingMatrix.open(tmp_path).vectors.dtype == np.float32
    assert embed(images, MeanColour(), tmp_path).vectors.dtype == np.float16
    encoder = MeanColour()
    assert embed(images, encoder, tmp_path).vectors.dtype == np.float16
    assert encoder.n_encoded == 0


def test_further_galaxies_are_kept_alike(tmp_path, make_images):
    matrix = embed(make_images(300), MeanColour(), tmp_path / "a", dtype="float16")
    further = embed(make_images(5), MeanColour(), tmp_path / "b", dtype=matrix.manifest.dtype)
    grown = grow_matrix(matrix, Further.embedded(further), tmp_path / "c")
    assert grown.vectors.dtype == np.float16
    assert grown.valid.sum() == 305
    assert Manifest.read(grown.folder).dtype == "float16"


def test_workers_keep_it_too(tmp_path):
    images = partial(DrawnImages, 40, 0.0)
    whole = embed_distributed(images, EncoderRecipe("morphology"), tmp_path / "a", workers=1)
    half = embed_distributed(images, EncoderRecipe("morphology"), tmp_path / "b", workers=1, dtype="float16")
    assert half.vectors.dtype == np.float16
    np.testing.assert_allclose(half.vectors, whole.vectors, rtol=2**-10, atol=1e-6)
