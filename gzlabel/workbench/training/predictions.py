"""What a classifier says of every galaxy, as columns of the catalogue."""

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue import described


def as_columns(
    name: str, classes: tuple[str, ...], probabilities: NDArray[np.float32], method: str
) -> pa.Table:
    """A column of probabilities a class, and the likeliest class.

    Where the second of two classes bears the target's own name, its probability is enough: ``p_ring``.

    Parameters
    ----------
    probabilities
        ``(n_galaxies, n_classes)``; NaN becomes a blank.
    """
    if len(classes) == 2 and classes[1] == name:
        return _table({f"p_{_slug(name)}": (classes[1], probabilities[:, 1])}, method)
    table = _table(
        {f"p_{_slug(one)}": (one, probabilities[:, place]) for place, one in enumerate(classes)}, method
    )
    known = np.isfinite(probabilities).all(axis=1)
    likeliest = np.array([*classes, None], dtype=object)[
        np.where(known, np.nan_to_num(probabilities).argmax(axis=1), len(classes))
    ]
    field = described(f"class_{_slug(name)}", pa.string(), description=f"Likeliest class by a {method}")
    return table.append_column(field, pa.array(likeliest.tolist(), pa.string()))


def _table(columns: dict[str, tuple[str, NDArray[np.float32]]], method: str) -> pa.Table:
    fields = [
        described(
            name, pa.float32(), ucd="stat.probability", description=f"Probability of {what} by a {method}"
        )
        for name, (what, _) in columns.items()
    ]
    values = [pa.array(one, pa.float32(), from_pandas=True) for _, one in columns.values()]
    return pa.Table.from_arrays(values, schema=pa.schema(fields))


def _slug(name: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_").lower() or "class"
