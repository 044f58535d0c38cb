"""What the oracle answers."""

import numpy as np
import pytest

from gzlabel.errors import CatalogueError
from gzlabel.interest.simulation import Truth


def test_graded_truth_becomes_ratings_with_halves_up() -> None:
    truth = Truth.from_values([0, 0.25, 0.5, 0.75, 1])
    assert truth.ratings.tolist() == [0, 1, 3, 4, 5]
    assert truth.positive.tolist() == [False, False, True, True, True]


def test_the_threshold_itself_is_positive() -> None:
    assert Truth.from_values([0, 0.5, 0.75, 1], threshold=0.75).positive.tolist() == [
        False,
        False,
        True,
        True,
    ]


def test_flags_become_the_lowest_and_the_highest_rating() -> None:
    assert Truth.from_values(np.array([False, True])).ratings.tolist() == [0, 5]


@pytest.mark.parametrize("wrong", [-1, 1.5, np.nan])
def test_a_truth_outside_0_to_1_is_refused_with_its_row(wrong: float) -> None:
    with pytest.raises(CatalogueError, match=r"1 galaxies is missing or not between 0 and 1 .*row 2"):
        Truth.from_values([0, 1, wrong])


def test_a_masked_truth_is_refused() -> None:
    with pytest.raises(CatalogueError, match="row 1"):
        Truth.from_values(np.ma.MaskedArray([0.0, 1.0, 1.0], mask=[False, True, False]))


@pytest.mark.parametrize("values", [[0, 0.2], [1, 0.9]])
def test_nothing_or_everything_positive_is_refused(values: list[float]) -> None:
    with pytest.raises(CatalogueError, match=r"threshold of 0\.5"):
        Truth.from_values(values)
