"""Build the map of a workspace and its cluster tree."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import ProgressBar, tell_unfinished
from gzlabel.progress import Report, silent

NAME = "map"
HELP = "build the UMAP map and the HDBSCAN cluster tree"

_PARAMETERS: dict[str, tuple[type, str]] = {
    "n_neighbors": (int, "in the graph that both layouts share"),
    "min_dist": (float, "least distance between galaxies on the map"),
    "n_cluster_dimensions": (int, "of the space HDBSCAN looks in"),
    "min_cluster_size": (int, "galaxies in the smallest cluster"),
    "min_samples": (int, "neighbours that make a galaxy's place dense"),
    "selection": (str, "where nothing is rated: leaf, the finest clusters; eom, the most stable"),
    "n_landmarks": (int, "galaxies fitted, the others placed by them; 0 fits all"),
    "n_epochs": (int, "passes of the layout; 0 goes by the size of the sample"),
    "seed": (int, "of the layout's random numbers"),
}
"""Of `gzlabel.atlas.Recipe`, each in place of what the recipe says."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--recipe", default="default", help="default, or rare-classes (Walmsley & Scaife 2023)"
    )
    own = parser.add_argument_group("in place of the recipe's")
    for name, (kind, words) in _PARAMETERS.items():
        own.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar=kind.__name__.upper(), help=words)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    tell_unfinished(arguments.workspace)
    progress = ProgressBar()
    given = {name: getattr(arguments, name) for name in _PARAMETERS}
    own = {name: value for name, value in given.items() if value is not None}
    stage = build_map(arguments.workspace, arguments.recipe, report=progress, **own)
    progress.close()
    print(f"{arguments.workspace}: {stage}")
    return 0


def build_map(
    path: str | Path, recipe: str = "default", *, report: Report = silent, **parameters: Any
) -> str:
    """Build map and clusters; what is already built for these vectors and this recipe is kept.

    Parameters
    ----------
    recipe
        ``default``, which goes by the size of the sample, or ``rare-classes`` (Walmsley & Scaife 2023).
    parameters
        Of `gzlabel.atlas.Recipe`, in place of what that recipe says: ``n_neighbors=30``, for instance.

    Returns
    -------
    str
        What the map now is, in words.
    """
    from gzlabel.atlas import Atlas, Recipe, build_atlas
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workbench.map.reading import stage_in_words
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path)) as workspace:
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        matrix.reduced(report=report)
        chosen = replace(Recipe.preset(recipe, matrix.n_galaxies), **parameters)
        build_atlas(matrix.reduced_path, workspace.atlas_folder, chosen, report=report)
        return stage_in_words(Atlas.open(workspace.atlas_folder).stage)
