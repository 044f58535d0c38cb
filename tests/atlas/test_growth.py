"""Further galaxies on a map that stays as it is: whose map it is then."""

import os
from pathlib import Path

import numpy as np

from gzlabel.atlas import Atlas, Recipe, grow_atlas
from gzlabel.atlas.stages import Manifest, write_positions


def made(folder: Path, features: np.ndarray) -> None:
    """An atlas with its map alone, older than any file of features."""
    manifest = Manifest.of(features, Recipe.preset("default", len(features)))
    manifest.write(folder)
    write_positions(folder, "map", manifest.digests["map"], features[:, :2].copy())
    os.utime(folder / "atlas.json", (0, 0))


def test_a_grown_map_is_that_of_all_its_galaxies_and_of_no_others(tmp_path: Path) -> None:
    features = np.random.default_rng(4).normal(size=(130, 6)).astype(np.float32)
    before, grown = tmp_path / "before", tmp_path / "grown"
    before.mkdir()
    made(before, features[:100])
    for name, some in {"first": features[:100], "all": features, "others": features[::-1]}.items():
        np.save(tmp_path / f"{name}.npy", some)
    assert grow_atlas(before, tmp_path / "all.npy", 100, grown)
    os.utime(grown / "atlas.json", (0, 0))
    asked = [(before, "first"), (before, "all"), (grown, "all"), (grown, "first"), (grown, "others")]
    is_of = [Atlas.open(folder).is_of(tmp_path / f"{name}.npy") for folder, name in asked]
    assert is_of == [True, False, True, False, False]
