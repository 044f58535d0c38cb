import numpy as np
import pytest

from gzlabel.embedding import Manifest, embed, encoder_names, make_encoder, remake_encoder
from gzlabel.errors import EmbeddingError


def test_the_training_free_encoder_comes_first_and_is_the_default():
    assert encoder_names()[0] == "morphology"
    assert make_encoder().name == "morphology"


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(EmbeddingError, match=r"no encoder is called 'resnet5o'.*Did you mean resnet50"):
        make_encoder("resnet5o")


def test_an_unknown_option_is_told():
    with pytest.raises(EmbeddingError, match="does not take these options"):
        make_encoder("morphology", weights="x.pth")


def test_an_encoder_is_remade_from_its_matrix(tmp_path, make_images):
    images = make_images(4)
    options = {"weights": "untrained", "n_views": 2, "size": 40, "mean": 0.5, "precision": "float32"}
    encoder = make_encoder("test_resnet+morphology", **options)
    manifest = embed(images, encoder, tmp_path).manifest
    again = remake_encoder(Manifest.read(tmp_path))
    assert again.parameters() == encoder.parameters() == manifest.parameters
    assert np.abs(again.encode(images.images[:1]) - encoder.encode(images.images[:1])).max() < 0.05


def test_imported_vectors_have_no_encoder():
    with pytest.raises(EmbeddingError, match="imported"):
        remake_encoder(Manifest(2, 2, "float32", "imported"))
