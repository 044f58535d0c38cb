import csv
import os

import numpy as np
import pytest
from PIL import Image

from gzlabel.embedding import embed, make_encoder
from gzlabel.errors import EmbeddingError


@pytest.fixture(scope="module")
def encoder():
    return make_encoder("test_resnet", weights="untrained", precision="float32")


def cosine(one, other):
    return (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)


@pytest.mark.parametrize("name", ["test_resnet", "test_vit", "test_convnext", "test_efficientnet"])
@pytest.mark.parametrize("features", ["penultimate", "pooled"])
def test_every_kind_of_network_gives_vectors_of_its_length(make_galaxy, name, features):
    encoder = make_encoder(name, weights="untrained", features=features)
    vectors = encoder.encode([make_galaxy(0), make_galaxy(1, 100)])
    assert vectors.shape == (2, encoder.n_features)
    assert vectors.dtype == np.float32
    assert encoder.encode([]).shape == (0, encoder.n_features)


def test_eight_views_make_a_vector_blind_to_turns_and_mirrors(make_galaxy):
    encoder = make_encoder("test_resnet", weights="untrained", n_views=8, precision="float32")
    image = make_galaxy(3, encoder.preprocessing.size)
    vectors = encoder.encode([image, np.rot90(image), image[:, ::-1]])
    np.testing.assert_allclose(vectors[1:], np.repeat(vectors[:1], 2, axis=0), rtol=1e-3, atol=1e-5)


def test_one_view_is_not_blind(encoder, make_galaxy):
    image = make_galaxy(3, encoder.preprocessing.size)
    one, other = encoder.encode([image, np.rot90(image)])
    assert not np.allclose(one, other, rtol=1e-3)


def test_bfloat16_is_taken_only_where_it_agrees(make_galaxy, encoder):
    images = [make_galaxy(seed) for seed in range(16)]
    auto = make_encoder("test_resnet", weights="untrained", precision="auto")
    assert cosine(auto.encode(images), encoder.encode(images)).min() >= 0.9995
    assert auto.runtime()["precision"] in {"float32", "bfloat16"}


def test_the_provenance_names_weights_and_preprocessing(encoder):
    parameters = encoder.parameters()
    assert parameters["weights"] == "untrained"
    assert len(parameters["weights_digest"]) == 32
    assert parameters["interpolation"] == "bilinear"


def test_a_run_reads_ahead_in_threads_and_keeps_the_order(tmp_path, make_images, encoder):
    images = make_images(40)
    matrix = embed(images, encoder, tmp_path)
    assert cosine(matrix.vectors, encoder.encode(images.images)).min() > 0.9999
    assert matrix.manifest.source["runtime"]["precision"] == "float32"


def test_concatenated_encoders_have_the_same_say(make_galaxy):
    both = make_encoder("morphology+test_resnet", weights="untrained")
    vectors = both.encode([make_galaxy(0)])
    assert vectors.shape == (1, both.n_features)
    n_first = make_encoder("morphology").n_features
    assert np.sum(both.feature_weights[:n_first] ** 2) == pytest.approx(1, rel=1e-5)
    assert np.sum(both.feature_weights[n_first:] ** 2) == pytest.approx(1, rel=1e-5)
    assert set(both.parameters()) == {"morphology", "test_resnet"}


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"n_views": 3}, "views cannot be 3.*1, 2, 4, 8"),
        ({"features": "last"}, "features cannot be 'last'"),
        ({"precision": "half"}, "precision cannot be 'half'"),
        ({"colour": 1}, "takes no colour"),
        ({"batch_size": -5}, "a batch of -5 images is none.*--batch a number from 1"),
        ({"batch_size": 0}, "a batch of 0 images is none"),
        ({"crop": 0}, "not 0. Give --crop"),
    ],
)
def test_a_wrong_option_is_told(option, message):
    with pytest.raises(EmbeddingError, match=message):
        make_encoder("test_resnet", weights="untrained", **option)


def test_a_size_that_the_network_does_not_take_is_told_when_it_is_made():
    with pytest.raises(EmbeddingError, match=r"test_vit takes no pictures of 100 pixels \(Input.*--size out"):
        make_encoder("test_vit", weights="untrained", size=100)


def test_a_device_that_is_not_there_is_told():
    import torch

    if torch.cuda.is_available():
        pytest.skip("a GPU is here")
    with pytest.raises(EmbeddingError, match="finds no cuda device"):
        make_encoder("test_resnet", weights="untrained", device="cuda")


def test_a_gpu_gives_the_same_vectors(make_galaxy, encoder):
    import torch

    if not torch.cuda.is_available():
        pytest.skip("no GPU here")
    images = [make_galaxy(seed) for seed in range(32)]
    fast = make_encoder("test_resnet", weights="untrained", device="cuda", precision="auto")
    assert cosine(fast.encode(images), encoder.encode(images)).min() >= 0.9995


@pytest.mark.real
@pytest.mark.slow
def test_vectors_agree_with_those_computed_elsewhere(real_data):
    """Of every twentieth galaxy of EFIGI."""
    folder = real_data / "efigi"
    with (folder / "labels.csv").open() as file:
        paths = {row["id"]: folder / row["filename"] for row in csv.DictReader(file)}
    with (folder / "mobilenetv2_ids.csv").open() as file:
        ids = [row["id"] for row in csv.DictReader(file)][::20]
    images = [np.asarray(Image.open(paths[name]).convert("RGB")) for name in ids]
    encoder = make_encoder(
        "mobilenetv2_100",
        weights=os.fspath(real_data / "weights" / "mobilenetv2_100.pth"),
        model_args={"pad_type": "same"},
        mean=0.5,
        std=0.5,
    )
    expected = np.load(folder / "mobilenetv2_features.npy")[::20].astype(np.float32)
    assert cosine(encoder.encode(images), expected).mean() >= 0.999
