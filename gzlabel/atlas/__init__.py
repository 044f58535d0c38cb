"""The map of the whole catalogue and its clusters.

Nothing here imports UMAP, HDBSCAN or numba until `build_atlas` runs, which belongs in a process of its own.
"""

from gzlabel.atlas.alerts import ClusterAlert, cluster_alerts
from gzlabel.atlas.atlas import Atlas
from gzlabel.atlas.build import build_atlas
from gzlabel.atlas.clusters import ClusterSummaries, summarise_clusters
from gzlabel.atlas.colours import COLOUR_MAPS, PALETTE, category_colours, colours_of, value_limits
from gzlabel.atlas.contact_sheets import contact_sheet, write_contact_sheets
from gzlabel.atlas.contours import density_contours
from gzlabel.atlas.edits import NO_EDITS, ClusterEdits
from gzlabel.atlas.extraction import ChosenClusters, choose_clusters
from gzlabel.atlas.growth import grow_atlas
from gzlabel.atlas.lasso import lasso
from gzlabel.atlas.linear import quick_map
from gzlabel.atlas.nearest import NearestPoint
from gzlabel.atlas.outlines import cluster_centres, cluster_outlines, outline_of
from gzlabel.atlas.paint import dot_width
from gzlabel.atlas.placement import PlacedThumbnails, place_on_grid, place_thumbnails, without_overlap
from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.point_layer import PointLayer
from gzlabel.atlas.poster import compose_poster, write_picture
from gzlabel.atlas.raster import raster
from gzlabel.atlas.recipe import RECIPE_NAMES, Recipe
from gzlabel.atlas.refit import drop_refit, refit_map
from gzlabel.atlas.succession import successors
from gzlabel.atlas.tree import CondensedTree
from gzlabel.atlas.view import View

__all__ = [
    "COLOUR_MAPS",
    "NO_EDITS",
    "PALETTE",
    "RECIPE_NAMES",
    "Atlas",
    "ChosenClusters",
    "ClusterAlert",
    "ClusterEdits",
    "ClusterSummaries",
    "CondensedTree",
    "NearestPoint",
    "PlacedThumbnails",
    "PointIndex",
    "PointLayer",
    "Recipe",
    "View",
    "build_atlas",
    "category_colours",
    "choose_clusters",
    "cluster_alerts",
    "cluster_centres",
    "cluster_outlines",
    "colours_of",
    "compose_poster",
    "contact_sheet",
    "density_contours",
    "dot_width",
    "drop_refit",
    "grow_atlas",
    "lasso",
    "outline_of",
    "place_on_grid",
    "place_thumbnails",
    "quick_map",
    "raster",
    "refit_map",
    "successors",
    "summarise_clusters",
    "value_limits",
    "without_overlap",
    "write_contact_sheets",
    "write_picture",
]
