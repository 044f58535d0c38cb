"""Bring further galaxies into a workspace."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gzlabel.cli.terminal import ProgressBar
from gzlabel.enumeration import enumerated
from gzlabel.progress import Report, silent

if TYPE_CHECKING:
    from gzlabel.workbench.growing import Added

NAME = "add"
HELP = "bring further rows into a workspace; ratings stay, and only the new galaxies are embedded"
_N_TOLD = 5


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--table", type=Path, required=True, help="the further galaxies; known ids are passed over"
    )
    parser.add_argument(
        "--images", metavar="DIR|TEMPLATE", help="of the further galaxies; as in `gzlabel new` unless told"
    )
    parser.add_argument(
        "--features", type=Path, metavar="F.npy", help="their vectors, where the workspace's were imported"
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    added = add(
        arguments.workspace,
        arguments.table,
        images=arguments.images,
        features=arguments.features,
        report=progress,
    )
    progress.close()
    print(f"{added.n_added:,} galaxies added: {arguments.workspace} now holds {added.n_galaxies:,}")
    for sentence in _notes(added):
        print(sentence, file=sys.stderr)
    return 0


def add(
    path: str | Path,
    table: str | Path,
    *,
    images: str | Path | None = None,
    features: str | Path | None = None,
    report: Report = silent,
) -> "Added":
    """Bring the rows of ``table`` that are new into a workspace; see `gzlabel.workbench.growing.add_rows`.

    Examples
    --------
    >>> gzlabel.add("rings.gzlabel", "second-night.csv").n_added  # doctest: +SKIP
    250
    """
    from gzlabel.cli.verbs.new import images_from_here
    from gzlabel.workbench.growing import add_rows

    return add_rows(
        Path(path),
        Path(table),
        images=images_from_here(images),
        features=None if features is None else Path(features),
        report=report,
    )


def _notes(added: "Added") -> list[str]:
    notes = []
    if added.known:
        notes.append(
            f"{len(added.known):,} rows were there already and passed over: {enumerated(added.known, _N_TOLD)}"
        )
    if added.absent:
        notes.append(
            f"Columns that their table lacks are blank for them: {enumerated(added.absent, _N_TOLD)}"
        )
    if added.further:
        notes.append(
            f"Columns that only they have are blank for the others: {enumerated(added.further, _N_TOLD)}"
        )
    notes += added.refused
    if added.n_without_image:
        notes.append(f"{added.n_without_image:,} of them have no image")
    if added.n_with_vector is None:
        notes.append("There are no vectors yet: `gzlabel embed` makes them")
    elif added.n_with_vector < added.n_added:
        notes.append(f"{added.n_added - added.n_with_vector:,} of them have no vector: they can't be ranked")
    if added.on_map:
        notes.append("They were placed on the map among those most like them; `gzlabel map` makes it afresh")
    return notes
