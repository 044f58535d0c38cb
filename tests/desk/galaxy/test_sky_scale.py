"""The bar over a picture of the sky."""

from gzlabel.desk.galaxy.sky_scale import angle_in_words, bar_arcsec


def test_the_bar_is_round_and_takes_a_third_at_most() -> None:
    assert bar_arcsec(38.0) == 10  # 35% of 38 are 13.3
    assert bar_arcsec(600.0) == 120


def test_angles_are_told_in_their_usual_unit() -> None:
    assert [angle_in_words(angle) for angle in (0.5, 30, 120, 3600)] == ["0.5″", "30″", "2′", "1°"]
