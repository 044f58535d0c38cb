"""The text tables that say where their columns stand: CDS and AAS (MRT), IPAC, fixed width with bars."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.astropy_tables import from_astropy
from gzlabel.errors import CatalogueError

SUFFIXES = (".mrt", ".tbl", ".rst")

_IPAC_TYPES = {
    b"int",
    b"i",
    b"long",
    b"l",
    b"float",
    b"f",
    b"real",
    b"r",
    b"double",
    b"d",
    b"char",
    b"c",
    b"date",
}


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return _kind(head) is not None


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read such a table, or some of its columns."""
    from astropy.table import Table

    with path.open("rb") as stream:
        kind = _kind(stream.read(4096))
    if kind is None:
        raise CatalogueError(
            "the table does not say where its columns stand",
            where=path,
            remedy="Keep its byte-by-byte description, or save it as CSV",
        )
    return from_astropy(Table.read(path, format=kind), columns, path)


def _kind(head: bytes) -> str | None:
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if any(line.startswith(b"Byte-by-byte Description") for line in lines):
        return "ascii.mrt" if b"Title:" in head else "ascii.cds"
    body = [line for line in lines if not line.startswith(b"\\")]
    if len(body) < 3:
        return None
    if body[0].startswith(b"|") and body[0].endswith(b"|"):
        kinds = {kind.strip().lower() for kind in body[1].strip(b"|").split(b"|")}
        return "ascii.ipac" if kinds <= _IPAC_TYPES else "ascii.fixed_width"
    if set(body[0]) <= set(b"= ") and b"=" in body[0]:
        return "ascii.rst"
    return "ascii.fixed_width_two_line" if set(body[1]) <= set(b"- ") and b"--" in body[1] else None
