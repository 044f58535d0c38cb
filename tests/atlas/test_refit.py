from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas.atlas import Atlas
from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.refit import aligned, drop_refit, refit_map, with_target
from gzlabel.atlas.stages import Manifest, write_positions
from gzlabel.errors import AtlasError


def test_alignment_undoes_a_turn_a_scale_and_a_move() -> None:
    onto = np.random.default_rng(0).normal(size=(50, 2)).astype(np.float32)
    turn = np.array([[0.0, -1.0], [1.0, 0.0]], np.float32)
    np.testing.assert_allclose(aligned(3 * onto @ turn + 7, onto), onto, atol=1e-4)


def test_a_target_weakens_links_between_different_ratings() -> None:
    from scipy.sparse import csr_array

    graph = csr_array(np.ones((3, 3)) - np.eye(3))
    united = with_target(graph, np.array([1, 1, -1], np.int8)).toarray()
    assert united[0, 1] == pytest.approx(1.0)
    # exp(-5) at either end; from galaxy 2 both links are as weak, so both are its strongest.
    assert united[0, 2] == pytest.approx(1.0)
    united = with_target(graph, np.array([1, -1, 0], np.int8)).toarray()
    assert united[0, 1] < united[0, 2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished map of eighty galaxies, one of them without a place."""
    features = np.random.default_rng(0).normal(size=(80, 4)).astype(np.float32)
    features[3] = np.nan
    np.save(tmp_path / "features.npy", features)
    manifest = Manifest.of(features, Recipe(n_neighbors=6))
    manifest.write(tmp_path)
    write_positions(tmp_path, "map", manifest.digests["map"], features[:, :2].copy())
    return tmp_path


def test_refits_in_place_and_leaves_galaxies_without_a_place(folder: Path) -> None:
    before = Atlas.open(folder)
    refit_map(folder / "features.npy", folder, np.arange(10, 20), np.full(10, 5))
    after = Atlas.open(folder)
    assert (before.stage, after.stage) == ("map", "refitted")
    assert np.isnan(after.positions[3]).all()
    assert not np.allclose(after.positions, before.positions, equal_nan=True)
    centre = np.nanmean(before.positions, axis=0)
    np.testing.assert_allclose(np.nanmean(after.positions, axis=0), centre, atol=1e-4)


def test_a_refit_can_be_taken_back(folder: Path) -> None:
    before = Atlas.open(folder).positions
    refit_map(folder / "features.npy", folder, np.arange(10, 20), np.full(10, 5))
    drop_refit(folder)
    drop_refit(folder)
    np.testing.assert_array_equal(Atlas.open(folder).positions, before)


def test_a_map_built_anew_is_not_the_refitted_one(folder: Path) -> None:
    features = np.load(folder / "features.npy")
    refit_map(folder / "features.npy", folder, np.arange(10, 20), np.full(10, 5))
    manifest = Manifest.of(features, Recipe(n_neighbors=7))
    manifest.write(folder)
    write_positions(folder, "map", manifest.digests["map"], features[:, :2].copy())
    assert Atlas.open(folder).stage == "map"


def test_a_map_from_landmarks_is_not_refitted(folder: Path) -> None:
    features = np.load(folder / "features.npy")
    manifest = Manifest.of(features, Recipe(n_landmarks=5))
    manifest.write(folder)
    write_positions(folder, "map", manifest.digests["map"], features[:, :2].copy())
    with pytest.raises(AtlasError, match="landmarks"):
        refit_map(folder / "features.npy", folder, np.array([1]), np.array([5]))


def test_without_a_map_there_is_nothing_to_refit(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="no finished map"):
        refit_map(tmp_path / "features.npy", tmp_path, np.array([1]), np.array([5]))
