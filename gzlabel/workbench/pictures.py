"""Galaxy images, decoded off the main thread before they are asked for, and kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner

Pixels = NDArray[np.uint8]
Key = tuple[int, int, int]  # source, row, size
Receive = Callable[[Pixels | Failure], None]

CACHE_BYTES = 256 * 2**20


class Reader(Protocol):
    """What a picture comes from: any image source of the catalogue."""

    def read(self, row: int, size: int | None = None) -> Pixels:
        """Pixels ``(height, width, 3)`` of one galaxy."""


class Pictures:
    """A cache of decoded pixels, keyed by galaxy and size.

    Parameters
    ----------
    source
        Safe to read from several threads.
    runner
        Lends the threads.
    """

    def __init__(self, source: Reader, runner: JobRunner) -> None:
        self._source, self._runner = source, runner
        self._cache: OrderedDict[Key, Pixels | Failure] = OrderedDict()
        self._bytes, self._n_sources = 0, 0
        self._waiting: dict[Key, list[Receive]] = {}

    def request(self, row: int, size: int, receive: Receive) -> None:
        """Call ``receive`` with the pixels, at once where they are kept, else when they are decoded.

        A galaxy whose image cannot be read gives the `Failure` that says why.
        """
        key = (self._n_sources, row, size)
        if key in self._cache:
            self._cache.move_to_end(key)
            receive(self._cache[key])
            return
        self._fetch(key).append(receive)

    def use(self, source: Reader) -> None:
        """Show another source's images from now on, as after a change of stretch; drop every decoded one."""
        self._source = source
        self._n_sources += 1
        self._cache.clear()
        self._bytes = 0

    def _fetch(self, key: Key) -> list[Receive]:
        if key not in self._waiting:
            self._waiting[key] = []

            def arrived(pixels: Pixels | Failure) -> None:
                self._keep(key, pixels)
                for receive in self._waiting.pop(key, []):
                    receive(pixels)

            args = (self._source, key[1], key[2])
            self._runner.thread("pictures", _read, *args, then=arrived, failed=arrived, width=2)
        return self._waiting[key]

    def _keep(self, key: Key, pixels: Pixels | Failure) -> None:
        self._cache[key] = pixels
        self._bytes += _size_of(pixels)
        while self._bytes > CACHE_BYTES and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._bytes -= _size_of(dropped)


def _read(source: Reader, row: int, size: int) -> Pixels:
    """A galaxy's pixels, no larger than was asked for: a source may give the next size that it can decode."""
    pixels = source.read(row, size)
    height, width = pixels.shape[:2]
    shrunk = size / min(height, width)
    if shrunk >= 1:
        return pixels
    from PIL import Image

    wanted = (max(size, round(width * shrunk)), max(size, round(height * shrunk)))
    return np.asarray(Image.fromarray(pixels).resize(wanted, Image.Resampling.LANCZOS))


def _size_of(pixels: Pixels | Failure) -> int:
    return 0 if isinstance(pixels, Failure) else pixels.nbytes
