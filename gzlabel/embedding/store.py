"""A matrix while it is being written: blocks of rows, each committed once it is wholly on disk.

A block's bytes are synced before the line that names it is appended to the log, and a line revokes a block
before it is written again, so whatever stops the program, only whole blocks count.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array, new_array
from gzlabel.embedding.block import Block
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.succession import clear, place_of, place_of_next, put_to_use
from gzlabel.errors import EmbeddingError

VECTORS, VALID, DIGESTS = "vectors.npy", "valid.npy", "digests.npy"
LOG = "blocks.jsonl"


class BlockStore:
    """Writer of one embedding folder. One program at a time writes it.

    Parameters
    ----------
    folder
        Where the blocks are written.
    home
        The embedding's folder: ``folder`` itself, or the one above (see `gzlabel.embedding.succession`).
    """

    def __init__(self, folder: Path, manifest: Manifest, home: Path) -> None:
        self.folder, self.manifest, self._home = folder, manifest, home
        self.committed = committed_blocks(folder)

    @classmethod
    def create_or_resume(cls, folder: Path, manifest: Manifest) -> "BlockStore":
        """Go on with the matrix in ``folder`` if it was made by the same recipe, else start anew.

        A matrix by another recipe that was complete stays in use until the new one is.

        Raises
        ------
        EmbeddingError
            If the run to go on with keeps its vectors as other numbers.
        """
        folder.mkdir(parents=True, exist_ok=True)
        place = place_of(folder)
        present = _present(place)
        if present is not None and _is_to_be_kept(present, manifest):
            manifest = replace(manifest, generation=present.generation)
            place = place_of_next(folder)
            present = _present(place)
        if present is not None and present.same_recipe(manifest):
            return cls(place, present, folder)
        if present is not None and present.differs_in_dtype_alone(manifest) and committed_blocks(place):
            raise EmbeddingError(
                f"the run that was interrupted here keeps its vectors as {present.dtype}, not as {manifest.dtype}",
                where=place,
                remedy=f"Go on as {present.dtype}, or delete that folder to start anew",
            )
        place.mkdir(exist_ok=True)
        clear(place)
        try:
            _begin(place, manifest)
        except BaseException:
            clear(place)  # half of it would keep room on a full disk, and be of no use
            raise
        return cls(place, manifest, folder)

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
        block = block.kept_as(self.manifest.dtype, start)
        _write_rows(self.folder / VECTORS, start, block.vectors)
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
        """Say in the manifest that every block is there, and let the matrix be the one in use.

        Raises
        ------
        EmbeddingError
            If it has no vector at all, so that the matrix before it stays in use.
        """
        if not self.manifest.complete:
            n_masked = int((~mapped_array(self.folder / VALID)).sum())
            self.manifest = self.manifest.renewed(complete=True, n_masked=n_masked, **changes)
            self.manifest.write(self.folder)
        is_next = self.folder != place_of(self._home)
        if is_next and self.manifest.n_masked == self.manifest.n_galaxies:
            broken = next((why for block in self.committed.values() for _, why in block), "no image")
            raise EmbeddingError(
                f"none of the {self.manifest.n_galaxies:,} galaxies got a vector, so those they had are kept; "
                f"the first: {broken.rstrip('.')}",
                where=self._home,
            )
        put_to_use(self._home, self.folder)


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


def dtype_there(folder: Path, manifest: Manifest) -> str:
    """As what numbers the vectors of this recipe are kept in ``folder``, a run under way first."""
    for place in (place_of_next(folder), place_of(folder)):
        present = _present(place)
        if present is not None and present.differs_in_dtype_alone(manifest):
            return present.dtype
    return manifest.dtype


def _present(place: Path) -> Manifest | None:
    """Of the matrix that lies there; None where there is none whose vectors could be used."""
    try:
        return Manifest.read(place) if (place / VECTORS).is_file() else None
    except EmbeddingError:
        return None


def _is_to_be_kept(present: Manifest, wanted: Manifest) -> bool:
    """Whether a matrix is of use until another is complete: it has other vectors of as many galaxies, all once."""
    was_complete = present.complete or present.generation > 0
    return was_complete and present.n_galaxies == wanted.n_galaxies and not present.same_recipe(wanted)


def _begin(place: Path, manifest: Manifest) -> None:
    n, d = manifest.n_galaxies, manifest.n_features
    new_array(place / VECTORS, manifest.dtype, (n, d))
    new_array(place / VALID, "bool", (n,))
    new_array(place / DIGESTS, "uint64", (n,))
    manifest.write(place)


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
