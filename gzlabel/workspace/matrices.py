"""Whether the matrices of a workspace are whole, told without reading them.

Of ``.npy`` from their headers (``numpy.lib.format``, versions 1.0 to 3.0), of ``.npz`` from the table at their end.
"""

import ast
import math
from pathlib import Path
from zipfile import is_zipfile

from gzlabel.temporary_folder import lasting


def damaged_matrices(path: Path) -> list[Path]:
    """The ``.npy`` and ``.npz`` files of a workspace that are cut short, or are none."""
    return [file for file in sorted(lasting(path, "*.np[yz]")) if not _IS_WHOLE[file.suffix](file)]


def _is_whole_matrix(path: Path) -> bool:
    """Compare a matrix's size with its header, which is read as data and never run (format 1.0 to 3.0)."""
    with path.open("rb") as file:
        start = file.read(8)
        if len(start) < 8 or start[:6] != b"\x93NUMPY":
            return False
        width = 2 if start[6] == 1 else 4
        length = int.from_bytes(file.read(width), "little")
        if length > 65_536:
            return False
        try:
            header = ast.literal_eval(file.read(length).decode("latin1"))
            expected = math.prod(header["shape"]) * int(str(header["descr"]).lstrip("<>|=fiucb"))
        except (ValueError, SyntaxError, KeyError, TypeError, MemoryError, RecursionError):
            return False
        return bool(path.stat().st_size >= 8 + width + length + expected)


_IS_WHOLE = {".npy": _is_whole_matrix, ".npz": is_zipfile}
