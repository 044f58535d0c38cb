"""Where a search looks."""

import numpy as np

from gzlabel.interest import Search
from gzlabel.interest.phases import n_spread, phase_of


def test_an_only_find_that_brings_no_other_in_twenty_looks_widens_the_search() -> None:
    in_vain = np.zeros(20)
    assert phase_of(in_vain) == "exploring"
    assert phase_of(np.append(5.0, in_vain[1:])) == "searching"
    assert phase_of(np.append(5.0, in_vain)) == "widening"
    assert phase_of(np.concatenate([[5.0], in_vain, [1.0]])) == "searching"
    assert phase_of(np.concatenate([[5.0], in_vain, [1.0], in_vain])) == "searching"


def test_half_of_a_widening_page_is_spread() -> None:
    assert [n_spread("exploring", 10, 21), n_spread("searching", 10, 21)] == [10, 0]
    assert [n_spread("widening", 10, n) for n in (20, 21)] == [5, 5]
    assert [n_spread("widening", 1, n) for n in (20, 21)] == [0, 1]


def test_a_search_beside_an_odd_example_finds_the_others() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(600, 8)).astype(np.float32)
    features[:40] += 4.0 * np.eye(8, dtype=np.float32)[0]
    interesting = np.arange(600) < 40
    odd = 599
    rated = np.array([odd])
    interesting[odd] = True
    features[odd] = -2.0
    search = Search(features)
    seen = []
    for _ in range(8):
        search.set_labels(rated, 5.0 * interesting[rated])
        seen.append(search.phase)
        rated = np.append(rated, search.next_page(10))
    assert "widening" in seen
    assert interesting[rated].sum() > 20


def test_nothing_is_widened_where_something_is_expected_from_the_start() -> None:
    features = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32)
    search = Search(features, prior=np.ones(50, dtype=np.float32))
    search.set_labels(np.arange(21), np.append(5.0, np.zeros(20)))
    assert search.phase == "searching"
