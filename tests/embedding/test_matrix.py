import json

import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, import_matrix
from gzlabel.embedding.growth import Further, grow_matrix
from gzlabel.embedding.manifest import Manifest
from gzlabel.errors import EmbeddingError


@pytest.fixture
def matrix(tmp_path):
    source = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    source[9] = np.nan
    np.save(tmp_path / "f.npy", source)
    return import_matrix(tmp_path / "f.npy", tmp_path / "embedding", 50)


def test_reduced_vectors_are_kept_and_masked_rows_stay_nan(matrix):
    reduced = matrix.reduced(3)
    assert reduced.shape == (50, 3)
    assert np.isnan(reduced[9]).all()
    assert np.isfinite(np.delete(reduced, 9, axis=0)).all()


def test_reduced_vectors_are_made_once(matrix):
    matrix.reduced()
    before = matrix.reduced_path.stat().st_mtime_ns
    EmbeddingMatrix.open(matrix.folder).reduced()
    assert matrix.reduced_path.stat().st_mtime_ns == before


def test_new_galaxies_project_the_same_way(matrix):
    reduced = matrix.reduced(4)
    again = EmbeddingMatrix.open(matrix.folder).reduction(4).transform(matrix.vectors[:5])
    np.testing.assert_array_equal(again, reduced[:5])


def test_a_newer_matrix_makes_the_reduced_one_anew(matrix, tmp_path):
    old = np.array(matrix.reduced(2))
    np.save(tmp_path / "g.npy", np.random.default_rng(1).normal(size=(50, 8)))
    new = import_matrix(tmp_path / "g.npy", matrix.folder, 50).reduced(2)
    assert not np.allclose(old[0], new[0])


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(EmbeddingError, match="there is no embedding here"):
        EmbeddingMatrix.open(tmp_path)


def test_truncated_vectors_are_told(matrix):
    path = matrix.folder / "vectors.npy"
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(EmbeddingError, match=r"vectors\.npy: the embedding is damaged"):
        EmbeddingMatrix.open(matrix.folder)


def test_a_damaged_manifest_is_told(matrix):
    (matrix.folder / "manifest.json").write_text("{")
    with pytest.raises(EmbeddingError, match="manifest of the embedding is damaged"):
        EmbeddingMatrix.open(matrix.folder)


def test_a_newer_format_is_told(matrix):
    path = matrix.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 9}))
    with pytest.raises(EmbeddingError, match=r"format 9.*Update gzlabel"):
        EmbeddingMatrix.open(matrix.folder)


@pytest.mark.parametrize("standardise", [True, False])
def test_a_galaxy_is_nearest_to_itself_whatever_the_units(tmp_path, standardise):
    source = np.random.default_rng(0).normal(size=(60, 5)) * [1, 1, 1, 1, 1000]
    np.save(tmp_path / "f.npy", source)
    matrix = import_matrix(tmp_path / "f.npy", tmp_path / "e", 60, standardise=standardise)
    rows, cosine = matrix.nearest(matrix.vectors[[7, 20]], 3)
    assert rows[:, 0].tolist() == [7, 20]
    np.testing.assert_allclose(cosine[:, 0], 1, rtol=1e-4)


@pytest.fixture
def earlier(tmp_path):
    """A matrix as an earlier version left it, with 100 components."""
    np.save(tmp_path / "f.npy", np.random.default_rng(0).normal(size=(200, 140)).astype(np.float32))
    matrix = import_matrix(tmp_path / "f.npy", tmp_path / "embedding", 200)
    matrix.reduced(100)
    return EmbeddingMatrix.open(matrix.folder)


def test_the_components_of_an_earlier_version_stay_in_use(earlier):
    before = earlier.reduced_path.stat().st_mtime_ns
    assert earlier.reduced_path.name == "reduced-100.npy"
    assert earlier.reduced().shape == (200, 100)
    assert earlier.reduced_so_far() == earlier.reduced_path
    assert earlier.reduced_path.stat().st_mtime_ns == before
    assert len(earlier.kept_reduction().components) == 100


def test_they_stay_in_use_when_the_catalogue_grows(earlier, tmp_path):
    further = Further.imported(np.random.default_rng(1).normal(size=(3, 140)).astype(np.float32))
    grown = grow_matrix(earlier, further, tmp_path / "grown")
    assert grown.reduced().shape == (203, 100)
    np.testing.assert_array_equal(grown.reduced()[:200], earlier.reduced())


def test_other_vectors_get_the_components_of_this_version(earlier, tmp_path):
    np.save(tmp_path / "g.npy", np.random.default_rng(1).normal(size=(200, 140)))
    new = import_matrix(tmp_path / "g.npy", earlier.folder, 200)
    assert new.reduced().shape == (200, 128)
    assert new.reduced_path.name == "reduced-128.npy"
    assert not (earlier.folder / "reduced-100.npy").exists()


def test_changed_vectors_leave_no_stale_components(earlier):
    Manifest.read(earlier.folder).renewed().write(earlier.folder)
    changed = EmbeddingMatrix.open(earlier.folder)
    assert changed.reduced().shape == (200, 128)
    assert not (earlier.folder / "reduced-100.npy").exists()
    assert not (earlier.folder / "reduction-100.npz").exists()
