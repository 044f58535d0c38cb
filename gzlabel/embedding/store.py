"""A matrix while it is being written: blocks of rows, each committed once it is wholly on disk.

A block's bytes are synced before the line that names it is appended to the log, and a line revokes a block
before it is written again, so whatever stops the program, only whole blocks count.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array, new_array
from gzlabel.embedding.block import Block
from gzlabel.embedding.manifest import Manifest
from gzlabel.errors import EmbeddingError

VECTORS, VALID, DIGESTS = "vectors.npy", "valid.npy", "digests.npy"
LOG = "blocks.jsonl"


class BlockStore:
    """Writer of one embedding folder. One program at a time writes it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.committed = committed_blocks(folder)

    @classmethod
    def create_or_resume(cls, folder: Path, manifest: Manifest) -> "BlockStore":
        """Go on with the matrix in ``folder`` if it was made by the same recipe, else start anew."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            present = Manifest.read(folder)
        except EmbeddingError:
            present = None
        if present is not None and present.same_recipe(manifest) and (folder / VECTORS).is_file():
            return cls(folder, present)
        clear(folder)
        n, d = manifest.n_galaxies, manifest.n_features
        _allocate(folder / VECTORS, (n, d), manifest.dtype)
        _allocate(folder / VALID, (n,), "bool")
        _allocate(folder / DIGESTS, (n,), "uint64")
        manifest.write(folder)
        return cls(folder, manifest)

    @property
    def blocks(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Number and rows of every block."""
        size, n = self.manifest.block_rows, self.manifest.n_galaxies
        for number, start in enumerate(range(0, n, size)):
            yield number, np.arange(start, min(start + size, n))

    def digests(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Digests of the pixels that the rows' vectors were made from."""
        return np.asarray(mapped_array(self.folder / DIGESTS)[rows])

    def commit(self, number: int, block: Block) -> None:
        """Write a block; it counts from the moment its line is in the log."""
        if number in self.committed:
            self._revoke(number)
        start = number * self.manifest.block_rows
        _write_rows(self.folder / VECTORS, start, block.vectors.astype(self.manifest.dtype))
        _write_rows(self.folder / VALID, start, block.valid)
        _write_rows(self.folder / DIGESTS, start, block.digests)
        self._log(number, block.broken)
        self.committed[number] = block.broken

    def _revoke(self, number: int) -> None:
        if self.manifest.complete:
            self.manifest = self.manifest.renewed(complete=False)
            self.manifest.write(self.folder)
        self._log(number, None)

    def _log(self, number: int, broken: tuple[tuple[int, str], ...] | None) -> None:
        line = json.dumps({"block": number, "broken": broken})
        with (self.folder / LOG).open("ab") as log:
            log.write(f"\n{line}\n".encode())  # a newline first ends a line cut short
            _sync(log)

    def finish(self, **changes: Any) -> None:
        """Say in the manifest that every block is there."""
        if self.manifest.complete:
            return
        n_masked = int((~mapped_array(self.folder / VALID)).sum())
        self.manifest = self.manifest.renewed(complete=True, n_masked=n_masked, **changes)
        self.manifest.write(self.folder)


def committed_blocks(folder: Path) -> dict[int, tuple[tuple[int, str], ...]]:
    """Numbers of the blocks that are whole, with the broken images of each."""
    committed: dict[int, tuple[tuple[int, str], ...]] = {}
    log = folder / LOG
    for line in log.read_text(encoding="utf-8").splitlines() if log.is_file() else ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the line being written when the program was killed
        if entry["broken"] is None:
            committed.pop(entry["block"], None)
        else:
            committed[entry["block"]] = tuple((int(row), str(why)) for row, why in entry["broken"])
    return committed


def clear(folder: Path) -> None:
    """Remove an embedding, manifest first, and nothing else that lies in the folder."""
    for pattern in ("manifest.json", LOG, "*.npy", "reduction-*.npz", "reduced-*.json"):
        for path in folder.glob(pattern):
            path.unlink()


def _allocate(path: Path, shape: tuple[int, ...], dtype: str) -> None:
    new_array(path, dtype, shape)


def _write_rows(path: Path, start: int, rows: NDArray[Any]) -> None:
    with path.open("r+b") as file:
        np.lib.format.read_magic(file)
        np.lib.format.read_array_header_1_0(file)
        file.seek(start * rows.itemsize * int(np.prod(rows.shape[1:])), os.SEEK_CUR)
        file.write(np.ascontiguousarray(rows).tobytes())
        _sync(file)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
