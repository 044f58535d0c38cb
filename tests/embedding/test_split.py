import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.embedding.split import held_out
from gzlabel.errors import EmbeddingError


@given(seed=st.integers(0, 500), n_groups=st.integers(12, 40))
def test_no_group_is_parted_and_every_class_is_on_both_sides(seed, n_groups):
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(n_groups), rng.integers(1, 4, n_groups))
    labels = groups % 2
    out = held_out(labels, groups, 0.25, seed)
    assert not set(groups[out]) & set(groups[~out])
    assert set(labels[out]) == set(labels[~out]) == {0, 1}


def test_the_share_is_near_what_is_asked():
    labels = np.arange(1000) % 2
    assert held_out(labels, np.arange(1000), 0.2, 0).mean() == pytest.approx(0.2, abs=0.01)


def test_a_class_of_one_galaxy_cannot_be_tested():
    with pytest.raises(EmbeddingError, match="too few galaxies of some class"):
        held_out(np.array([0] * 20 + [1]), np.arange(21), 0.25, 0)
