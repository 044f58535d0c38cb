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
    with pytest.raises(EmbeddingError, match=r"'morphology' takes no weights. Leave --weights out, or name"):
        make_encoder("morphology", weights="x.pth")
    with pytest.raises(EmbeddingError, match=r"'morphology' takes no batch. Leave --batch out"):
        make_encoder("morphology", batch_size=3)


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


def test_an_encoder_is_made_again_with_other_weights_and_as_it_was_otherwise(tmp_path, make_images, weights):
    options = {"size": 40, "mean": 0.5, "n_views": 2}
    first = make_encoder("test_resnet", weights="untrained", **options)
    manifest = embed(make_images(2), first, tmp_path).manifest
    expected = make_encoder("test_resnet", weights=weights[0], **options)
    assert remake_encoder(manifest, weights=weights[0]).parameters() == expected.parameters()
    assert remake_encoder(manifest, size=48).parameters()["size_px"] == 48


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """Of two networks, both on disk, neither as it comes untrained."""
    import torch

    from gzlabel.embedding.torch_models.network import Network

    folder, paths = tmp_path_factory.mktemp("weights"), []
    for name in ("test_resnet", "test_vit"):
        tensors = Network.load(name, "untrained", {}).model.state_dict()
        paths.append(folder / f"{name}.pth")
        torch.save({key: value + 0.01 for key, value in tensors.items()}, paths[-1])
    return paths


@pytest.mark.parametrize("by_name", [False, True])
def test_every_joined_network_has_its_own_weights(tmp_path, make_images, weights, by_name):
    given = dict(zip(("test_resnet", "test_vit"), weights, strict=True)) if by_name else weights
    encoder = make_encoder("test_resnet+morphology+test_vit", weights=given)
    assert encoder.parameters()["test_resnet"]["weights"] == str(weights[0])
    assert encoder.parameters()["test_vit"]["weights"] == str(weights[1])
    embed(make_images(2), encoder, tmp_path)
    assert remake_encoder(Manifest.read(tmp_path)).parameters() == encoder.parameters()


def test_one_network_joined_with_morphology_takes_the_one_file(weights):
    assert make_encoder("morphology+test_resnet", weights=weights[0]).n_features > 96


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["a.pth"], r"given once for 2 networks \(test_resnet, test_vit\). Give it once for each"),
        ("a.pth", r"given once for 2 networks"),
        (["a.pth", "b.pth", "c.pth"], "given 3 times for 2 networks"),
        ({"test_vitt": "a.pth"}, r"names 'test_vitt', which is not among.*These are: test_resnet, test_vit"),
    ],
)
def test_weights_that_are_not_as_many_as_the_networks_are_told(given, said):
    with pytest.raises(EmbeddingError, match=said):
        make_encoder("test_resnet+morphology+test_vit", weights=given)


def test_joined_encoders_differ():
    with pytest.raises(EmbeddingError, match=r"test_vit is named twice. Join encoders that differ"):
        make_encoder("test_vit+test_vit", weights="untrained")
