"""The map of the whole catalogue and its clusters.

Nothing here imports UMAP, HDBSCAN or numba until `build_atlas` runs, which belongs in a process of its own.
"""

from gzlabel.atlas.atlas import Atlas
from gzlabel.atlas.build import build_atlas
from gzlabel.atlas.clusters import ClusterSummaries, summarise_clusters
from gzlabel.atlas.colours import COLOUR_MAPS, PALETTE, category_colours, colours_of, value_limits
from gzlabel.atlas.edits import NO_EDITS, ClusterEdits
from gzlabel.atlas.extraction import ChosenClusters, choose_clusters
from gzlabel.atlas.lasso import lasso
from gzlabel.atlas.linear import quick_map
from gzlabel.atlas.nearest import NearestPoint
from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.point_layer import PointLayer
from gzlabel.atlas.raster import raster
from gzlabel.atlas.recipe import RECIPE_NAMES, Recipe
from gzlabel.atlas.tree import CondensedTree
from gzlabel.atlas.view import View

__all__ = [
    "COLOUR_MAPS",
    "NO_EDITS",
    "PALETTE",
    "RECIPE_NAMES",
    "Atlas",
    "ChosenClusters",
    "ClusterEdits",
    "ClusterSummaries",
    "CondensedTree",
    "NearestPoint",
    "PointIndex",
    "PointLayer",
    "Recipe",
    "View",
    "build_atlas",
    "category_colours",
    "choose_clusters",
    "colours_of",
    "lasso",
    "quick_map",
    "raster",
    "summarise_clusters",
    "value_limits",
]
