"""What a dry run shows of the workspace that would be made."""

import sys
from typing import TYPE_CHECKING

from gzlabel.cli.terminal import print_table

if TYPE_CHECKING:
    from gzlabel.workbench.beginning import Preview

_N_COLUMNS = 8


def show_proposal(found: "Preview") -> None:
    """Print what the columns are proposed for and the first rows; on standard error, what was noticed."""
    roles = found.roles
    position = (
        f"{roles.ra_column}, {roles.dec_column} ({roles.position_unit})" if roles.position_unit else None
    )
    where = found.images or (f"column {roles.image_column}" if roles.image_column else None)
    missing = None if found.n_missing is None else f"{found.n_missing:,} of {found.n_galaxies:,}"
    lines = (
        ("galaxies", f"{found.n_galaxies:,}"),
        ("id", roles.id_column),
        ("position", position),
        ("images", where),
        ("images missing", missing),
        ("vectors", _listed(roles.embedding_columns)),
        ("fit for colour", _listed(roles.colour_columns)),
    )
    print_table(("what", "proposed"), lines)
    names = [name for name in found.head.column_names if name not in set(roles.embedding_columns)][
        :_N_COLUMNS
    ]
    rows = zip(*(found.head[name].to_pylist() for name in names), strict=True)
    print_table(names, rows)
    for note in found.notes:
        print(note, file=sys.stderr)


def _listed(names: tuple[str, ...]) -> str | None:
    if not names:
        return None
    return ", ".join(names) if len(names) <= _N_COLUMNS else f"{names[0]} ... {names[-1]} ({len(names):,})"
