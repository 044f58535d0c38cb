"""ECSV, the CSV of astropy that knows its types and units. Reference: astropy proposal APE 6."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.astropy_tables import from_astropy, to_astropy

SUFFIXES = (".ecsv",)


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"# %ECSV")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read an ECSV file, or some of its columns."""
    from astropy.table import Table

    return from_astropy(Table.read(path, format="ascii.ecsv"), columns, path)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` as its metadata."""
    to_astropy(table, header).write(path, format="ascii.ecsv", overwrite=True)
