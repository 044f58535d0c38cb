"""Find the galaxies most like one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.cli.terminal import print_json, print_table, tell_unfinished
from gzlabel.errors import CatalogueError, EmbeddingError

if TYPE_CHECKING:
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
    tell_unfinished(arguments.workspace)
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

    Raises
    ------
    UserError
        If ``k`` is none, an example is not there or has no vector, or there are no vectors.
    """
    from gzlabel.workbench.likeness import most_like
    from gzlabel.workspace import Workspace

    if k < 1:
        raise EmbeddingError(f"the {k} galaxies most like one are none", remedy="Give -k a number from 1")
    with Workspace.open(Path(path), read_only=True) as workspace:
        files = [Path(example) for example in examples if Path(example).is_file()]
        rows = _rows(workspace, [example for example in examples if not Path(example).is_file()])
        found, cosines = most_like(workspace.embedding_folder, rows, files, k)
        ids = workspace.catalogue.ids[found].tolist()
    return [{"id": one, "similarity": cosine} for one, cosine in zip(ids, cosines.tolist(), strict=True)]


def _rows(workspace: "Workspace", examples: list[str | Path]) -> Any:
    """Rows of the ids among the examples; a word that can only be a path says that there is no such file."""
    try:
        return workspace.catalogue.rows_of(examples)
    except CatalogueError as error:
        absent = [one for one in map(Path, examples) if one.parent != Path() or one.suffix]
        if not absent:
            raise
        raise CatalogueError(
            f"{absent[0]} is neither an id of the catalogue nor an image file", remedy=error.remedy
        ) from error
