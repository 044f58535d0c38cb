"""How an atlas is to be made: the parameters of the maps and of the cluster tree.

References
----------
Walmsley & Scaife 2023, "Rare galaxy classes identified in foundation model representations" (the preset
``rare-classes``); McInnes, Healy & Melville 2018 (UMAP); McInnes, Healy & Astels 2017 (HDBSCAN).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from gzlabel.errors import AtlasError

Selection = Literal["leaf", "eom"]

FULL_FIT_LIMIT, RARE_FIT_LIMIT = 50_000, 300_000
"""Above so many galaxies the default recipe, and that for rare classes, fit landmarks only and place the rest by
their neighbours. It is not only faster. On 250,000 made galaxies of 60 kinds 25,000 landmarks kept .25 of the
neighbours (trustworthiness .99), the full fit in eight times the time .14 (.90), since its passes are too few to
unfold so many; of 60,000 they kept .29 (.96), the full fit .22 (.93). What is rare needs every galaxy fitted, as
long as that can be waited for."""

_FEWEST_LANDMARKS, _MOST_LANDMARKS = 25_000, 100_000

_FEWEST_GALAXIES = 5


@dataclass(frozen=True)
class Recipe:
    """Parameters of one atlas; `preset` gives sensible ones.

    Attributes
    ----------
    n_neighbors
        Neighbours in the graph that both UMAP maps share.
    min_dist
        UMAP's least distance between points of the 2-D map; the cluster space always uses 0.
    n_cluster_dimensions
        Dimensions of the UMAP space in which clusters are sought.
    min_cluster_size, min_samples
        HDBSCAN's: the smallest cluster, and the neighbours that make a point dense.
    selection
        Where no galaxy is rated: ``leaf`` takes the finest clusters, ``eom`` the most stable ones.
    n_landmarks
        Galaxies fitted; the others are placed by their neighbours among these. 0 fits all.
    n_epochs
        Passes of UMAP's optimisation; 0 lets the size of the sample decide.
    seed
        Of UMAP's random numbers. Fits on more than `SERIAL_LIMIT` galaxies use every core, and then repeat
        only roughly.
    """

    name: str = "default"
    n_neighbors: int = 15
    min_dist: float = 0.1
    n_cluster_dimensions: int = 5
    min_cluster_size: int = 10
    min_samples: int = 5
    selection: Selection = "leaf"
    n_landmarks: int = 0
    n_epochs: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                raise AtlasError(f"the atlas needs {name} of at least {least}, not {getattr(self, name)}")
        if self.selection not in ("leaf", "eom"):
            raise AtlasError(f"clusters are selected by 'leaf' or 'eom', not {self.selection!r}")

    @classmethod
    def preset(cls, name: str, n_galaxies: int) -> "Recipe":
        """The recipe called ``name`` for a sample of ``n_galaxies``.

        Raises
        ------
        AtlasError
            If there is no recipe of that name.
        """
        limit = RARE_FIT_LIMIT if name == "rare-classes" else FULL_FIT_LIMIT
        tenth = min(max(n_galaxies // 10, _FEWEST_LANDMARKS), _MOST_LANDMARKS)
        landmarks = tenth if n_galaxies > limit else 0
        if name == "default":
            size = min(100, max(8, round(n_galaxies**0.5 / 5)))
            neighbors = min(30, max(10, round(2.0 * n_galaxies**0.25)))
            return cls("default", neighbors, min_cluster_size=size, min_samples=5, n_landmarks=landmarks)
        if name == "rare-classes":
            return cls("rare-classes", 50, min_cluster_size=10, min_samples=300, n_landmarks=landmarks)
        raise AtlasError(f"there is no recipe {name!r}", remedy=f"Choose one of {', '.join(RECIPE_NAMES)}")

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> "Recipe":
        """The recipe that `to_mapping` wrote; names it does not know are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    def to_mapping(self) -> dict[str, Any]:
        """Plain values, fit for JSON."""
        return asdict(self)

    def fitted_to(self, n_galaxies: int) -> "Recipe":
        """The same recipe with neighbour counts that a sample of ``n_galaxies`` can give.

        Raises
        ------
        AtlasError
            If the sample is too small for any map.
        """
        if n_galaxies < _FEWEST_GALAXIES:
            raise AtlasError(
                f"a map needs at least {_FEWEST_GALAXIES} galaxies with a usable vector, found {n_galaxies}",
                remedy="Add galaxies, or embed those that have no vector",
            )
        limits = {
            "n_neighbors": n_galaxies - 1,
            "min_samples": max(1, n_galaxies // 4),
            "min_cluster_size": max(2, n_galaxies // 4),
            "n_landmarks": self.n_landmarks if self.n_landmarks < n_galaxies else 0,
        }
        clipped = {name: min(getattr(self, name), limit) for name, limit in limits.items()}
        return Recipe(**{**asdict(self), **clipped})


RECIPE_NAMES = ("default", "rare-classes")

LEAST = {
    "n_neighbors": 2,
    "min_dist": 0.0,
    "n_cluster_dimensions": 2,
    "min_cluster_size": 2,
    "min_samples": 1,
    "n_landmarks": 0,
    "n_epochs": 0,
}
"""The least value of each parameter that has one."""
