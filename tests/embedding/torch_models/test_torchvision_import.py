import subprocess
import sys

import pytest

from gzlabel.embedding.torch_models.torchvision_import import _absent_operators_left_out, import_timm
from gzlabel.errors import EmbeddingError


def test_timm_can_be_imported_whatever_torchvision_was_built_for():
    assert import_timm().is_model("test_resnet")


def test_describing_an_absent_operator_is_left_out_and_only_for_a_while():
    import torch

    before = torch.library.register_fake
    with _absent_operators_left_out():

        @torch.library.register_fake("gzlabel_test::absent")
        def describe():
            return None

    assert torch.library.register_fake is before
    with pytest.raises(RuntimeError, match="does not exist"):
        torch.library.register_fake("gzlabel_test::absent")(describe)


def test_without_torch_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "timm", None)
    with pytest.raises(EmbeddingError, match=r"need torch and timm.*pip install 'gzlabel\[encoders\]'"):
        import_timm()


def test_the_room_is_entered_without_torch():
    check = (
        "import sys, gzlabel.embedding as e; e.encoder_names(); assert not {'torch', 'timm'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
