import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas import Atlas, Recipe, build_atlas
from gzlabel.errors import AtlasError, Cancelled
from gzlabel.progress import Step

RECIPE = Recipe(n_neighbors=8, min_cluster_size=6, min_samples=3, n_epochs=30)


@pytest.fixture
def features_path(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    features = (rng.normal(size=(150, 8)) + 8 * np.repeat(np.eye(3, 8), 50, axis=0)).astype(np.float32)
    features[11] = np.nan
    np.save(tmp_path / "features.npy", features)
    return tmp_path / "features.npy"


def test_builds_map_space_and_tree(features_path: Path, tmp_path: Path) -> None:
    build_atlas(features_path, tmp_path / "atlas", RECIPE)
    atlas = Atlas.open(tmp_path / "atlas")
    assert atlas.is_final
    assert atlas.stage == "map"
    assert atlas.recipe == RECIPE
    assert atlas.positions is not None
    assert atlas.space is not None
    assert atlas.tree is not None
    assert atlas.positions.shape == (150, 2)
    assert atlas.space.shape == (150, 5)
    assert list(np.flatnonzero(np.isnan(atlas.positions[:, 0]))) == [11]
    assert atlas.tree.n_galaxies == 150


def test_a_cancelled_build_keeps_its_stages_and_goes_on(features_path: Path, tmp_path: Path) -> None:
    def cancel_at_the_space(step: Step) -> None:
        if step.message.startswith("Space"):
            raise Cancelled

    with pytest.raises(Cancelled):
        build_atlas(features_path, tmp_path / "atlas", RECIPE, cancel_at_the_space)
    half = Atlas.open(tmp_path / "atlas")
    assert (half.stage, half.is_final, half.tree) == ("map", False, None)

    messages: list[str] = []
    build_atlas(features_path, tmp_path / "atlas", RECIPE, lambda step: messages.append(step.message))
    assert Atlas.open(tmp_path / "atlas").is_final
    assert "Map" not in messages


def test_the_first_map_is_the_linear_one(features_path: Path, tmp_path: Path) -> None:
    def cancel_at_the_neighbours(step: Step) -> None:
        if step.message == "Neighbours":
            raise Cancelled

    with pytest.raises(Cancelled):
        build_atlas(features_path, tmp_path / "atlas", RECIPE, cancel_at_the_neighbours)
    assert Atlas.open(tmp_path / "atlas").stage == "linear"


def test_other_features_make_the_old_atlas_void(features_path: Path, tmp_path: Path) -> None:
    build_atlas(features_path, tmp_path / "atlas", RECIPE)
    np.save(features_path, np.load(features_path)[::-1])

    def cancel_at_once(step: Step) -> None:
        if step.message == "Finished: linear":
            raise Cancelled

    with pytest.raises(Cancelled):
        build_atlas(features_path, tmp_path / "atlas", RECIPE, cancel_at_once)
    assert Atlas.open(tmp_path / "atlas").stage == "linear"


def test_an_absent_atlas_is_empty(tmp_path: Path) -> None:
    atlas = Atlas.open(tmp_path / "nowhere")
    assert (atlas.positions, atlas.stage, atlas.tree, atlas.is_final) == (None, "none", None, False)


def test_a_broken_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "atlas.json").write_text("{")
    with pytest.raises(AtlasError, match="cannot be read"):
        Atlas.open(tmp_path)


def test_a_truncated_stage_is_made_again(features_path: Path, tmp_path: Path) -> None:
    build_atlas(features_path, tmp_path / "atlas", RECIPE)
    stored = tmp_path / "atlas" / "tree.npz"
    stored.write_bytes(stored.read_bytes()[:200])
    assert Atlas.open(tmp_path / "atlas").tree is None
    build_atlas(features_path, tmp_path / "atlas", RECIPE)
    assert Atlas.open(tmp_path / "atlas").is_final


@pytest.mark.parametrize("content", [b"", b"not an array"])
def test_unreadable_features_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "features.npy").write_bytes(content)
    with pytest.raises(AtlasError, match="features cannot be read"):
        build_atlas(tmp_path / "features.npy", tmp_path / "atlas")


def test_too_few_galaxies_are_told(tmp_path: Path) -> None:
    np.save(tmp_path / "features.npy", np.zeros((3, 2), np.float32))
    with pytest.raises(AtlasError, match="at least 5 galaxies"):
        build_atlas(tmp_path / "features.npy", tmp_path / "atlas")


def test_landmarks_place_the_others(features_path: Path, tmp_path: Path) -> None:
    build_atlas(features_path, tmp_path / "atlas", Recipe(n_neighbors=8, n_landmarks=60, n_epochs=30))
    atlas = Atlas.open(tmp_path / "atlas")
    assert atlas.is_final
    assert atlas.positions is not None
    assert np.isfinite(atlas.positions[:, 0]).sum() == 149
    assert {"neighbour_recall_fitted", "neighbour_recall_placed"} <= set(atlas.quality)


def test_large_samples_show_a_map_from_landmarks_first(
    features_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gzlabel.atlas.build.WORTH_LANDMARKS", 100)
    monkeypatch.setattr("gzlabel.atlas.build.FIRST_LANDMARKS", 40)

    def cancel_at_the_map(step: Step) -> None:
        if step.message == "Layout for the eye":
            raise Cancelled

    with pytest.raises(Cancelled):
        build_atlas(features_path, tmp_path / "atlas", RECIPE, cancel_at_the_map)
    assert Atlas.open(tmp_path / "atlas").stage == "landmarks"


@pytest.mark.parametrize(
    "features",
    [
        np.zeros((30, 4), np.float32),
        np.arange(40, dtype=np.float32)[:, None],
        np.random.default_rng(0).normal(size=(5, 3)).astype(np.float32),
        np.repeat(np.random.default_rng(0).normal(size=(6, 3)), 10, axis=0).astype(np.float32),
    ],
    ids=["all alike", "one feature", "five galaxies", "twins"],
)
def test_odd_samples_get_an_atlas_too(features: np.ndarray, tmp_path: Path) -> None:
    np.save(tmp_path / "features.npy", features)
    build_atlas(tmp_path / "features.npy", tmp_path / "atlas")
    atlas = Atlas.open(tmp_path / "atlas")
    assert atlas.is_final
    assert atlas.positions is not None
    assert np.isfinite(atlas.positions).all()


def test_a_build_ended_midway_would_leave_nothing_of_the_system_behind(
    features_path: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from multiprocessing import resource_tracker, set_start_method; from pathlib import Path;"
        "from gzlabel.atlas import Recipe, build_atlas; set_start_method('spawn');"
        "build_atlas(Path(sys.argv[1]), Path(sys.argv[2]), Recipe(n_neighbors=8, min_cluster_size=6, n_epochs=5));"
        "print(resource_tracker._resource_tracker._pid)"
    )
    words = [sys.executable, "-c", code, str(features_path), str(tmp_path / "atlas")]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "None"
