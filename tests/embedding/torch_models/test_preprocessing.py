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


def test_nought_is_an_override_like_any_other():
    chosen = Preprocessing.of_model(CONFIG, is_galaxy_model=False, mean=0.0, std=1.0)
    assert (chosen.mean, chosen.std) == ((0.0,) * 3, (1.0,) * 3)
    for option in ("std", "crop", "size"):
        with pytest.raises(EmbeddingError, match=f"--{option}"):
            Preprocessing.of_model(CONFIG, is_galaxy_model=False, **{option: 0})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"interpolation": "cubist"}, "no interpolation is called 'cubist'"),
        ({"crop": 0.0}, "above 0 and up to 1, not 0. Give --crop"),
        ({"crop": 1.5}, "not 1.5. Give --crop"),
        ({"crop": float("nan")}, "not nan. Give --crop"),
        ({"size": -3}, "a picture -3 pixels wide shows nothing. Give --size a number from 1"),
        ({"std": (0.5, 0.5, 0.0)}, "cannot be 0.5, 0.5, 0. Give --std one number for every channel, or 3"),
        ({"std": (float("nan"),) * 3}, "cannot be nan, nan, nan. Give --std"),
        ({"mean": (0.5, 0.4)}, "the mean of the network's input cannot be 0.5, 0.4. Give --mean"),
    ],
)
def test_nonsense_is_refused(wrong, said):
    sound = {"size": 8, "interpolation": "bilinear", "mean": (0.5,) * 3, "std": (0.5,) * 3}
    with pytest.raises(EmbeddingError) as raised:
        Preprocessing(**(sound | wrong))
    assert said in str(raised.value)
