"""What a classifier says of every galaxy, as columns of the catalogue."""

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue import described


def as_columns(
    name: str,
    classes: tuple[str, ...],
    probabilities: NDArray[np.float32],
    method: str,
    head: str = "linear",
) -> pa.Table:
    """A column of probabilities a class, and the likeliest class.

    Where the second of two classes bears the target's own name, its probability is enough: ``p_ring``. Where
    classes are bare numbers the target goes before them: ``p_bar_length_0_25``. What a fine-tuned network says
    ends with how it was taught, so that it can stand beside what the vectors say: ``p_ring_full``.

    Parameters
    ----------
    probabilities
        ``(n_galaxies, n_classes)``; NaN becomes a blank.
    head
        One of `gzlabel.workbench.training.METHODS`.
    """
    end = "" if head == "linear" else f"_{_slug(head)}"
    if len(classes) == 2 and classes[1] == name:
        return _table({f"p_{_slug(name)}{end}": (classes[1], probabilities[:, 1])}, method)
    before = f"{_slug(name)}_" if any(map(_is_number, classes)) else ""
    names = _all_different([f"{before}{_slug(one)}{end}" for one in classes])
    table = _table(
        {
            f"p_{column}": (one, probabilities[:, place])
            for place, (column, one) in enumerate(zip(names, classes, strict=True))
        },
        method,
    )
    known = np.isfinite(probabilities).all(axis=1)
    likeliest = np.array([*classes, None], dtype=object)[
        np.where(known, np.nan_to_num(probabilities).argmax(axis=1), len(classes))
    ]
    field = described(f"class_{_slug(name)}{end}", pa.string(), description=f"Likeliest class by a {method}")
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


def _all_different(names: list[str]) -> list[str]:
    """The names, numbered from the second on where several are alike."""
    counts = [names[: place + 1].count(name) for place, name in enumerate(names)]
    return [name if n == 1 else f"{name}_{n}" for name, n in zip(names, counts, strict=True)]


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True


def _slug(name: str) -> str:
    name = re.sub(r"^-(?=[0-9.])", "minus_", name)
    return re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_").lower() or "class"
