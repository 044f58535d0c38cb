"""The pictures of labelled galaxies, in memory while they fit, read anew where they do not."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.ahead import worked_ahead
from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.reading import Reader
from gzlabel.progress import Report, Step, silent

_MEMORY_BYTES = 4_000_000_000
_BLOCK_ROWS = 128

Pixels = NDArray[np.uint8]


class Examples:
    """Pictures prepared for an encoder.

    Parameters
    ----------
    rows
        ``(n,)`` of the catalogue; each is read once to find those that cannot be.
    memory_bytes
        How much may be held.

    Attributes
    ----------
    kept
        Positions in ``rows`` of those that can be read; batches are positions in ``kept``.
    """

    def __init__(
        self,
        images: Images,
        encoder: Encoder,
        rows: NDArray[np.int64],
        *,
        memory_bytes: int = _MEMORY_BYTES,
        report: Report = silent,
    ) -> None:
        self._reader = Reader(images, encoder)
        self._held: list[Pixels] | None = []
        kept, blocks = [], _blocks(len(rows))
        for block, pictures in zip(
            blocks, worked_ahead(lambda part: self._reader.read(rows[part]), blocks), strict=True
        ):
            kept.append(block[pictures.places])
            self._hold(pictures.images, memory_bytes)
            report(Step("Reading the labelled galaxies", int(block[-1]) + 1, len(rows)))
        self.kept = np.concatenate([np.empty(0, dtype=np.int64), *kept])
        self._rows = rows[self.kept]

    def pictures(self, batch: NDArray[np.int64]) -> list[Pixels]:
        """Prepared pictures of some galaxies."""
        if self._held is not None:
            return [self._held[place] for place in batch.tolist()]
        return self._reader.read(self._rows[batch]).images

    def batches(
        self, batches: Iterable[NDArray[np.int64]]
    ) -> Iterator[tuple[NDArray[np.int64], list[Pixels]]]:
        """Yield each batch with its pictures, read ahead."""
        yield from worked_ahead(lambda batch: (batch, self.pictures(batch)), batches)

    def _hold(self, pictures: list[Pixels], memory_bytes: int) -> None:
        if self._held is None:
            return
        self._held.extend(pictures)
        if sum(picture.nbytes for picture in self._held[-1:]) * len(self._held) > memory_bytes:
            self._held = None


def _blocks(n: int) -> list[NDArray[np.int64]]:
    return [np.arange(start, min(start + _BLOCK_ROWS, n)) for start in range(0, n, _BLOCK_ROWS)]
