"""Where the images of a table most likely lie: a template such as ``images/{asset_id}.jpg``."""

from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import is_text

_FOLDERS = (
    *("images", "image", "data/images", "cutouts", "thumbnails", "pictures", "jpg", "jpeg", "png", "fits"),
    *("../images", "../data/images", "../cutouts", "."),
)
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".fits", ".fit", ".fits.gz")
_N_NAMES = 200


def guess_image_template(table: pa.Table, base: Path) -> str | None:
    """Propose a template for the images of ``table``, relative to ``base``; None where none is seen to fit.

    Some names in the usual folders beside the table are looked for among the values of its columns of text and whole
    numbers; the column that has most of them is proposed.
    """
    for folder in _FOLDERS:
        names = _image_names(base / folder)
        for suffix in _SUFFIXES:
            stems = [name[: -len(suffix)] for name in names if name.lower().endswith(suffix)]
            column = _column_with(table, stems) if stems else None
            if column is not None:
                written = next(name for name in names if name.lower().endswith(suffix))[-len(suffix) :]
                start = "" if folder == "." else f"{folder}/"
                return f"{start}{{{column}}}{written}"
    return None


def _image_names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return [
        found.name for found in islice(folder.iterdir(), _N_NAMES) if found.name.lower().endswith(_SUFFIXES)
    ]


def _column_with(table: pa.Table, stems: list[str]) -> str | None:
    wanted = pa.array(stems, pa.string())
    most, best = 0, None
    for field in table.schema:
        if is_text(field.type) or pa.types.is_integer(field.type):
            values = table[field.name].cast(pa.string())
            n_found = pc.count_distinct(
                values.filter(pc.is_in(values, value_set=wanted).fill_null(False))
            ).as_py()
            if n_found > most:
                most, best = n_found, str(field.name)
    return best if most >= min(3, len(stems)) else None
