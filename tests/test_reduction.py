import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.errors import EmbeddingError
from gzlabel.reduction import Reduction, Standardisation


def test_the_first_component_is_the_longest_axis():
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(500, 3)) * [1, 5, 0.1]
    reduction = Reduction.fit(vectors, 2, l2=False)
    assert abs(reduction.components[0, 1]) > 0.99
    assert reduction.explained_variance[0] == pytest.approx(25, rel=0.2)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), l2=st.booleans(), weighted=st.booleans())
def test_a_reduction_survives_its_file(tmp_path_factory, seed, l2, weighted):
    vectors = np.random.default_rng(seed).normal(size=(30, 5))
    fitted = Reduction.fit(vectors, 4, l2=l2, weights=np.arange(5) if weighted else None)
    path = tmp_path_factory.mktemp("reduction") / "r.npz"
    fitted.save(path)
    np.testing.assert_array_equal(Reduction.load(path).transform(vectors), fitted.transform(vectors))


def test_all_components_keep_all_distances():
    vectors = np.random.default_rng(1).normal(size=(40, 6))
    reduced = Reduction.fit(vectors, 6, l2=False).transform(vectors)
    np.testing.assert_allclose(
        np.linalg.norm(reduced[0] - reduced[1:], axis=1),
        np.linalg.norm(vectors[0] - vectors[1:], axis=1),
        rtol=1e-5,
    )


def test_rows_that_are_not_valid_do_not_count():
    vectors = np.random.default_rng(2).normal(size=(40, 3))
    spoilt = np.vstack([vectors, np.full((5, 3), np.nan)])
    valid = np.arange(45) < 40
    np.testing.assert_allclose(
        Reduction.fit(spoilt, 3, valid=valid).components, Reduction.fit(vectors, 3).components
    )


def test_standardised_features_forget_unit_and_offset_and_are_bounded():
    sample = np.random.default_rng(3).normal(size=(400, 1))
    sample[0] = 1e6
    both = np.hstack([sample, 1000 * sample + 5])
    standard = Standardisation.fit(both, np.array([1.0, 2.0])).apply(both)
    np.testing.assert_allclose(standard[:, 1], 2 * standard[:, 0], rtol=1e-9)
    np.testing.assert_allclose(standard[0], [3, 6])


def test_a_constant_feature_becomes_zero():
    sample = np.column_stack([np.arange(9.0), np.full(9, 7.0)])
    assert (Standardisation.fit(sample, np.ones(2)).apply(sample)[:, 1] == 0).all()


def test_one_row_is_too_few():
    with pytest.raises(EmbeddingError, match="at least 2 usable vectors, found 1"):
        Reduction.fit(np.ones((1, 3)), 2)
