"""What the astronomer brings: tables, columns, cuts and images."""

from gzlabel.catalogue.catalogue import Catalogue
from gzlabel.catalogue.categories import Categories, categorical_columns, categories_of, flag_categories
from gzlabel.catalogue.columns import ColumnInfo, described
from gzlabel.catalogue.crossmatch import Known, Matches, crossmatch, known_in
from gzlabel.catalogue.cut import Cut
from gzlabel.catalogue.cut_words import quoted
from gzlabel.catalogue.image_template import guess_image_template
from gzlabel.catalogue.notes import notes_of
from gzlabel.catalogue.roles import Roles, guess_roles
from gzlabel.catalogue.sky import SkyPositions
from gzlabel.catalogue.tables import (
    COMPRESSED_SUFFIXES,
    read_suffixes,
    read_table,
    refuse_empty,
    refuse_unwritable,
    write_suffixes,
    write_table,
)

__all__ = [
    "COMPRESSED_SUFFIXES",
    "Catalogue",
    "Categories",
    "ColumnInfo",
    "Cut",
    "Known",
    "Matches",
    "Roles",
    "SkyPositions",
    "categorical_columns",
    "categories_of",
    "crossmatch",
    "described",
    "flag_categories",
    "guess_image_template",
    "guess_roles",
    "known_in",
    "notes_of",
    "quoted",
    "read_suffixes",
    "read_table",
    "refuse_empty",
    "refuse_unwritable",
    "write_suffixes",
    "write_table",
]
