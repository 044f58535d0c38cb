"""A large FITS table some rows at a time: what is not mapped into memory may be cut without ending the program."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gzlabel.errors import CatalogueError

_READ_AT_ONCE_BYTES = 256 * 2**20
_PART_BYTES = 64 * 2**20


def is_large(path: Path) -> bool:
    """Whether a file is to be read by parts, for want of memory."""
    return path.stat().st_size > _READ_AT_ONCE_BYTES


def parts_of(table: Any, path: Path) -> Iterator[Any]:
    """Yield tables of up to 64 MB that follow each other to ``table``, each with all of its columns.

    One with values of variable length, which lie in a heap behind the rows, is yielded whole: it is mapped, and where
    it is cut meanwhile the program ends.

    Parameters
    ----------
    table
        An `astropy.io.fits.BinTableHDU` or ``TableHDU`` of the file.
    path
        The file, not compressed.

    Raises
    ------
    CatalogueError
        If the file ends before the table does.
    """
    if table.header.get("PCOUNT", 0):
        yield table
        return
    header, n_rows, width = table.header.copy(), table.header["NAXIS2"], table.header["NAXIS1"]
    n_at_once = max(1, _PART_BYTES // max(width, 1))
    with path.open("rb") as stream:
        stream.seek(table.fileinfo()["datLoc"])
        for start in range(0, max(n_rows, 1), n_at_once):
            header["NAXIS2"] = min(n_at_once, n_rows - start)
            rows = stream.read(header["NAXIS2"] * width)
            if len(rows) < header["NAXIS2"] * width:
                raise CatalogueError(
                    f"the table was cut while it was read: it is no longer whole from row {start + 1:,} on",
                    where=path,
                    remedy="Get the file again",
                )
            part = header.tostring().encode("ascii") + rows
            yield type(table).fromstring(part, uint=True, character_as_bytes=True)
