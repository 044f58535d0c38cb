"""The run that turns every image of a catalogue into a vector, and goes on where it stopped."""

import hashlib
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array
from gzlabel.embedding.block import Block
from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.matrix import FEATURE_WEIGHTS, EmbeddingMatrix
from gzlabel.embedding.reading import Pictures, Reader
from gzlabel.embedding.store import DIGESTS, BlockStore, dtype_there
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 128


def embed(
    images: Images, encoder: Encoder, folder: Path, report: Report = silent, *, dtype: str | None = None
) -> EmbeddingMatrix:
    """Encode every image, in blocks that count from the moment they are wholly on disk.

    Called again on the same folder, it keeps the blocks that are there, except where the pixels of an image
    have changed since. Broken images are masked and listed (``matrix.broken``); the rest goes on. A complete
    matrix by another encoder stays in use until the new one is complete.

    Parameters
    ----------
    dtype
        "float16" or "float32"; unless told, as the matrix that is there, else float32.

    Raises
    ------
    EmbeddingError
        If there are no images, the run to go on with has another ``dtype``, or no image gives a vector where
        there were vectors before.
    Cancelled
        If ``report`` raises it; what is committed stays.
    """
    store = prepared_store(images, encoder, folder, dtype)
    _Run(images, encoder, store, report).work()
    finish(store, encoder)
    return EmbeddingMatrix.open(folder)


def prepared_store(images: Images, encoder: Encoder, folder: Path, dtype: str | None = None) -> BlockStore:
    """Make the folder ready for blocks of this encoder, keeping those that it made before."""
    if images.n_galaxies == 0 or len(images.missing()) == images.n_galaxies:
        raise EmbeddingError("there is no image to embed", remedy="Give the workspace its images first")
    stretch = getattr(images, "stretch", None)
    manifest = Manifest(
        images.n_galaxies,
        encoder.n_features,
        dtype or "float32",
        encoder.name,
        encoder.parameters() | ({} if stretch is None else {"stretch": str(stretch)}),
        {"images": type(images).__name__},
        block_rows=_BLOCK_ROWS,
    )
    if dtype is None:
        manifest = replace(manifest, dtype=dtype_there(folder, manifest))
    store = BlockStore.create_or_resume(folder, manifest)
    if encoder.feature_weights is not None:
        np.save(store.folder / FEATURE_WEIGHTS, encoder.feature_weights)
    return store


def finish(store: BlockStore, encoder: Encoder) -> None:
    """Write into the manifest that every block is there, of which images, and how it was run; put it to use."""
    digests = mapped_array(store.folder / DIGESTS)
    digest = hashlib.blake2b(digests.tobytes(), digest_size=16).hexdigest()
    store.finish(source={**store.manifest.source, "digest": digest, "runtime": encoder.runtime()})


_Task: TypeAlias = Callable[[int, NDArray[np.int64]], tuple[int, NDArray[np.int64], Pictures | Block | None]]


class _Run:
    """One pass over the blocks.

    An encoder that is thread-safe works in every thread, a block each; for another, the threads read ahead
    and the vectors are made in the calling thread, so that torch has the accelerator to itself.
    """

    def __init__(self, images: Images, encoder: Encoder, store: BlockStore, report: Report) -> None:
        self._encoder, self._store, self._report = encoder, store, report
        self._reader = Reader(images, encoder)
        self._start, self._n_done = monotonic(), 0

    def work(self) -> None:
        """Work through the blocks, a few at a time."""
        from threadpoolctl import threadpool_limits

        workers = os.cpu_count() or 1
        pool = ThreadPoolExecutor(workers, thread_name_prefix="embed")
        # Several threads that each call a threaded BLAS get in each other's way.
        with threadpool_limits(1 if self._encoder.thread_safe else None):
            try:
                self._work_through(pool, workers + 1)
            finally:
                self._reader.abandon()
                pool.shutdown(cancel_futures=True)

    def _work_through(self, pool: ThreadPoolExecutor, n_ahead: int) -> None:
        blocks = self._store.blocks
        task: _Task = self._made if self._encoder.thread_safe else self._read
        pending = deque(pool.submit(task, *block) for block in islice(blocks, n_ahead))
        while pending:
            number, rows, outcome = pending.popleft().result()
            pending.extend(pool.submit(task, *block) for block in islice(blocks, 1))
            block = self._encoded(rows, outcome) if isinstance(outcome, Pictures) else outcome
            if block is not None:
                self._store.commit(number, block)
            self._tell(len(rows) if block is None or self._encoder.thread_safe else 0)

    def _read(self, number: int, rows: NDArray[np.int64]) -> tuple[int, NDArray[np.int64], Pictures | None]:
        """Read a block's images; None where the block on disk still holds."""
        if number in self._store.committed and np.array_equal(
            self._reader.digests(rows), self._store.digests(rows)
        ):
            return number, rows, None
        return number, rows, self._reader.read(rows)

    def _made(self, number: int, rows: NDArray[np.int64]) -> tuple[int, NDArray[np.int64], Block | None]:
        _, _, pictures = self._read(number, rows)
        if pictures is None:
            return number, rows, None
        return number, rows, Block.of(rows, pictures, self._encoder.forward(pictures.images))

    def _encoded(self, rows: NDArray[np.int64], pictures: Pictures) -> Block:
        """Encode in the calling thread, telling after every batch."""
        size = self._encoder.batch_size
        parts = [np.empty((0, self._encoder.n_features), dtype=np.float32)]
        for start in range(0, len(pictures.images), size):
            parts.append(self._encoder.forward(pictures.images[start : start + size]))
            self._tell(len(parts[-1]))
        self._n_done += len(rows) - len(pictures.images)
        return Block.of(rows, pictures, np.concatenate(parts))

    def _tell(self, n_rows: int) -> None:
        self._n_done += n_rows
        rate = self._n_done / max(monotonic() - self._start, 1e-3)
        n_galaxies = self._store.manifest.n_galaxies
        left = (n_galaxies - self._n_done) / max(rate, 1e-3)
        self._report(Step(f"Embedding: {rate:,.0f} galaxies/s, {_span(left)} left", self._n_done, n_galaxies))


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
