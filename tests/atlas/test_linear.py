import numpy as np

from gzlabel.atlas.linear import leading_components, quick_map


def test_the_first_axis_is_that_of_largest_spread() -> None:
    features = np.random.default_rng(0).normal(size=(500, 3)).astype(np.float32) * (1.0, 9.0, 3.0)
    components = leading_components(features, 2)
    assert abs(np.corrcoef(components[:, 0], features[:, 1])[0, 1]) > 0.99
    assert abs(np.corrcoef(components[:, 1], features[:, 2])[0, 1]) > 0.99


def test_an_outlier_does_not_squeeze_the_map() -> None:
    features = np.random.default_rng(1).normal(size=(500, 2)).astype(np.float32)
    features[0] = 1e4
    positions = quick_map(features)
    assert np.ptp(np.percentile(positions, [2, 98], axis=0), axis=0).min() > 9.9


def test_galaxies_without_a_vector_get_no_place() -> None:
    features = np.random.default_rng(2).normal(size=(50, 4)).astype(np.float32)
    features[7, 2] = np.inf
    features[9] = np.nan
    positions = quick_map(features)
    assert list(np.flatnonzero(np.isnan(positions).any(axis=1))) == [7, 9]
    assert np.isnan(positions[[7, 9]]).all()


def test_one_feature_still_makes_a_plane() -> None:
    positions = quick_map(np.arange(10, dtype=np.float32)[:, None])
    assert positions.shape == (10, 2)
    assert np.isfinite(positions).all()


def test_nothing_usable_has_no_places() -> None:
    assert np.isnan(quick_map(np.full((4, 3), np.nan, np.float32))).all()
    assert quick_map(np.empty((0, 3), np.float32)).shape == (0, 2)
