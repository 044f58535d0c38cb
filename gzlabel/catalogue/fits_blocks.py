"""A large FITS table some rows at a time: what is not mapped into memory may be cut without ending the program."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gzlabel.errors import CatalogueError

_MOST_BYTES = 64 * 2**20


def in_blocks(table: Any, path: Path) -> Iterator[Any]:
    """Yield tables of up to 64 MB that follow each other to ``table``, each with all of its columns.

    Parameters
    ----------
    table
        An `astropy.io.fits.BinTableHDU` or ``TableHDU`` of the file, nothing of which lies in a heap.
    path
        The file, not compressed.

    Raises
    ------
    CatalogueError
        If the file ends before the table does.
    """
    header, n_rows, width = table.header.copy(), table.header["NAXIS2"], table.header["NAXIS1"]
    n_at_once = max(1, _MOST_BYTES // max(width, 1))
    with path.open("rb") as stream:
        stream.seek(table.fileinfo()["datLoc"])
        for start in range(0, max(n_rows, 1), n_at_once):
            header["NAXIS2"] = min(n_at_once, n_rows - start)
            rows = stream.read(header["NAXIS2"] * width)
            if len(rows) < header["NAXIS2"] * width:
                raise CatalogueError(
                    f"the table was cut while it was read: it ends within rows {start + 1:,} and following",
                    where=path,
                    remedy="Get the file again",
                )
            block = header.tostring().encode("ascii") + rows
            yield type(table).fromstring(block, uint=True, character_as_bytes=True)


def has_heap(table: Any) -> bool:
    """Whether values lie behind the rows, as those of variable length do."""
    return bool(table.header.get("PCOUNT", 0))
