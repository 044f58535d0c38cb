"""What an atlas keeps on disk: one file a stage, and a manifest that says which of them are current.

A stage is current when its file carries the digest that the manifest asks for: a digest of the features, of
the parameters that matter to the stage and of the stages before it. An interrupted build therefore goes on
where it stopped, and a change of a parameter redoes only what depends on it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import stored_arrays
from gzlabel.atlas.neighbours import Neighbours
from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.tree import CondensedTree
from gzlabel.atomic import written_whole
from gzlabel.errors import AtlasError
from gzlabel.parsed_json import parsed_json
from gzlabel.stored_array import StoredArray

_FORMAT = 1
_MANIFEST = "atlas.json"
_QUALITY = "quality.json"
_NEIGHBOURS = "neighbours.npz"
_TREE, _EARLIER_TREE = "tree.npz", "earlier_tree.npz"
_STAGES = ("linear", "landmarks", "neighbours", "map", "space", "tree")
_BLOCK_ROWS = 65536

REFITTED = "refitted"
"""The stage of a map laid out anew under ratings; it is never made by a build."""


@dataclass(frozen=True)
class Manifest:
    """What a folder is to hold: the recipe, the number of galaxies, and the digest of each stage.

    ``grown_to`` is the digest of the features with those of galaxies that were placed among them later.
    """

    n_galaxies: int
    recipe: Recipe
    digests: dict[str, str]
    grown_to: str = ""

    @classmethod
    def of(cls, features: NDArray[np.float32], recipe: Recipe) -> "Manifest":
        """The manifest of the atlas of ``features`` by ``recipe``."""
        base = features_digest(features)
        shared = (recipe.n_neighbors, recipe.n_landmarks, recipe.n_epochs, recipe.seed)
        digests = {"linear": _digest(base, "linear")}
        digests["landmarks"] = _digest(base, "landmarks", recipe.n_neighbors, recipe.min_dist, recipe.seed)
        digests["neighbours"] = _digest(
            base,
            "neighbours",
            recipe.n_neighbors,
            recipe.n_landmarks,
            recipe.seed if recipe.n_landmarks else 0,
        )
        digests["map"] = _digest(base, "map", *shared, recipe.min_dist)
        digests["space"] = _digest(base, "space", *shared, recipe.n_cluster_dimensions)
        of_landmarks = ("of landmarks",) if recipe.n_landmarks else ()
        digests["tree"] = _digest(
            digests["space"], recipe.min_cluster_size, recipe.min_samples, *of_landmarks
        )
        return cls(len(features), recipe, digests)

    @classmethod
    def read(cls, folder: Path) -> "Manifest | None":
        """The manifest in ``folder``, None where there is none.

        Raises
        ------
        AtlasError
            If it cannot be read.
        """
        path = folder / _MANIFEST
        if not path.is_file():
            return None
        try:
            stored = parsed_json(path.read_text("utf-8"))
            digests = {stage: str(stored["digests"][stage]) for stage in _STAGES}
            recipe, grown_to = Recipe.from_mapping(stored["recipe"]), str(stored.get("grown_to", ""))
            return cls(int(stored["n_galaxies"]), recipe, digests, grown_to)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise AtlasError(
                f"the atlas cannot be read ({fault})", where=path, remedy="Delete its folder and map again"
            ) from fault

    def digest_of(self, stage: str) -> str:
        """What the file of a stage is to carry; a refitted map that of the map it was fitted from."""
        return self.digests["map" if stage == REFITTED else stage]

    def is_of(self, features: NDArray[np.float32] | StoredArray) -> bool:
        """Whether the stages were made of these features; all of them are read."""
        digest = features_digest(features)
        return self.grown_to == digest or self.digests["linear"] == _digest(digest, "linear")

    @staticmethod
    def written_at(folder: Path) -> int:
        """When the manifest of ``folder`` was written, in nanoseconds."""
        return (folder / _MANIFEST).stat().st_mtime_ns

    def write(self, folder: Path) -> None:
        """Make this the manifest of ``folder``."""
        stored = {
            "format": _FORMAT,
            "n_galaxies": self.n_galaxies,
            "recipe": self.recipe.to_mapping(),
            "digests": self.digests,
            "grown_to": self.grown_to,
        }
        with written_whole(folder / _MANIFEST) as temporary:
            temporary.write_text(json.dumps(stored, indent=2), "utf-8")


def features_digest(features: NDArray[np.float32] | StoredArray) -> str:
    """Digest of the shape and the values of ``features``."""
    digest = hashlib.blake2b(repr((features.shape, str(features.dtype))).encode(), digest_size=16)
    for start in range(0, len(features), _BLOCK_ROWS):
        digest.update(np.ascontiguousarray(features[start : start + _BLOCK_ROWS]).data)
    return digest.hexdigest()


def write_positions(folder: Path, stage: str, digest: str, positions: NDArray[np.float32]) -> None:
    """Keep the outcome of a stage of positions."""
    with written_whole(folder / f"{stage}.npz") as temporary:
        np.savez(temporary, positions=positions, digest=np.array(digest))


def read_positions(folder: Path, stage: str, digest: str) -> NDArray[np.float32] | None:
    """The positions kept for a stage, None where there are none with that digest."""
    stored = _read_current(folder / f"{stage}.npz", "digest", digest)
    return None if stored is None else stored["positions"]


def write_neighbours(folder: Path, digest: str, neighbours: Neighbours) -> None:
    """Keep the neighbours, which cost the most to find."""
    with written_whole(folder / _NEIGHBOURS) as temporary:
        np.savez(temporary, rows=neighbours.rows, distances=neighbours.distances, digest=np.array(digest))


def read_neighbours(folder: Path, digest: str) -> Neighbours | None:
    """The neighbours kept, None where there are none with that digest."""
    stored = _read_current(folder / _NEIGHBOURS, "digest", digest)
    return None if stored is None else Neighbours(stored["rows"], stored["distances"])


def write_tree(folder: Path, tree: CondensedTree) -> None:
    """Keep the tree; one with another identity becomes the earlier one."""
    path = folder / _TREE
    if path.exists() and read_tree(folder, tree.identity) is None:
        path.replace(folder / _EARLIER_TREE)
    tree.save(path)


def read_tree(folder: Path, digest: str) -> CondensedTree | None:
    """The tree kept, None where there is none with that digest."""
    path = folder / _TREE
    return None if _read_current(path, "identity", digest[:8]) is None else CondensedTree.load(path)


def read_earlier_tree(folder: Path) -> CondensedTree | None:
    """The tree before the present one, None where there is none."""
    try:
        return CondensedTree.load(folder / _EARLIER_TREE)
    except (OSError, ValueError, KeyError):
        return None


def write_quality(folder: Path, digest: str, measured: dict[str, float]) -> None:
    """Keep the measures of the map with that digest."""
    with written_whole(folder / _QUALITY) as temporary:
        temporary.write_text(json.dumps({"digest": digest, **measured}, indent=2), "utf-8")


def read_quality(folder: Path, digest: str) -> dict[str, float]:
    """The measures of the map with that digest; empty where there are none."""
    try:
        stored = parsed_json((folder / _QUALITY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) and stored.pop("digest", None) == digest else {}


def _read_current(path: Path, mark: str, expected: str) -> dict[str, NDArray[Any]] | None:
    """The arrays of ``path`` where it carries the mark expected; a missing or broken file holds none."""
    try:
        stored = stored_arrays(path)
        return stored if str(stored[mark]) == expected else None
    except (OSError, ValueError, KeyError):
        return None


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr((_FORMAT, parts)).encode(), digest_size=16).hexdigest()
