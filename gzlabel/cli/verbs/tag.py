"""Put tags on galaxies, or take them off."""

import argparse
from pathlib import Path
from typing import Any

NAME = "tag"
HELP = "put a tag on galaxies, as `gzlabel train --target TAG` learns it, or take it off"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("id", nargs="*", help="ids of galaxies")
    parser.add_argument(
        "--from", dest="table", type=Path, metavar="TABLE", help="ids in a table, and tags where it has them"
    )
    parser.add_argument("--tag", default="", help="a name of your choice, such as ring")
    parser.add_argument("--negative", action="store_true", help="say that they are none: 'not ring'")
    parser.add_argument("--remove", action="store_true", help="take the tag off")
    parser.add_argument("--rater", help="who says so; the user's login name unless told")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    found = tag(
        arguments.workspace,
        *arguments.id,
        tag=arguments.tag,
        table=arguments.table,
        negative=arguments.negative,
        remove=arguments.remove,
        rater=arguments.rater,
    )
    for name, n_galaxies in found.items():
        print(f"{name}: {'taken off' if arguments.remove else 'put on'} {n_galaxies:,} galaxies")
    return 0


def tag(
    path: str | Path,
    *ids: Any,
    tag: str = "",
    table: str | Path | None = None,
    negative: bool = False,
    remove: bool = False,
    rater: str | None = None,
) -> dict[str, int]:
    """Put a tag on galaxies and its opposite off, or take it off; as at the desk, for every interest.

    Parameters
    ----------
    ids
        Galaxies of the catalogue.
    tag
        A name; where ``table`` has a column of tags it can be left out.
    table
        Further galaxies, by their ids.
    negative
        Say that the galaxies are none: the tag is ``not ring`` then.

    Returns
    -------
    dict
        How many galaxies were named for each tag.

    Raises
    ------
    UserError
        If an id is unknown, or there is no tag or no galaxy; then nothing is written.
    """
    from gzlabel.errors import WorkspaceError
    from gzlabel.workspace import Workspace, opposite, tagged_in_table

    if ids and not tag.strip():
        raise WorkspaceError("a tag needs a name", where=Path(path), remedy="Give it by --tag")
    with Workspace.open(Path(path), rater=rater) as workspace:
        rows = {} if table is None else tagged_in_table(workspace, table, tag.strip())
        if ids:
            rows.setdefault(tag.strip(), []).extend(workspace.catalogue.rows_of(ids).tolist())
        if not rows:
            raise WorkspaceError(
                "no galaxy is named",
                where=table or Path(path),
                remedy="Give ids, or a table of them by --from",
            )
        write = workspace.annotations.untag if remove else workspace.annotations.tag
        named = {(opposite(name) if negative else name): dict.fromkeys(of) for name, of in rows.items()}
        for name, of in named.items():
            write(of, name)
    return {name: len(of) for name, of in named.items()}
