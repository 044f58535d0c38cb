"""How many ratings a posterior carries."""

from gzlabel.interest.limits import Limits


def test_two_thousand_ratings_are_known_whole_and_no_more_than_two_thousand_four_hundred() -> None:
    limits = Limits.of_pool(12_000, 4)
    assert (limits.n_most, limits.n_early, limits.n_kept) == (2_400, 2_160, 2_000)


def test_memory_holds_fewer_of_many_galaxies() -> None:
    # 7 GB over 2 bytes times 8.7 million
    limits = Limits.of_pool(8_700_000, 2)
    assert (limits.n_most, limits.n_early, limits.n_kept) == (402, 361, 301)
