"""Tags from a table of ids, as somebody else's list gives them."""

from pathlib import Path

from gzlabel.errors import CatalogueError, WorkspaceError
from gzlabel.workspace.annotations import opposite
from gzlabel.workspace.exports.rows_of_table import column_of, ids_of, is_blank, rows_of
from gzlabel.workspace.failures import told
from gzlabel.workspace.workspace import Workspace

_TAG_NAMES = ("tag", "tags")


def tagged_in_table(workspace: Workspace, path: Path | str, tag: str = "") -> dict[str, list[int]]:
    """Rows of the galaxies that a table names, by the tag they are given there.

    Parameters
    ----------
    path
        A table with the id and, unless ``tag`` is told, ``tag``; rows where it is blank are passed over.
    tag
        Of every row.

    Raises
    ------
    CatalogueError
        Naming the row, where an id is unknown, or if there is no column of ids or of tags.
    WorkspaceError
        If a galaxy is given a tag and its opposite.
    """
    from gzlabel.catalogue import read_table

    path = Path(path)
    with told(path):
        table = read_table(path)
    ids = ids_of(workspace, table, path)
    tags = [tag] * len(ids) if tag else column_of(table, _TAG_NAMES)
    if tags is None:
        raise CatalogueError(
            f"there is no column of tags among {', '.join(map(repr, table.column_names))}",
            where=path,
            remedy="Name it 'tag', or tell the tag of all by --tag",
        )
    numbered = [(number, ids[number - 1]) for number, one in enumerate(tags, start=1) if not is_blank(one)]
    found: dict[str, list[int]] = {}
    for (number, _), row in zip(numbered, rows_of(workspace, numbered, path), strict=True):
        found.setdefault(str(tags[number - 1]).strip(), []).append(row)
    for name, rows in found.items():
        both = set(rows) & set(found.get(opposite(name), ()))
        if both:
            raise WorkspaceError(
                f"the galaxy {workspace.catalogue.ids[min(both)]} is given {name!r} and {opposite(name)!r}",
                where=path,
                remedy="Keep one of them",
            )
    return found
