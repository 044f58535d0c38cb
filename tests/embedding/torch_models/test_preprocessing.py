import numpy as np
import pytest

from gzlabel.embedding.torch_models.preprocessing import Preprocessing
from gzlabel.errors import EmbeddingError

CONFIG = {
    "input_size": (3, 224, 224),
    "interpolation": "bicubic",
    "mean": (0.485, 0.456, 0.406),
    "std": (0.229, 0.224, 0.225),
    "crop_pct": 0.875,
}


def test_the_whole_cutout_is_kept_for_an_everyday_network():
    chosen = Preprocessing.of_model(CONFIG, is_galaxy_model=False)
    assert (chosen.size, chosen.interpolation, chosen.crop, chosen.mean) == (
        224,
        "bicubic",
        1.0,
        CONFIG["mean"],
    )


def test_the_crop_of_a_galaxy_network_is_followed():
    chosen = Preprocessing.of_model(CONFIG, is_galaxy_model=True)
    assert chosen.crop == 0.875
    assert chosen.image_size == 256


def test_overrides_win():
    chosen = Preprocessing.of_model(CONFIG, is_galaxy_model=True, mean=0.5, std=[0.5], size=64, crop=1.0)
    assert (chosen.size, chosen.mean, chosen.std, chosen.crop) == (64, (0.5,) * 3, (0.5,) * 3, 1.0)


def test_a_network_of_one_channel_sees_the_mean_of_the_colours():
    chosen = Preprocessing.of_model({**CONFIG, "input_size": (1, 8, 8)}, is_galaxy_model=True)
    image = np.zeros((8, 8, 3), dtype=np.uint8)
    image[:, :, 0] = 90
    assert chosen.greyscale
    assert chosen.apply(image).shape == (8, 8, 1)
    assert (chosen.apply(image) == 30).all()


def test_the_centre_is_cut_before_resizing():
    image = np.zeros((40, 80, 3), dtype=np.uint8)
    image[10:30, 30:50] = 200
    half = Preprocessing(20, "nearest", (0.5,) * 3, (0.5,) * 3, crop=0.5)
    assert (half.apply(image) == 200).all()


@pytest.mark.parametrize(
    "wrong",
    [{"interpolation": "cubist"}, {"crop": 0.0}, {"crop": 1.5}, {"std": (0.0,) * 3}, {"mean": (0.5,)}],
)
def test_nonsense_is_refused(wrong):
    sound = {"size": 8, "interpolation": "bilinear", "mean": (0.5,) * 3, "std": (0.5,) * 3}
    with pytest.raises(EmbeddingError):
        Preprocessing(**(sound | wrong))
