from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.refit import aligned, refit_map, with_target
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


def test_refits_in_place_and_leaves_galaxies_without_a_place(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(80, 4)).astype(np.float32)
    np.save(tmp_path / "features.npy", features)
    positions = features[:, :2].copy()
    positions[3] = np.nan
    recipe = Recipe(n_neighbors=6)
    refit_map(
        tmp_path / "features.npy", positions, np.arange(10), np.full(10, 5), tmp_path / "refit.npy", recipe
    )
    refitted = np.load(tmp_path / "refit.npy")
    assert np.isnan(refitted[3]).all()
    np.testing.assert_allclose(np.nanmean(refitted, axis=0), np.nanmean(positions, axis=0), atol=1e-4)


def test_a_map_from_landmarks_is_not_refitted(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="landmarks"):
        refit_map(tmp_path, np.zeros((9, 2), np.float32), [], [], tmp_path / "x.npy", Recipe(n_landmarks=5))
