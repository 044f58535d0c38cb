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


def test_torch_is_told_to_wait_asleep_before_it_is_loaded():
    check = (
        "import os, sys; os.environ.pop('OMP_WAIT_POLICY', None)\n"
        "class Watch:\n"
        "    def find_spec(self, name, *rest):\n"
        "        assert name != 'torch' or os.environ['OMP_WAIT_POLICY'] == 'PASSIVE'\n"
        "sys.meta_path.insert(0, Watch())\n"
        "from gzlabel.embedding import make_encoder\n"
        "make_encoder('test_resnet', weights='untrained')\n"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
