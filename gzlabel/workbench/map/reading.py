"""What the background has made of the map so far, read and sorted away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import Atlas, CondensedTree, PointIndex, quick_map
from gzlabel.workbench.features import reading_features
from gzlabel.workbench.state import Map

_EARLIER = "map of earlier vectors"
_STAGES = {
    "none": "no map yet",
    "linear": "first map: two principal components",
    "landmarks": "provisional map: UMAP of landmarks",
    "map": "UMAP",
    "refitted": "UMAP, refitted to your ratings",
}


@dataclass(frozen=True)
class FoundMap:
    """What is new of the atlas.

    Attributes
    ----------
    mark
        Tells this map from others; empty for none.
    map, tree
        None where they are those known already, or not there.
    earlier_tree
        The tree before, whose clusters the person may have spoken of.
    selection
        Which nodes are clusters where nothing is rated.
    is_of_earlier_vectors
        Other vectors have come since it was made.
    """

    mark: str
    map: Map | None
    tree: CondensedTree | None
    earlier_tree: CondensedTree | None
    selection: Literal["leaf", "eom"]
    is_of_earlier_vectors: bool = False


def read_map(folder: Path, known_mark: str, known_tree: str, features_path: Path | None = None) -> FoundMap:
    """Read the atlas in ``folder``, but for what is known; whether it is of ``features_path``, where one is named.

    Raises
    ------
    AtlasError
        If its manifest cannot be read.
    """
    atlas = Atlas.open(folder)
    is_earlier = _is_earlier(atlas, features_path)
    mark = "" if atlas.positions is None else f"{atlas.stage}:{atlas.digest}"
    shown = None
    if atlas.positions is not None and (is_earlier or mark != known_mark):
        shown = _shown(atlas.positions, atlas.stage, is_earlier)
    tree = atlas.tree if atlas.tree is not None and atlas.tree.identity != known_tree else None
    recipe = atlas.recipe
    earlier = atlas.earlier_tree if tree is not None else None
    selection = recipe.selection if recipe is not None else "leaf"
    return FoundMap(mark, shown, tree, earlier, selection, is_earlier)


def _shown(positions: NDArray[np.float32], stage: str, is_earlier: bool) -> Map:
    index = PointIndex(positions)
    if is_earlier:
        return Map(positions, _EARLIER, False, index)
    is_final, is_refitted = stage in ("map", "refitted"), stage == "refitted"
    return Map(positions, stage_in_words(stage), is_final, index, is_refitted)


def _is_earlier(atlas: Atlas, features_path: Path | None) -> bool:
    if features_path is None:
        return False
    try:
        return not atlas.is_of(features_path)
    except (OSError, ValueError):  # the model says what is wrong with the vectors
        return False


def linear_map(features_path: Path) -> Map:
    """The map that needs no waiting."""
    with reading_features(features_path) as features:
        positions = quick_map(features)
    return Map(positions, stage_in_words("linear"), False, PointIndex(positions))


def stage_in_words(stage: str) -> str:
    """What a map of this stage is, for a person."""
    return _STAGES[stage]
