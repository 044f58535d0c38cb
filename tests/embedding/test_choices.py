import pytest

from gzlabel.embedding import encoder_names, make_encoder
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
