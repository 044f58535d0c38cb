"""Further galaxies on a map and in a cluster tree that stay as they are: each is placed by those it resembles."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.graph import membership_strengths
from gzlabel.atlas.landmarks import Guides, choose_landmarks
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.atlas.stages import Manifest, features_digest, read_positions, read_tree, write_positions
from gzlabel.atlas.tree import CondensedTree
from gzlabel.progress import Report, silent

_N_GUIDES, _MOST_SEARCHED = 8, 300_000
_STAGES = ("linear", "landmarks", "map", "space")


def grow_atlas(
    folder: Path, features_path: Path, n_before: int, target: Path, report: Report = silent
) -> bool:
    """Write the atlas of ``folder`` with places for further galaxies into ``target``; False where there is none.

    Galaxies that have a place keep it, and clusters keep their keys, so that names and edits hold. A further
    galaxy lies among the galaxies most like it and belongs to the cluster of the one most like it. Building
    the map again fits all of them afresh.

    Parameters
    ----------
    features_path
        ``.npy`` ``(n_galaxies, n_features)`` of all of them, as they were reduced for the atlas.
    n_before
        How many of them the atlas has.
    """
    manifest = Manifest.read(folder)
    if manifest is None or manifest.n_galaxies != n_before:
        return False
    target.mkdir(parents=True, exist_ok=True)
    features = np.load(features_path, mmap_mode="r", allow_pickle=False)
    further = _Placing(features, n_before, report)
    for stage in _STAGES:
        positions = read_positions(folder, stage, manifest.digests[stage])
        if positions is not None:
            write_positions(target, stage, manifest.digests[stage], further.placed(positions))
    tree = read_tree(folder, manifest.digests["tree"])
    if tree is not None:
        further.joined(tree).save(target / "tree.npz")
    if (folder / "quality.json").is_file():
        shutil.copyfile(folder / "quality.json", target / "quality.json")
    replace(manifest, n_galaxies=len(features), grown_to=features_digest(features)).write(target)
    return True


class _Placing:
    """The galaxies that each further one resembles most."""

    def __init__(self, features: NDArray[Any], n_before: int, report: Report) -> None:
        self._n_further = len(features) - n_before
        old = np.flatnonzero(np.isfinite(features[:n_before, 0]))
        if len(old) > _MOST_SEARCHED:
            old = old[choose_landmarks(len(old), _MOST_SEARCHED)]
        self._old = old
        self._new = np.flatnonzero(np.isfinite(features[n_before:, 0]))
        found = nearest_neighbours(
            np.asarray(features[old], dtype=np.float32),
            _N_GUIDES,
            queries=np.asarray(features[n_before + self._new], dtype=np.float32),
            report=report,
            message="Placing the further galaxies",
        )
        weights = membership_strengths(found.distances)
        weights /= weights.sum(axis=1, keepdims=True)
        self._guides = Guides(found.rows, weights)

    def placed(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Positions of all galaxies, NaN for those without a vector."""
        further = np.full((self._n_further, positions.shape[1]), np.nan, dtype=np.float32)
        further[self._new] = self._guides.place(positions[self._old])
        return np.concatenate([positions, further])

    def joined(self, tree: CondensedTree) -> CondensedTree:
        """The tree with every further galaxy in the node of the one most like it."""
        nodes = np.full(self._n_further, -1, dtype=np.int32)
        densities = np.full(self._n_further, np.nan, dtype=np.float32)
        most_like = self._old[self._guides.landmarks[:, 0]]
        nodes[self._new] = tree.galaxy_node[most_like]
        densities[self._new] = tree.galaxy_density[most_like]
        return replace(
            tree,
            galaxy_node=np.concatenate([tree.galaxy_node, nodes]),
            galaxy_density=np.concatenate([tree.galaxy_density, densities]),
        )
