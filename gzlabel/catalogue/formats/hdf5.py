"""HDF5: a table that astropy wrote, any compound data set, or a group of columns of one length."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from gzlabel.catalogue.astropy_tables import from_astropy, to_astropy
from gzlabel.catalogue.columns import wanted_columns
from gzlabel.catalogue.notes import with_notes
from gzlabel.catalogue.unpacking import refuse_claim
from gzlabel.catalogue.values import arrow_column
from gzlabel.errors import CatalogueError

SUFFIXES = (".hdf5", ".h5", ".hdf", ".he5")

_WIDEST_VECTOR = 4096


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"\x89HDF\r\n\x1a\n")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the first table of an HDF5 file, or some of its columns."""
    h5py = _h5py(path)
    with h5py.File(path, "r") as stored:
        found = list(_datasets(stored))
        compound = [name for name, dataset in found if dataset.dtype.names and not name.endswith("__")]
        if not compound:
            return _columns_of_groups(found, columns, path)
        refuse_claim(dict(found)[compound[0]].nbytes, path.stat().st_size, path)
    from astropy.table import Table

    table = from_astropy(Table.read(path, format="hdf5", path=compound[0]), columns, path)
    others = ", ".join(compound[1:])
    return with_notes(table, [f"The table {compound[0]!r} was read, not {others}."] if others else [])


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` as astropy does, with ``header`` as its metadata."""
    _h5py(path)
    made = to_astropy(table, header, as_bytes=True)
    made.write(path, format="hdf5", path="table", serialize_meta=True, overwrite=True)


def _h5py(path: Path) -> Any:
    try:
        import h5py
    except ImportError as error:
        raise CatalogueError(
            "HDF5 needs the package h5py", where=path, remedy="Install it: pip install 'gzlabel[hdf5]'"
        ) from error
    return h5py


def _datasets(stored: Any) -> Iterator[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    stored.visititems(lambda name, item: found.append((name, item)) if hasattr(item, "dtype") else None)
    return iter(found)


def _columns_of_groups(
    found: Sequence[tuple[str, Any]], columns: Sequence[str] | None, path: Path
) -> pa.Table:
    """Take the data sets of the commonest length as columns; images and other cubes are left out."""
    lengths = [dataset.shape[0] for _, dataset in found if dataset.ndim >= 1]
    if not lengths:
        raise CatalogueError(
            "the file holds no table", where=path, remedy="Give one with columns of one length"
        )
    length = max(set(lengths), key=lengths.count)
    usable = {
        name: dataset
        for name, dataset in found
        if dataset.ndim in (1, 2) and len(dataset) == length and np.prod(dataset.shape[1:]) <= _WIDEST_VECTOR
    }
    names = wanted_columns(list(usable), columns, path)
    refuse_claim(sum(usable[name].nbytes for name in names), path.stat().st_size, path)
    left = [name for name, _ in found if name not in usable]
    table = pa.table({name: arrow_column(usable[name][()]) for name in names})
    return with_notes(
        table, [f"Not columns, and left out: {', '.join(left[:5])}."] if left and not columns else []
    )
