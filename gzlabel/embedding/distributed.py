"""The same run on many machines: partitions of rows computed by Dask workers, merged into one matrix.

A partition is a file written whole under a name that says which rows and which recipe it holds, so whoever
computes it, however often, the result is the same: a worker that dies costs its partition, a run that is
stopped goes on from the files that are there, and does those anew of which an image has changed. The folder
must be one that every worker sees (on a cluster, of the shared file system).
"""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.matrix import EmbeddingMatrix
from gzlabel.embedding.partition import (
    EncoderRecipe,
    OpenImages,
    digests_now,
    embed_partition,
    read_partition,
)
from gzlabel.embedding.run import finish, prepared_store
from gzlabel.embedding.store import BlockStore
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCKS_A_PARTITION = 8
_RETRIES = 3
_PARTITIONS = "partitions"

_Block: TypeAlias = tuple[int, NDArray[np.int64]]


def embed_distributed(
    open_images: OpenImages,
    recipe: EncoderRecipe,
    folder: Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    dtype: str | None = None,
    announce: Callable[[str], None] = lambda address: None,
    report: Report = silent,
) -> EmbeddingMatrix:
    """Encode every image on a Dask cluster into the matrix that `gzlabel.embedding.embed` would make.

    Parameters
    ----------
    scheduler
        Address of a running one, ``tcp://host:8786``.
    workers
        Where there is no scheduler: processes on this machine alone, for as long as the run takes.
    dtype
        As `gzlabel.embedding.embed` takes it.
    announce
        Told the address of the dashboard.

    Raises
    ------
    EmbeddingError
        If Dask is not installed, the scheduler does not answer, or a partition fails again and again.
    """
    encoder, images = recipe.make(), open_images()
    store = prepared_store(images, encoder, folder, dtype)
    (store.folder / _PARTITIONS).mkdir(exist_ok=True)
    with _client(scheduler, workers) as client:
        announce(client.dashboard_link)
        n_workers = _n_workers(client)
        report(Step(f"Embedding on {n_workers} workers" if n_workers else "Waiting for the first worker"))
        parts = list(_partitions(store, _changed(client, open_images, recipe, store)))
        _merge_as_they_land(client, open_images, recipe, store, parts, report)
    finish(store, encoder)
    shutil.rmtree(store.folder / _PARTITIONS)  # with the torn file of a worker that was killed
    return EmbeddingMatrix.open(folder)


@dataclass(frozen=True)
class _Partition:
    start: int
    stop: int
    blocks: tuple[_Block, ...]
    path: Path


def _changed(client: Any, open_images: OpenImages, recipe: EncoderRecipe, store: BlockStore) -> set[int]:
    """Numbers of the blocks in the matrix of which an image is another by now."""
    done = [block for block in store.blocks if block[0] in store.committed]
    runs = list(_runs(done))
    spans = [(int(run[0][1][0]), int(run[-1][1][-1]) + 1) for run in runs]
    futures = [
        client.submit(digests_now, open_images, recipe, *span, retries=_RETRIES, pure=False) for span in spans
    ]
    try:
        found = client.gather(futures)
    except Exception as error:
        raise EmbeddingError(
            f"the cluster could not look whether images have changed ({error})",
            remedy="What is done is kept: mend the cause and run again",
        ) from error
    changed = set[int]()
    for run, (start, _), digests in zip(runs, spans, found, strict=True):
        for number, rows in run:
            if not np.array_equal(digests[rows - start], store.digests(rows)):
                changed.add(number)
    return changed


def _partitions(store: BlockStore, changed: set[int]) -> Iterator[_Partition]:
    """Yield runs of blocks that are not in the matrix yet, or no longer hold."""
    recipe = json.dumps([store.manifest.encoder, store.manifest.parameters], sort_keys=True)
    digest = hashlib.blake2b(recipe.encode(), digest_size=6).hexdigest()
    left = [block for block in store.blocks if block[0] not in store.committed or block[0] in changed]
    for blocks in _runs(left):
        start, stop = int(blocks[0][1][0]), int(blocks[-1][1][-1]) + 1
        path = store.folder / _PARTITIONS / f"{digest}-{start:010d}-{stop:010d}.npz"
        yield _Partition(start, stop, tuple(blocks), path)


def _runs(blocks: list[_Block]) -> Iterator[list[_Block]]:
    """Blocks that follow one another, as many as a partition holds."""
    for first in range(0, len(blocks), _BLOCKS_A_PARTITION):
        yield from _contiguous(blocks[first : first + _BLOCKS_A_PARTITION])


def _contiguous(blocks: list[_Block]) -> Iterator[list[_Block]]:
    run = blocks[:1]
    for block in blocks[1:]:
        if block[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(block)
    yield run


def _merge_as_they_land(
    client: Any,
    open_images: OpenImages,
    recipe: EncoderRecipe,
    store: BlockStore,
    parts: list[_Partition],
    report: Report,
) -> None:
    dask = _distributed()
    futures = {
        client.submit(
            embed_partition,
            open_images,
            recipe,
            part.path,
            part.start,
            part.stop,
            retries=_RETRIES,
            pure=False,
        ): part
        for part in parts
    }
    n_done = store.manifest.n_galaxies - sum(part.stop - part.start for part in parts)
    try:
        for future in dask.as_completed(list(futures)):
            part = futures[future]
            if future.status != "finished":
                raise EmbeddingError(
                    f"galaxies {part.start:,} to {part.stop:,} failed on every try ({future.exception()})",
                    remedy="What is done is kept: mend the cause and run again",
                )
            _merge(store, part)
            n_done += part.stop - part.start
            report(Step("Embedding on the cluster", n_done, store.manifest.n_galaxies))
    finally:
        client.cancel(list(futures))


def _merge(store: BlockStore, part: _Partition) -> None:
    for number, rows in part.blocks:
        store.commit(number, read_partition(part.path, part.start, rows))
    part.path.unlink()


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    dask = _distributed()
    if scheduler is None:
        with (
            dask.LocalCluster(
                n_workers=workers or 1,
                threads_per_worker=1,
                dashboard_address=":0",
                silence_logs=logging.ERROR,
            ) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = dask.Client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            f"no Dask scheduler answers at {scheduler} ({error})",
            remedy="Start one by `dask scheduler` and workers by `dask worker ADDRESS`",
        ) from error
    with client:
        yield client


def _distributed() -> ModuleType:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise EmbeddingError(
            "a run on several machines needs Dask, which is not here",
            remedy="Install it by `pip install 'gzlabel[cluster]'`",
        ) from error
    return distributed


def _n_workers(client: Any) -> int:
    return len(client.scheduler_info(n_workers=-1)["workers"])
