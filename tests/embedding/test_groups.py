import numpy as np

from gzlabel.embedding.groups import same_galaxy_groups


def test_rows_of_one_id_are_one_group():
    groups = same_galaxy_groups(["a", "b", "a", "c"])
    assert groups[0] == groups[2]
    assert len(set(groups.tolist())) == 3


def test_a_chain_of_neighbours_on_the_sky_is_one_group():
    ra = np.array([10.0, 10.0 + 4 / 3600, 10.0 + 8 / 3600, 11.0])
    groups = same_galaxy_groups([1, 2, 3, 4], ra, np.zeros(4), radius_arcsec=5)
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_the_sky_has_no_seam_at_right_ascension_zero():
    groups = same_galaxy_groups([1, 2], np.array([359.9999, 0.0001]), np.array([20.0, 20.0]))
    assert groups[0] == groups[1]


def test_rows_without_a_position_stand_alone():
    groups = same_galaxy_groups([1, 2, 3], np.array([np.nan, 5.0, 5.0]), np.array([np.nan, 1.0, 1.0]))
    assert groups[1] == groups[2] != groups[0]
