"""Find the galaxies most like one."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.cli.terminal import print_json, print_table
from gzlabel.embedding import Manifest
from gzlabel.workspace import Workspace

NAME = "similar"
HELP = "find the galaxies most like one, or like several"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("id", nargs="+", help="id of a galaxy, or the path of an image from outside")
    parser.add_argument("-k", type=int, default=100, help="how many (100)")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    lines = similar(arguments.workspace, *arguments.id, k=arguments.k)
    if arguments.json:
        print_json(lines)
    else:
        print_table(("id", "similarity"), ((line["id"], line["similarity"]) for line in lines))
    return 0


def similar(path: str | Path, *examples: str | Path, k: int = 100) -> list[dict[str, Any]]:
    """The ``k`` galaxies of greatest cosine similarity to any of the examples, nearest first.

    Parameters
    ----------
    examples
        Ids of galaxies of the catalogue, which are left out of the answer, or paths of image files.

    Returns
    -------
    list of dict
        ``id`` and ``similarity`` from -1 to 1.
    """
    from gzlabel import embedding

    with Workspace.open(Path(path), read_only=True) as workspace:
        matrix = embedding.EmbeddingMatrix.open(workspace.embedding_folder)
        files = [Path(example) for example in examples if Path(example).is_file()]
        rows = workspace.catalogue.rows_of([one for one in examples if not Path(one).is_file()])
        queries = np.asarray(matrix.vectors[rows], dtype=np.float32)
        if files:
            queries = np.concatenate([queries, _encoded(files, matrix.manifest)])
        found, cosines = matrix.nearest(queries, k + len(rows))
        ids = workspace.catalogue.ids
        best: dict[int, float] = {}
        for row, cosine in zip(found.ravel().tolist(), cosines.ravel().tolist(), strict=True):
            best[row] = max(cosine, best.get(row, -1.0))
        ordered = sorted((row for row in best if row not in set(rows.tolist())), key=lambda row: -best[row])
        return [{"id": ids.tolist()[row], "similarity": best[row]} for row in ordered[:k]]


def _encoded(files: list[Path], manifest: Manifest) -> NDArray[np.float32]:
    from gzlabel.catalogue.images import FileImages
    from gzlabel.embedding import remake_encoder

    made = remake_encoder(manifest)
    images = [FileImages(file.parent.resolve(), [file.name]) for file in files]
    return np.asarray(made.encode([one.read(0, made.image_size) for one in images]), dtype=np.float32)
