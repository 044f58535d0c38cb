"""The same run on many machines: partitions of rows computed by Dask workers, merged into one matrix.

A partition is a file written whole under a name that says which rows and which recipe it holds, so whoever
computes it, however often, the result is the same: a worker that dies costs its partition, a run that is
stopped goes on from the files that are there. The folder must be one that every worker sees (on a cluster, of
the shared file system).
"""

import hashlib
import json
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.block import Block
from gzlabel.embedding.choices import make_encoder
from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.matrix import EmbeddingMatrix
from gzlabel.embedding.reading import Reader
from gzlabel.embedding.run import finish, prepared_store
from gzlabel.embedding.store import BlockStore
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent

_BLOCKS_A_PARTITION = 8
_RETRIES = 3
_PARTITIONS = "partitions"

OpenImages = Callable[[], Images]
"""Opens the images in any process; must be picklable, as ``functools.partial(open_images, folder)`` is."""


@dataclass(frozen=True)
class EncoderRecipe:
    """What every worker makes its encoder from."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)

    def make(self) -> Encoder:
        """Make the encoder, once in a process."""
        return _encoder(self.name, json.dumps(self.options, sort_keys=True))


def embed_distributed(
    open_images: OpenImages,
    recipe: EncoderRecipe,
    folder: Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
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
    announce
        Told the address of the dashboard.

    Raises
    ------
    EmbeddingError
        If Dask is not installed, the scheduler does not answer, or a partition fails again and again.
    """
    encoder, images = recipe.make(), open_images()
    store = prepared_store(images, encoder, folder)
    (folder / _PARTITIONS).mkdir(exist_ok=True)
    parts = list(_partitions(store))
    with _client(scheduler, workers) as client:
        announce(client.dashboard_link)
        report(Step(f"Embedding on {_n_workers(client)} workers, dashboard at {client.dashboard_link}"))
        _merge_as_they_land(client, open_images, recipe, store, parts, report)
    finish(store, encoder)
    (folder / _PARTITIONS).rmdir()
    return EmbeddingMatrix.open(folder)


def embed_partition(open_images: OpenImages, recipe: EncoderRecipe, path: Path, start: int, stop: int) -> str:
    """Encode rows ``start`` to ``stop`` into the file ``path``, unless it is there; return its path."""
    if not path.is_file():
        encoder = recipe.make()
        pictures = Reader(_images(pickle.dumps(open_images)), encoder).read(np.arange(start, stop))
        block = Block.of(np.arange(start, stop), pictures, encoder.forward(pictures.images))
        with written_whole(path) as temporary:
            np.savez(
                temporary,
                vectors=block.vectors,
                valid=block.valid,
                digests=block.digests,
                broken=np.array(json.dumps(block.broken)),
            )
    return os.fspath(path)


@dataclass(frozen=True)
class _Partition:
    start: int
    stop: int
    blocks: tuple[tuple[int, NDArray[np.int64]], ...]
    path: Path


def _partitions(store: BlockStore) -> Iterator[_Partition]:
    """Yield runs of blocks that are not in the matrix yet."""
    recipe = json.dumps([store.manifest.encoder, store.manifest.parameters], sort_keys=True)
    digest = hashlib.blake2b(recipe.encode(), digest_size=6).hexdigest()
    left = [block for block in store.blocks if block[0] not in store.committed]
    for first in range(0, len(left), _BLOCKS_A_PARTITION):
        run = left[first : first + _BLOCKS_A_PARTITION]
        for blocks in _contiguous(run):
            start, stop = int(blocks[0][1][0]), int(blocks[-1][1][-1]) + 1
            path = store.folder / _PARTITIONS / f"{digest}-{start:010d}-{stop:010d}.npz"
            yield _Partition(start, stop, tuple(blocks), path)


def _contiguous(
    blocks: list[tuple[int, NDArray[np.int64]]],
) -> Iterator[list[tuple[int, NDArray[np.int64]]]]:
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
    with np.load(part.path, allow_pickle=False) as stored:
        broken = [(int(row), str(why)) for row, why in json.loads(str(stored["broken"]))]
        vectors, valid, digests = stored["vectors"], stored["valid"], stored["digests"]
    for number, rows in part.blocks:
        there = slice(int(rows[0]) - part.start, int(rows[-1]) + 1 - part.start)
        own = tuple((row, why) for row, why in broken if rows[0] <= row <= rows[-1])
        store.commit(number, Block(vectors[there], valid[there], digests[there], own))
    part.path.unlink()


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    dask = _distributed()
    if scheduler is None:
        with (
            dask.LocalCluster(
                n_workers=workers or 1, threads_per_worker=1, dashboard_address=":0"
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


@cache
def _encoder(name: str, options: str) -> Encoder:
    return make_encoder(name, **json.loads(options))


@cache
def _images(pickled: bytes) -> Images:
    """Open the images once in a worker, which is handed the function anew with every partition."""
    return pickle.loads(pickled)()  # type: ignore[no-any-return]
