"""What one worker of a cluster does: open the images, make the encoder, and turn some rows into a file.

Images and encoder are made once in a process, however many partitions it is given.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.block import Block
from gzlabel.embedding.choices import make_encoder
from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.reading import Reader

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


def embed_partition(open_images: OpenImages, recipe: EncoderRecipe, path: Path, start: int, stop: int) -> str:
    """Encode rows ``start`` to ``stop`` into the file ``path``, unless it is there and holds; return its path."""
    rows, encoder = np.arange(start, stop), recipe.make()
    reader = Reader(_opened(open_images), encoder)
    if path.is_file():
        with np.load(path, allow_pickle=False) as stored:
            if np.array_equal(stored["digests"], reader.digests(rows)):
                return os.fspath(path)
    pictures = reader.read(rows)
    block = Block.of(rows, pictures, encoder.forward(pictures.images))
    with written_whole(path) as temporary:
        np.savez(
            temporary,
            vectors=block.vectors,
            valid=block.valid,
            digests=block.digests,
            broken=np.array(json.dumps(block.broken)),
        )
    return os.fspath(path)


def read_partition(path: Path, start: int, rows: NDArray[np.int64]) -> Block:
    """Some ``rows`` of the partition that begins with the row ``start``."""
    with np.load(path, allow_pickle=False) as stored:
        there = slice(int(rows[0]) - start, int(rows[-1]) + 1 - start)
        broken = [(int(row), str(why)) for row, why in json.loads(str(stored["broken"]))]
        own = tuple((row, why) for row, why in broken if rows[0] <= row <= rows[-1])
        return Block(stored["vectors"][there], stored["valid"][there], stored["digests"][there], own)


def digests_now(open_images: OpenImages, recipe: EncoderRecipe, start: int, stop: int) -> NDArray[np.uint64]:
    """Digests ``(stop - start,)`` of the images as they are now."""
    return Reader(_opened(open_images), recipe.make()).digests(np.arange(start, stop))


@cache
def _encoder(name: str, options: str) -> Encoder:
    return make_encoder(name, **json.loads(options))


def _opened(open_images: OpenImages) -> Images:
    """Open the images once in a worker, which is handed the function anew with every partition."""
    if isinstance(open_images, partial):
        return _images(open_images.func, open_images.args, tuple(open_images.keywords.items()))
    return _images(open_images, (), ())


@cache
def _images(
    function: Callable[..., Images], values: tuple[Any, ...], named: tuple[tuple[str, Any], ...]
) -> Images:
    return function(*values, **dict(named))
