"""How many ratings a posterior carries."""

from gzlabel.interest.limits import Limits


def test_two_thousand_ratings_are_known_whole_and_the_rest_goes_a_little_at_a_time() -> None:
    limits = Limits.of_pool(12_000, 4)
    assert (limits.n_kept, limits.n_most, limits.n_room) == (2_000, 2_048, 2_144)


def test_memory_holds_fewer_of_many_galaxies() -> None:
    # 7 GB over 2 bytes times 8.7 million
    limits = Limits.of_pool(8_700_000, 2)
    assert (limits.n_kept, limits.n_most) == (354, 402)


def test_of_few_a_quarter_goes_at_once() -> None:
    assert [Limits(n).n_kept for n in (1, 2, 40)] == [0, 1, 30]
