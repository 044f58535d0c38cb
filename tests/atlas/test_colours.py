"""What the map's own colours promise."""

import numpy as np

from gzlabel.atlas.colours import COLOUR_MAPS
from gzlabel.atlas.paint import opacity

SKY = np.array([8, 9, 11])
"""The darkest background a map is drawn on."""

# Machado, Oliveira & Fernandes 2009, severity 1: how linear red, green and blue look without one kind of cone.
WITHOUT = {
    "long": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "middle": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "short": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def linear(colours: np.ndarray) -> np.ndarray:
    shares = colours / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def luminance(light: np.ndarray) -> np.ndarray:
    return np.clip(light, 0, 1) @ [0.2126, 0.7152, 0.0722]


def test_a_single_galaxy_of_the_lowest_value_can_be_seen_on_the_sky() -> None:
    alpha = opacity(np.array([1.0, 5000.0]))[0] / 255
    seen = alpha * COLOUR_MAPS["dawn"][0] + (1 - alpha) * SKY
    contrast = (luminance(linear(seen)) + 0.05) / (luminance(linear(SKY)) + 0.05)
    assert contrast >= 3.0  # WCAG 2.1, 1.4.11


def test_lightness_rises_with_the_value_for_every_kind_of_eye() -> None:
    light = linear(COLOUR_MAPS["dawn"][::8].astype(float))
    assert (np.diff(luminance(light)) > 0).all()
    for matrix in WITHOUT.values():
        assert (np.diff(luminance(light @ np.array(matrix).T)) > 0).all()
