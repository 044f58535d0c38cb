"""An atlas as found on disk: the best map so far, the tree when there is one, and how good they are."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.stages import Manifest, read_earlier_tree, read_positions, read_quality, read_tree
from gzlabel.atlas.tree import CondensedTree
from gzlabel.stored_array import StoredArray

MapStage = Literal["none", "linear", "landmarks", "map", "refitted"]
_BEST_FIRST: tuple[MapStage, ...] = ("refitted", "map", "landmarks", "linear")


@dataclass(frozen=True)
class Atlas:
    """What `build_atlas` has made so far.

    Attributes
    ----------
    folder
        Where it is kept.
    manifest
        None where no atlas was begun.
    positions
        ``(n_galaxies, 2)`` float32 of the best map so far, NaN for galaxies without a vector; None before
        the first.
    stage
        Which map that is: ``none``, ``linear``, ``landmarks``, ``map``, or ``refitted`` to ratings.
    tree
        None until it is grown.
    quality
        Measures of the map by name (`gzlabel.atlas.quality.map_quality`); empty until they are made.
    """

    folder: Path
    manifest: Manifest | None = None
    positions: NDArray[np.float32] | None = None
    stage: MapStage = "none"
    tree: CondensedTree | None = None
    quality: dict[str, float] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path | str) -> "Atlas":
        """Read what is current in ``folder``, which may be empty or absent.

        Raises
        ------
        AtlasError
            If its manifest cannot be read.
        """
        folder = Path(folder)
        manifest = Manifest.read(folder)
        if manifest is None:
            return cls(folder)
        tree = read_tree(folder, manifest.digests["tree"])
        for stage in _BEST_FIRST:
            positions = read_positions(folder, stage, manifest.digest_of(stage))
            if positions is not None:
                return cls(
                    folder, manifest, positions, stage, tree, read_quality(folder, manifest.digests["map"])
                )
        return cls(folder, manifest, tree=tree)

    @property
    def recipe(self) -> Recipe | None:
        """How it is made; None where no atlas was begun."""
        return self.manifest.recipe if self.manifest else None

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to make."""
        return self.stage in ("map", "refitted") and self.tree is not None

    def is_of(self, features_path: Path) -> bool:
        """Whether it is made of the features in a file; so is one that was not begun.

        They are read only where the file is younger than the atlas, as it may be in a copy of both.

        Raises
        ------
        OSError, ValueError
            If the features cannot be read.
        """
        if self.manifest is None or self.manifest.written_at(self.folder) >= features_path.stat().st_mtime_ns:
            return True
        with StoredArray(features_path) as features:
            return len(features) == self.manifest.n_galaxies and self.manifest.is_of(features)

    @property
    def digest(self) -> str:
        """Of the map that `positions` are; empty where there is none."""
        return self.manifest.digest_of(self.stage) if self.manifest and self.stage != "none" else ""

    @cached_property
    def earlier_tree(self) -> CondensedTree | None:
        """The tree that the present one took the place of; None where it is the first."""
        return read_earlier_tree(self.folder)

    @cached_property
    def space(self) -> NDArray[np.float32] | None:
        """Positions in the space of the clusters ``(n_galaxies, n_cluster_dimensions)``; None until made."""
        return read_positions(self.folder, "space", self.manifest.digests["space"]) if self.manifest else None
