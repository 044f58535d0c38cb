import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gzlabel.embedding import EmbeddingMatrix, import_columns, import_matrix
from gzlabel.errors import EmbeddingError


def saved(folder, matrix):
    path = folder / "features.npy"
    np.save(path, matrix)
    return path


@settings(max_examples=20, deadline=None)
@given(matrix=arrays(np.float32, (7, 3), elements=st.floats(-1e6, 1e6, width=32)))
def test_what_is_imported_comes_back(tmp_path_factory, matrix):
    folder = tmp_path_factory.mktemp("import")
    import_matrix(saved(folder, matrix), folder / "embedding", 7)
    np.testing.assert_array_equal(EmbeddingMatrix.open(folder / "embedding").vectors, matrix)


def test_half_precision_stays_half(tmp_path):
    matrix = import_matrix(saved(tmp_path, np.eye(4, dtype=np.float16)), tmp_path / "e", 4)
    assert matrix.vectors.dtype == np.float16


def test_rows_that_are_not_finite_are_masked_and_counted(tmp_path):
    source = np.ones((5, 2))
    source[1, 0], source[4, 1] = np.nan, np.inf
    matrix = import_matrix(saved(tmp_path, source), tmp_path / "e", 5)
    assert matrix.valid.tolist() == [True, False, True, True, False]
    assert matrix.manifest.n_masked == 2


def test_values_beyond_single_precision_are_masked(tmp_path):
    source = np.ones((3, 2))
    source[0, 0] = 1e300
    assert import_matrix(saved(tmp_path, source), tmp_path / "e", 3).manifest.n_masked == 1


def test_nothing_but_nan_is_refused(tmp_path):
    with pytest.raises(EmbeddingError, match="5 of 5 rows hold NaN"):
        import_matrix(saved(tmp_path, np.full((5, 2), np.nan)), tmp_path / "e", 5)


def test_another_number_of_rows_is_refused(tmp_path):
    with pytest.raises(EmbeddingError, match="4 rows, the catalogue 5 galaxies"):
        import_matrix(saved(tmp_path, np.ones((4, 2))), tmp_path / "e", 5)


def test_a_truncated_file_is_refused(tmp_path):
    path = saved(tmp_path, np.ones((1000, 20)))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(EmbeddingError, match=r"features\.npy: not a readable NumPy matrix.*cut short"):
        import_matrix(path, tmp_path / "e", 1000)


@pytest.mark.parametrize("content", [b"", b"id,ra,dec\n1,2,3\n", b"\x93NUMPY\x01"])
def test_a_file_that_is_no_matrix_is_refused(tmp_path, content):
    path = tmp_path / "features.npy"
    path.write_bytes(content)
    with pytest.raises(EmbeddingError, match="not a readable NumPy matrix"):
        import_matrix(path, tmp_path / "e", 3)


def test_a_git_lfs_pointer_is_recognised(tmp_path):
    path = tmp_path / "features.npy"
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
    with pytest.raises(EmbeddingError, match="git-lfs pointer"):
        import_matrix(path, tmp_path / "e", 3)


@pytest.mark.parametrize("array", [np.ones(3), np.array([["a"], ["b"]]), np.ones((2, 2, 2))])
def test_an_array_of_another_kind_is_refused(tmp_path, array):
    with pytest.raises(EmbeddingError, match="a matrix of numbers"):
        import_matrix(saved(tmp_path, array), tmp_path / "e", len(array))


def test_a_refused_matrix_leaves_the_present_embedding_alone(tmp_path):
    import_matrix(saved(tmp_path, np.ones((4, 2))), tmp_path / "e", 4)
    with pytest.raises(EmbeddingError):
        import_matrix(tmp_path / "absent.npy", tmp_path / "e", 4)
    assert EmbeddingMatrix.open(tmp_path / "e").valid.all()


def test_columns_make_a_matrix_and_blanks_mask_their_row(tmp_path):
    table = pa.table({"id": [1, 2, 3], "embedding_0": [0.5, None, 2], "embedding_1": [1, 2, 3]})
    matrix = import_columns(table, ["embedding_0", "embedding_1"], tmp_path)
    assert matrix.valid.tolist() == [True, False, True]
    assert matrix.vectors[2].tolist() == [2, 3]


def test_a_column_of_words_is_refused(tmp_path):
    with pytest.raises(EmbeddingError, match="'name' does not hold numbers"):
        import_columns(pa.table({"name": ["NGC 1", "M 31"]}), ["name"], tmp_path)


def test_an_absent_column_is_told(tmp_path):
    with pytest.raises(EmbeddingError, match=r"no column embedding_9.*Its columns are: x"):
        import_columns(pa.table({"x": [1.0]}), ["embedding_9"], tmp_path)
