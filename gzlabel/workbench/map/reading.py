"""What the background has made of the map so far, read and sorted away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gzlabel.atlas import Atlas, CondensedTree, PointIndex, quick_map
from gzlabel.workbench.features import reading_features
from gzlabel.workbench.state import Map

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
    """

    mark: str
    map: Map | None
    tree: CondensedTree | None
    earlier_tree: CondensedTree | None
    selection: Literal["leaf", "eom"]


def read_map(folder: Path, known_mark: str, known_tree: str) -> FoundMap:
    """Read the atlas in ``folder``, but for what is known.

    Raises
    ------
    AtlasError
        If its manifest cannot be read.
    """
    atlas = Atlas.open(folder)
    mark = "" if atlas.positions is None else f"{atlas.stage}:{atlas.digest}"
    shown = None
    if atlas.positions is not None and mark != known_mark:
        words, is_final = stage_in_words(atlas.stage), atlas.stage in ("map", "refitted")
        index, is_refitted = PointIndex(atlas.positions), atlas.stage == "refitted"
        shown = Map(atlas.positions, words, is_final, index, is_refitted)
    tree = atlas.tree if atlas.tree is not None and atlas.tree.identity != known_tree else None
    recipe = atlas.recipe
    earlier = atlas.earlier_tree if tree is not None else None
    return FoundMap(mark, shown, tree, earlier, recipe.selection if recipe is not None else "leaf")


def linear_map(features_path: Path) -> Map:
    """The map that needs no waiting."""
    with reading_features(features_path) as features:
        positions = quick_map(features)
    return Map(positions, stage_in_words("linear"), False, PointIndex(positions))


def stage_in_words(stage: str) -> str:
    """What a map of this stage is, for a person."""
    return _STAGES[stage]
