"""Which ratings the posterior knows."""

import numpy as np

from gzlabel.interest.labels import Labels


def make_labels() -> Labels:
    return Labels(np.array([4, 7, 9]), np.array([0.0, 3.0, 5.0]), np.array([False, True, True]))


def test_the_posterior_knows_what_is_not_left_out() -> None:
    rows, ratings = make_labels().known
    assert (rows.tolist(), ratings.tolist()) == ([4], [0.0])


def test_a_rating_left_out_counts_again_where_it_changes_and_is_forgotten_where_it_is_taken_back() -> None:
    changed = make_labels().updated(np.array([4, 7, 9, 2]), np.array([0.0, 1.0, 5.0, 2.0]))
    assert changed.rows[changed.is_left_out].tolist() == [9]
    assert changed.known[0].tolist() == [4, 7, 2]
    assert make_labels().updated(np.array([4]), np.array([0.0])).is_left_out.tolist() == [False]


def test_misfit_is_of_the_ratings_left_out_alone() -> None:
    mean = np.zeros(10, dtype=np.float32)
    mean[[4, 7, 9]] = 5.0, 0.0, 1.0
    assert make_labels().misfit(mean) == np.sqrt((3.0**2 + 4.0**2) / 2)
    assert Labels().misfit(mean) == 0.0


def test_it_is_told_how_many_are_known_where_not_all_are() -> None:
    mean = np.zeros(10, dtype=np.float32)
    mean[[7, 9]] = 3.5, 4.5
    assert make_labels().told(mean) == "; from 1 of 3 ratings, which foretell the others to 0.5"
    assert Labels(np.array([4]), np.array([1.0]), np.array([False])).told(mean) == ""
