"""The run that turns every image of a catalogue into a vector, and goes on where it stopped."""

import hashlib
import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.matrix import FEATURE_WEIGHTS, EmbeddingMatrix
from gzlabel.embedding.reading import Reader
from gzlabel.embedding.store import DIGESTS, Block, BlockStore
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 128
_NOT_FINITE = "the encoder gave a vector that is not finite"


def embed(images: Images, encoder: Encoder, folder: Path, report: Report = silent) -> EmbeddingMatrix:
    """Encode every image, in blocks that count from the moment they are wholly on disk.

    Called again on the same folder, it keeps the blocks that are there, except where the pixels of an image
    have changed since. Broken images are masked and listed (``matrix.broken``); the rest goes on.

    Raises
    ------
    EmbeddingError
        If there are no images.
    Cancelled
        If ``report`` raises it; what is committed stays.
    """
    if images.n_galaxies == 0 or len(images.missing()) == images.n_galaxies:
        raise EmbeddingError("there is no image to embed", remedy="Give the workspace its images first")
    manifest = Manifest(
        images.n_galaxies,
        encoder.n_features,
        "float32",
        encoder.name,
        encoder.parameters(),
        {"images": type(images).__name__, "stretch": str(getattr(images, "stretch", None))},
        block_rows=_BLOCK_ROWS,
    )
    store = BlockStore.create_or_resume(folder, manifest)
    if encoder.feature_weights is not None:
        np.save(folder / FEATURE_WEIGHTS, encoder.feature_weights)
    _Run(images, encoder, store, report).finish()
    return EmbeddingMatrix.open(folder)


class _Run:
    def __init__(self, images: Images, encoder: Encoder, store: BlockStore, report: Report) -> None:
        self._encoder, self._store, self._report = encoder, store, report
        self._reader = Reader(images, encoder.image_size)
        self._start, self._n_done = monotonic(), 0

    def finish(self) -> None:
        """Work through the blocks, a few at a time."""
        from threadpoolctl import threadpool_limits

        workers = (os.cpu_count() or 1) if self._encoder.thread_safe else 1
        pool = ThreadPoolExecutor(workers, thread_name_prefix="embed")
        # Several threads that each call a threaded BLAS get in each other's way.
        with threadpool_limits(1 if workers > 1 else None):
            try:
                self._work_through(pool, workers)
            finally:
                pool.shutdown(cancel_futures=True)
        digests = np.load(self._store.folder / DIGESTS)
        digest = hashlib.blake2b(digests.tobytes(), digest_size=16).hexdigest()
        self._store.finish(source={**self._store.manifest.source, "digest": digest})

    def _work_through(self, pool: ThreadPoolExecutor, workers: int) -> None:
        blocks = self._store.blocks
        pending = {pool.submit(self._made, *block) for block in islice(blocks, workers + 1)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                self._commit(*future.result())
            pending |= {pool.submit(self._made, *block) for block in islice(blocks, len(done))}

    def _made(self, number: int, rows: NDArray[np.int64]) -> tuple[int, int, Block | None]:
        """Make a block; None where the one on disk still holds."""
        if number in self._store.committed and np.array_equal(
            self._reader.digests(rows), self._store.digests(rows)
        ):
            return number, len(rows), None
        pictures = self._reader.read(rows)
        vectors = np.full((len(rows), self._encoder.n_features), np.nan, dtype=np.float32)
        if pictures.images:
            vectors[pictures.places] = self._encoder.encode(pictures.images)
        valid = np.asarray(np.isfinite(vectors).all(axis=1))
        faulty = pictures.places[~valid[pictures.places]]
        broken = [*pictures.broken, *((int(row), _NOT_FINITE) for row in rows[faulty])]
        return number, len(rows), Block(vectors, valid, pictures.digests, tuple(broken))

    def _commit(self, number: int, n_rows: int, block: Block | None) -> None:
        if block is not None:
            self._store.commit(number, block)
        self._n_done += n_rows
        rate = self._n_done / max(monotonic() - self._start, 1e-3)
        n_galaxies = self._store.manifest.n_galaxies
        left = (n_galaxies - self._n_done) / rate
        self._report(Step(f"Embedding: {rate:,.0f} galaxies/s, {_span(left)} left", self._n_done, n_galaxies))


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
