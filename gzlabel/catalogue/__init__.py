"""What the astronomer brings: tables, columns, cuts and images."""

from gzlabel.catalogue.catalogue import Catalogue
from gzlabel.catalogue.columns import ColumnInfo, described
from gzlabel.catalogue.notes import notes_of
from gzlabel.catalogue.roles import Roles, guess_roles
from gzlabel.catalogue.sky import SkyPositions
from gzlabel.catalogue.tables import read_suffixes, read_table, write_suffixes, write_table

__all__ = [
    "Catalogue",
    "ColumnInfo",
    "Roles",
    "SkyPositions",
    "described",
    "guess_roles",
    "notes_of",
    "read_suffixes",
    "read_table",
    "write_suffixes",
    "write_table",
]
