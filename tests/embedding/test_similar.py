import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.embedding import similar
from gzlabel.errors import EmbeddingError


def test_the_nearest_by_angle_come_first():
    vectors = np.array([[1, 0], [0, 2], [3, 3], [-1, 0]], dtype=np.float32)
    rows, cosine = similar(vectors, np.ones(4, bool), np.array([10.0, 0]), 3)
    assert rows.tolist() == [[0, 2, 1]]
    np.testing.assert_allclose(cosine, [[1, np.sqrt(0.5), 0]], atol=1e-6)


def test_masked_rows_are_never_returned():
    vectors = np.array([[1, 0], [np.nan, 1], [0, 1]])
    rows, _ = similar(vectors, np.array([True, False, True]), np.array([1.0, 0]), 5)
    assert rows.tolist() == [[0, 2]]


@given(seed=st.integers(0, 1000), n=st.integers(1, 60), k=st.integers(1, 70), block=st.integers(1, 20))
def test_blocks_find_what_the_whole_finds(seed, n, k, block):
    rng = np.random.default_rng(seed)
    vectors, queries = rng.normal(size=(n, 4)).astype(np.float32), rng.normal(size=(2, 4))
    rows, cosine = similar(vectors, np.ones(n, bool), queries, k, block_rows=block)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    whole = (queries / np.linalg.norm(queries, axis=1, keepdims=True)) @ unit.T
    np.testing.assert_allclose(cosine, -np.sort(-whole, axis=1)[:, :k], atol=1e-6)
    np.testing.assert_allclose(np.take_along_axis(whole, rows, axis=1), cosine, atol=1e-6)


def test_an_example_of_another_length_is_told():
    with pytest.raises(EmbeddingError, match="3 features, the catalogue 2"):
        similar(np.ones((4, 2)), np.ones(4, bool), np.ones(3), 1)


def test_an_example_without_a_vector_is_told():
    with pytest.raises(EmbeddingError, match="no usable vector"):
        similar(np.ones((4, 2)), np.ones(4, bool), np.array([np.nan, 1]), 1)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_compiled_cosines_agree_with_numpy(dtype):
    from gzlabel.embedding.compiled_cosine import cosines

    rng = np.random.default_rng(0)
    block = (rng.normal(size=(50, 9)) * 10.0 ** rng.uniform(-6, 3, (50, 1))).astype(dtype)
    queries = rng.normal(size=(3, 9)).astype(np.float32)
    exact = block.astype(np.float64)
    lengths = np.linalg.norm(exact, axis=1)
    usable = lengths > 0
    np.testing.assert_allclose(
        cosines(block, queries)[:, usable],
        (queries @ exact.T / np.where(usable, lengths, 1))[:, usable],
        atol=1e-5,
    )


def test_equal_neighbours_come_by_row():
    vectors = np.tile(np.array([[1.0, 0]], dtype=np.float32), (100, 1))
    assert similar(vectors, np.ones(100, bool), vectors[0], 3)[0].tolist() == [[0, 1, 2]]
