"""From labels to a classifier: a calibrated linear probe on the vectors."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.cli.terminal import ProgressBar, print_json, print_table
from gzlabel.errors import CatalogueError
from gzlabel.progress import Report, silent
from gzlabel.workspace import LIKED, Workspace

NAME = "train"
HELP = "train a calibrated classifier on the vectors, from ratings, a tag or a column"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--target", required=True, help="rating, gz2class (five classes of Galaxy Zoo 2), a column, or a tag"
    )
    parser.add_argument("--interest", help="with rating: which; the present one unless told")
    parser.add_argument(
        "--out", type=Path, metavar="TABLE", help="write id and probabilities of every galaxy"
    )
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    report = train(
        arguments.workspace,
        arguments.target,
        interest=arguments.interest,
        out=arguments.out,
        report=progress,
    )
    progress.close()
    if arguments.json:
        print_json(report)
        return 0
    columns = ("name", "n", "precision", "recall", "f1", "auc", "average_precision")
    print(f"On {report['n_held_out']:,} galaxies it was not taught:")
    print_table(columns, ([one.get(column) for column in columns] for one in report["per_class"]))
    return 0


def train(
    path: str | Path,
    target: str,
    *,
    interest: str | None = None,
    out: str | Path | None = None,
    report: Report = silent,
) -> dict[str, Any]:
    """Train and test a linear probe; galaxies closer than an arcsecond are never parted.

    Returns
    -------
    dict
        The scores on held-out galaxies, with ``n_held_out`` and ``n_labelled``.

    Raises
    ------
    UserError
        If there are no vectors, or fewer than two classes of labels.
    """
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.embedding.groups import same_galaxy_groups
    from gzlabel.embedding.probe import train_probe

    with Workspace.open(Path(path), read_only=True) as workspace:
        rows, labels, classes = _labels(workspace, target, interest or workspace.current_interest)
        vectors = EmbeddingMatrix.open(workspace.embedding_folder).reduced(report=report)
        sky, ids = workspace.catalogue.positions, workspace.catalogue.ids
        where = (sky.ra_deg[rows], sky.dec_deg[rows]) if sky is not None else (None, None)
        groups = same_galaxy_groups(ids[rows], *where)
        training = train_probe(vectors[rows], labels, classes, groups=groups, report=report)
        if out is not None:
            _write(Path(out), ids, training.probe.predict(vectors), classes)
    return {
        **training.scores.as_json(),
        "n_labelled": len(rows),
        "n_held_out": len(training.held_out),
    }


def _labels(
    workspace: Workspace, target: str, interest: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[str, ...]]:
    """Labelled rows, their classes as numbers, and the classes' names."""
    if target == "rating":
        labels = workspace.journal.labels(interest)
        rated = np.isfinite(labels.ratings)
        liked = (labels.ratings[rated] >= LIKED).astype(np.int64)
        return labels.rows[rated], liked, ("other", interest)
    names = [column.name for column in workspace.catalogue.columns]
    if target not in names:
        return _tagged(workspace, target)
    if target == "gz2class":
        from gzlabel.embedding.gz2_classes import GZ2_CLASSES, gz2_classes

        codes = gz2_classes(workspace.catalogue.arrow_column(target).to_pylist())
        return np.flatnonzero(codes >= 0), codes[codes >= 0], tuple(GZ2_CLASSES)
    from gzlabel.catalogue import categories_of

    found = categories_of(workspace.catalogue, target)
    rows = np.flatnonzero(found.codes >= 0)
    return rows, found.codes[rows].astype(np.int64), found.labels


def _tagged(workspace: Workspace, tag: str) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[str, ...]]:
    annotations = workspace.annotations.all()
    has = {row: tag in one.tags for row, one in annotations.items() if one.tags}
    if not any(has.values()):
        raise CatalogueError(
            f"there is neither a column nor a tag {tag!r}",
            where=workspace.path,
            remedy="Name a column of the catalogue, a tag given at the desk, or rating",
        )
    rows = np.array(sorted(has), dtype=np.int64)
    return rows, np.array([int(has[int(row)]) for row in rows]), ("other", tag)


def _write(out: Path, ids: Any, probabilities: NDArray[np.float32], classes: tuple[str, ...]) -> None:
    import pyarrow as pa

    from gzlabel.catalogue import write_table

    columns = {f"p_{name}": probabilities[:, place] for place, name in enumerate(classes)}
    write_table(pa.table({"id": ids.tolist(), **columns}), out, {"program": "gzlabel train"})
