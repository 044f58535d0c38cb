"""Turn the images of a workspace into vectors."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar
from gzlabel.progress import Report, silent
from gzlabel.workspace import Workspace

NAME = "embed"
HELP = "turn the images into vectors; an interrupted run goes on where it stopped"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--encoder", default="morphology", help="`gzlabel embed --help` lists none: see README"
    )
    parser.add_argument("--out", type=Path, metavar="F.npy", help="also write the matrix, in catalogue order")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    n_valid, n_galaxies, n_features = embed(
        arguments.workspace, arguments.encoder, out=arguments.out, report=progress
    )
    progress.close()
    print(f"{n_valid:,} of {n_galaxies:,} galaxies have a vector of {n_features:,} features")
    return 0


def embed(
    path: Path, encoder: str = "morphology", *, out: Path | None = None, report: Report = silent
) -> tuple[int, int, int]:
    """Embed every image of a workspace.

    Returns
    -------
    tuple of int
        Galaxies with a vector, galaxies, features.
    """
    import numpy as np

    from gzlabel import embedding
    from gzlabel.atomic import written_whole

    with Workspace.open(Path(path)) as workspace:
        matrix = embedding.embed(
            workspace.images, embedding.make_encoder(encoder), workspace.embedding_folder, report=report
        )
        matrix.reduced()
        if out is not None:
            with written_whole(Path(out)) as temporary:
                np.save(temporary, matrix.vectors)
        return int(matrix.valid.sum()), matrix.vectors.shape[0], matrix.vectors.shape[1]
