import json
from pathlib import Path

import pytest
import torch

from gzlabel.embedding.torch_models import hub
from gzlabel.embedding.torch_models.network import Network
from gzlabel.embedding.torch_models.torchvision_import import import_timm
from gzlabel.embedding.torch_models.weights import read_state_dict, weights_file
from gzlabel.errors import EmbeddingError


@pytest.fixture(scope="module")
def model():
    import_timm()
    return Network.load("test_resnet", "untrained", {}).model


def same(one, other):
    return all(torch.equal(tensor, other.state_dict()[key]) for key, tensor in one.state_dict().items())


def test_untrained_weights_are_always_the_same(model):
    assert same(model, Network.load("test_resnet", "untrained", {}).model)


@pytest.mark.parametrize("prefix", ["", "module.", "encoder."])
def test_weights_come_from_a_torch_file_whatever_it_is_wrapped_in(tmp_path, model, prefix):
    tensors = {prefix + key: value + 1 for key, value in model.state_dict().items()}
    tensors[prefix + "fc.weight"] = torch.zeros(5, 5)
    torch.save({"epoch": 3, "state_dict": tensors}, tmp_path / "w.pth")
    loaded = Network.load("test_resnet", tmp_path / "w.pth", {}).model
    key = next(iter(model.state_dict()))
    assert torch.equal(loaded.state_dict()[key], model.state_dict()[key] + 1)


def test_weights_come_from_an_exported_folder_with_its_own_configuration(tmp_path, model):
    from safetensors.torch import save_file

    save_file(model.state_dict(), tmp_path / "model.safetensors")
    config = {
        "architecture": "test_resnet",
        "pretrained_cfg": {"mean": [0.1, 0.2, 0.3], "input_size": [3, 96, 96]},
    }
    (tmp_path / "config.json").write_text(json.dumps(config))
    network = Network.load("zoobot-convnext-nano", tmp_path, {})
    assert same(network.model, model)
    assert tuple(network.config["mean"]) == (0.1, 0.2, 0.3)
    assert list(network.config["input_size"]) == [3, 96, 96]


def test_weights_of_another_model_say_which_it_looks_like(tmp_path):
    import timm

    torch.save(timm.create_model("resnet18", num_classes=3).state_dict(), tmp_path / "w.pth")
    with pytest.raises(
        EmbeddingError, match=r"do not fit test_resnet: \d+ of its \d+ tensors.*like resnet18 \(120 of 120"
    ):
        Network.load("test_resnet", tmp_path / "w.pth", {})


def test_a_git_lfs_pointer_is_recognised(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
    with pytest.raises(EmbeddingError, match=r"git-lfs pointer.*git lfs pull"):
        read_state_dict(path)


@pytest.mark.parametrize("name", ["w.pth", "w.safetensors"])
def test_a_file_that_holds_no_weights_is_told(tmp_path, name):
    (tmp_path / name).write_bytes(b"not weights at all")
    with pytest.raises(EmbeddingError, match="no readable file of weights"):
        read_state_dict(tmp_path / name)


def test_code_in_a_file_is_never_run(tmp_path):
    class Trap:
        def __reduce__(self):
            return Path.touch, (tmp_path / "trapped",)

    torch.save({"weight": Trap()}, tmp_path / "w.pth")
    with pytest.raises(
        EmbeddingError, match=r"no readable file of weights \(it holds .*code in a file is never run"
    ) as told:
        read_state_dict(tmp_path / "w.pth")
    assert "weights_only" not in str(told.value)
    assert not (tmp_path / "trapped").exists()


def test_a_folder_without_weights_is_told(tmp_path):
    with pytest.raises(EmbeddingError, match="no weights in this folder"):
        weights_file(tmp_path)
    with pytest.raises(EmbeddingError, match="no such file or folder"):
        weights_file(tmp_path / "absent")


def test_an_unknown_model_is_told_with_names_alike():
    with pytest.raises(EmbeddingError, match=r"no encoder is called 'swin_tinny'.*Did you mean swin_"):
        Network.load("swin_tinny", "untrained", {})


def test_an_argument_that_the_model_does_not_take_is_told():
    with pytest.raises(EmbeddingError, match="test_resnet does not take these arguments"):
        Network.load("test_resnet", "untrained", {"colour": "red"})


def test_weights_of_a_model_for_tests_are_recognised(tmp_path, model):
    torch.save(model.state_dict(), tmp_path / "w.pth")
    with pytest.raises(EmbeddingError, match=r"do not fit test_vit: .*they look like test_resnet \("):
        Network.load("test_vit", tmp_path / "w.pth", {})


def test_the_model_that_was_named_is_among_those_compared(tmp_path):
    """One layer of another width: no other model is nearer."""
    import timm

    model = timm.create_model("rexnet_100", num_classes=0)
    tensors = dict(model.state_dict())
    tensors["stem.conv.weight"] = torch.zeros(8, 3, 3, 3)
    torch.save(tensors, tmp_path / "w.pth")
    n = len(tensors)
    with pytest.raises(EmbeddingError, match=rf"they look like rexnet_100 \({n - 1} of {n} tensors\)"):
        Network.load("rexnet_100", tmp_path / "w.pth", {})


def test_what_is_no_zoobot_is_told_with_those_there_are():
    with pytest.raises(EmbeddingError, match=r"'zoobot-nonsense'. Zoobot's are: .*zoobot-convnext-nano, "):
        Network.load("zoobot-nonsense", None, {})


def test_what_the_hub_says_is_not_cut_in_a_word(monkeypatch):
    import timm

    def offline(*arguments, **options):
        raise OSError("An error happened while trying to locate the file. Please check" + " or so" * 50)

    monkeypatch.setattr(hub, "is_reachable", lambda: True)
    monkeypatch.setattr(timm, "create_model", offline)
    with pytest.raises(EmbeddingError, match=r"\(An error happened while trying to locate the file\)\."):
        Network.load("resnet18", None, {})


def test_no_network_is_a_sentence_with_two_ways_on(monkeypatch):
    import timm

    def offline(*arguments, **options):
        raise OSError("We couldn't connect to 'https://huggingface.co' to load the files")

    monkeypatch.setattr(hub, "is_reachable", lambda: True)
    monkeypatch.setattr(timm, "create_model", offline)
    with pytest.raises(
        EmbeddingError, match=r"could not be fetched \(We couldn't connect.*network once.*--weights FILE"
    ):
        Network.load("zoobot-convnext-nano", None, {})


@pytest.mark.real
def test_the_wrong_file_is_told_with_the_number_of_tensors(real_data):
    with pytest.raises(
        EmbeddingError, match=r"0 of its \d+ tensors matched; its \d+ tensors look like no common"
    ):
        Network.load("test_resnet", real_data / "weights" / "mismatched_shufflenetv2.pth", {})
