"""Why a galaxy is expected to be what it is."""

import numpy as np
import pytest

from gzlabel.interest import Search


def make_search() -> Search:
    vectors = np.random.default_rng(0).normal(size=(100, 3)).astype(np.float32)
    vectors[1] = vectors[0] + 0.01
    vectors[99] = np.nan
    search = Search(vectors)
    search.set_labels(np.array([0, 10, 20]), np.array([5.0, 0.0, 0.0]))
    return search


def test_the_near_copy_of_a_find_owes_it_its_interest() -> None:
    search = make_search()
    found = search.explain(1)
    assert found is not None
    assert found.neighbours[0].row == 0
    assert found.neighbours[0].correlation == pytest.approx(1.0, abs=1e-3)
    assert found.neighbours[0].pull > 0.8
    assert found.mean == pytest.approx(search.hyperparameters.mean + found.total_pull, abs=1e-4)
    assert found.purpose == "exploit"
    assert found.version == search.version == 1


def test_far_from_all_ratings_is_exploration() -> None:
    search = make_search()
    search.set_labels(np.array([], dtype=np.int64), np.array([]))
    found = search.explain(50)
    assert found is not None
    assert found.purpose == "explore"
    assert found.neighbours == ()


def test_nothing_to_say_without_a_vector() -> None:
    assert make_search().explain(99) is None
