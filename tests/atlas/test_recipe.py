"""Recipes that go by the size of the sample."""

import pytest

from gzlabel.atlas import Recipe


@pytest.mark.parametrize(
    ("name", "n_galaxies", "n_landmarks"),
    [
        ("default", 50_000, 0),
        ("default", 50_001, 25_000),
        ("default", 400_000, 40_000),
        ("default", 3_000_000, 100_000),
        ("rare-classes", 300_000, 0),
        ("rare-classes", 1_000_000, 100_000),
    ],
)
def test_the_larger_the_sample_the_smaller_the_part_that_is_fitted(
    name: str, n_galaxies: int, n_landmarks: int
) -> None:
    assert Recipe.preset(name, n_galaxies).n_landmarks == n_landmarks
