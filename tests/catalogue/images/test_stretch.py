"""From pixel values to brightness, with numbers worked by hand."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gzlabel.catalogue.images import Picture, Stretch
from gzlabel.catalogue.images.stretch import rendered
from gzlabel.errors import ImageError

stretches = st.builds(
    Stretch,
    curve=st.sampled_from(["linear", "sqrt", "log", "asinh"]),
    interval=st.sampled_from(["sky", "percentile", "zscale", "full"]),
    percentile=st.floats(51, 100),
    softening=st.floats(1e-3, 10),
    colour=st.sampled_from(["separate", "lupton"]),
    contrast=st.floats(0.1, 10),
    bias=st.floats(0, 1),
    bands=st.none() | st.tuples(st.integers(0, 2)) | st.tuples(st.just("g"), st.integers(0, 5), st.text()),
    invert=st.booleans(),
)

RAMP = np.linspace(0.0, 1.0, 5, dtype=np.float32)[None, :, None]


def drawn(stretch: Stretch, values=RAMP, bands=("r",)):
    return stretch.apply(Picture(np.asarray(values), bands))[0, :, 0].tolist()


def test_linear_is_proportional():
    assert drawn(Stretch(curve="linear", interval="full")) == [0, 64, 128, 191, 255]


def test_square_root():
    assert drawn(Stretch(curve="sqrt", interval="full")) == [0, 128, 180, 221, 255]


def test_log_agrees_with_astropy():
    from astropy.visualization import LogStretch

    expected = (LogStretch()(RAMP[0, :, 0].astype(float)) * 255 + 0.5).astype(int).tolist()
    assert drawn(Stretch(curve="log", interval="full")) == expected


def test_asinh_agrees_with_astropy():
    from astropy.visualization import AsinhStretch

    expected = (AsinhStretch(0.02)(RAMP[0, :, 0].astype(float)) * 255 + 0.5).astype(int).tolist()
    assert drawn(Stretch(curve="asinh", interval="full", softening=0.02)) == expected


def test_fixed_levels():
    fixed = Stretch(curve="linear", interval="fixed", black=0.25, white=0.75)
    assert drawn(fixed) == [0, 0, 128, 255, 255]


def test_percentile_levels():
    values = np.arange(101, dtype=np.float32)[None, :, None]
    bright = drawn(Stretch(curve="linear", interval="percentile", percentile=90), values)
    assert bright[10] == 0
    assert bright[50] == 128
    assert bright[90] == 255


def test_zscale_agrees_with_astropy():
    from astropy.visualization import ZScaleInterval

    values = np.random.default_rng(1).normal(100, 5, (50, 50, 1)).astype(np.float32)
    low, high = ZScaleInterval().get_limits(values)
    found = Stretch(curve="linear", interval="zscale").apply(Picture(values, ("r",)))
    expected = np.clip((values[:, :, 0] - low) / (high - low), 0, 1) * 255
    assert np.abs(found[:, :, 0] - expected).max() <= 1


def test_the_sky_is_dark_and_a_galaxy_bright():
    noise = np.random.default_rng(2).normal(100.0, 1.0, (60, 60, 1)).astype(np.float32)
    noise[25:35, 25:35] += 500.0
    bright = Stretch().apply(Picture(noise, ("r",)))[:, :, 0]
    assert np.median(bright[:20]) < 20
    assert bright[28:32, 28:32].min() > 230


def test_unmeasured_pixels_are_black_and_stay_so_under_any_curve():
    values = RAMP.copy()
    values[0, 2, 0] = np.nan
    for curve in ("linear", "sqrt", "log", "asinh"):
        assert drawn(Stretch(curve=curve, interval="full"), values)[2] == 0


@pytest.mark.parametrize("value", [np.nan, 7.0])
def test_a_picture_without_contrast_is_drawn(value):
    flat = np.full((4, 4, 1), value, dtype=np.float32)
    for interval in ("sky", "percentile", "zscale", "full"):
        if interval == "zscale" and np.isnan(value):
            continue
        assert Stretch(interval=interval).apply(Picture(flat, ("r",))).shape == (4, 4, 3)


@pytest.mark.parametrize("interval", ["sky", "percentile", "zscale", "full"])
def test_a_simulation_without_noise_shows_its_few_bright_pixels(interval):
    values = np.zeros((64, 64, 3), dtype=np.float32)
    values[30, 30] = 1.0
    drawn_values = Stretch(interval=interval).apply(Picture(values, ("g", "r", "z")))
    assert drawn_values[30, 30].tolist() == [255, 255, 255]
    assert drawn_values[0, 0].tolist() == [0, 0, 0]


@given(
    stretches,
    hnp.arrays(
        np.float32,
        st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 4)),
        elements=st.floats(-(2.0**60), 2.0**60, width=32) | st.just(np.nan),
    ),
)
def test_any_measured_values_are_drawn(stretch, values):
    stretch = replace(stretch, bands=None)
    picture = Picture(values, tuple("griz"[: values.shape[2]]))
    assert stretch.apply(picture).shape == (*values.shape[:2], 3)


def test_contrast_turns_about_the_bias():
    steep = Stretch(curve="linear", interval="full", contrast=2.0)
    assert drawn(steep) == [0, 0, 128, 255, 255]
    shifted = Stretch(curve="linear", interval="full", bias=0.25)
    assert drawn(shifted) == [64, 128, 191, 255, 255]


def test_invert():
    assert drawn(Stretch(curve="linear", interval="full", invert=True)) == [255, 191, 128, 64, 0]


def test_eight_bit_pictures_are_left_alone_until_somebody_chooses():
    pixels = np.array([[[10, 20, 30]]], dtype=np.uint8)
    picture = Picture(pixels, ("red", "green", "blue"))
    assert rendered(picture, None)[0, 0].tolist() == [10, 20, 30]
    assert rendered(picture, Stretch(curve="linear", interval="full"))[0, 0].tolist() == [10, 20, 30]
    assert rendered(picture, Stretch(curve="linear", interval="full", invert=True))[0, 0].tolist() == [
        245,
        235,
        225,
    ]


def test_three_bands_are_blue_to_red():
    cube = np.zeros((1, 2, 3), dtype=np.float32)
    cube[0, 1] = [1.0, 0.0, 0.0]
    blue = Stretch(curve="linear", interval="fixed").apply(Picture(cube, ("g", "r", "z")))
    assert blue[0, 1].tolist() == [0, 0, 255]


def test_lupton_keeps_the_hue_of_what_is_too_bright():
    cube = np.array([[[1.0, 2.0, 4.0]]], dtype=np.float32)
    fixed = Stretch(interval="fixed", colour="lupton").apply(Picture(cube, ("g", "r", "z")))
    assert fixed[0, 0].tolist() == [255, 128, 64]
    each = Stretch(interval="fixed", colour="separate").apply(Picture(cube, ("g", "r", "z")))
    assert each[0, 0].tolist() == [255, 255, 255]


def test_bands_are_chosen_by_name_or_place():
    cube = np.array([[[0.0, 0.5, 1.0, 0.25]]], dtype=np.float32)
    picture = Picture(cube, ("g", "r", "i", "z"))
    plain = {"curve": "linear", "interval": "fixed", "colour": "separate"}
    assert Stretch(**plain, bands=("i", "g", 1)).apply(picture)[0, 0].tolist() == [255, 0, 128]
    assert Stretch(**plain, bands=("z",)).apply(picture)[0, 0].tolist() == [64, 64, 64]
    with pytest.raises(ImageError, match=r"no band 'u'.*g, r, i, z"):
        Stretch(bands=("u",)).apply(picture)


@pytest.mark.parametrize(
    "wrong",
    [
        {"curve": "cubic"},
        {"interval": "minmax"},
        {"percentile": 30.0},
        {"percentile": float("nan")},
        {"interval": "fixed", "black": 1.0, "white": 1.0},
        {"softening": 0.0},
        {"bands": (0, 1)},
    ],
)
def test_impossible_stretches_are_refused(wrong):
    with pytest.raises(ImageError):
        Stretch(**wrong)


@given(stretches)
def test_a_stretch_comes_back_from_json(stretch):
    assert Stretch.from_json(json.loads(json.dumps(stretch.to_json()))) == stretch


def test_json_of_a_newer_program_is_read_as_far_as_known():
    assert Stretch.from_json({"curve": "log", "sparkle": 3}) == Stretch(curve="log")
    with pytest.raises(ImageError, match="stretch"):
        Stretch.from_json({"percentile": "high"})


def test_eight_bit_colours_stay_what_they_are_under_any_levels():
    dark = np.full((8, 8, 3), 10, dtype=np.uint8)
    dark[3:5, 3:5] = [60, 40, 20]
    picture = Picture(dark, ("red", "green", "blue"))
    for interval in ("percentile", "full", "sky"):
        red, green, blue = Stretch(curve="asinh", interval=interval).apply(picture)[3, 3].tolist()
        assert red > green > blue


def test_where_a_band_was_not_measured_the_pixel_is_grey():
    cube = np.array([[[0.5, np.nan], [1.0, 1.0]]], dtype=np.float32)
    fixed = Stretch(curve="linear", interval="fixed").apply(Picture(cube, ("g", "r")))
    assert fixed[0, 0].tolist() == [128, 128, 128]
