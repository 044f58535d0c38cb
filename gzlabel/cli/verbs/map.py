"""Build the map of a workspace and its cluster tree."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar
from gzlabel.progress import Report, silent
from gzlabel.workspace import Workspace

NAME = "map"
HELP = "build the UMAP map and the HDBSCAN cluster tree"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--recipe", default="default", help="default, or rare-classes (Walmsley & Scaife 2023)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    stage = build_map(arguments.workspace, arguments.recipe, report=progress)
    progress.close()
    print(f"{arguments.workspace}: {stage}")
    return 0


def build_map(path: str | Path, recipe: str = "default", *, report: Report = silent) -> str:
    """Build map and clusters; what is already built for these vectors and this recipe is kept.

    Returns
    -------
    str
        What the map now is, in words.
    """
    from gzlabel.atlas import Atlas, Recipe, build_atlas
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workbench.map_reading import stage_in_words

    with Workspace.open(Path(path)) as workspace:
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        matrix.reduced()
        chosen = Recipe.preset(recipe, matrix.n_galaxies)
        build_atlas(matrix.reduced_path, workspace.atlas_folder, chosen, report=report)
        return stage_in_words(Atlas.open(workspace.atlas_folder).stage)
