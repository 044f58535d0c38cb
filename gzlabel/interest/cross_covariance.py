"""The whitened cross-covariance between rated galaxies and the pool, the one large array of a search.

It grows by rows as galaxies are rated, in slabs, so that nothing large is ever copied.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.turn import Turn

_SLAB_ROWS = 64
_FIXED_POINT_STEPS = 32_767
_FEW = 2


class CrossCovariance:
    """Rows ``w`` ``(n_galaxies,)``, one a rated galaxy, in single precision or 16-bit fixed point.

    No element of a column exceeds the galaxy's prior standard deviation, so fixed point in units of
    that deviation has a known error: half of ``1 / 32767`` of it for each element.

    Parameters
    ----------
    prior_std
        ``(n_galaxies,)`` float32.
    compact
        Whether to halve the memory by fixed point.
    """

    def __init__(self, prior_std: NDArray[np.float32], *, compact: bool = False) -> None:
        self.n_rows = 0
        self.compact = compact
        self._step = prior_std / np.float32(_FIXED_POINT_STEPS) if compact else None
        self._n_galaxies = len(prior_std)
        self._slabs: list[NDArray[Any]] = []

    @property
    def n_bytes(self) -> int:
        """Memory that the rows need."""
        return self.n_rows * self._n_galaxies * (2 if self.compact else 4)

    def grow(self, n_new: int) -> slice:
        """Make room for rows; return where they are, to be filled by `write`."""
        rows = slice(self.n_rows, self.n_rows + n_new)
        kind = np.int16 if self.compact else np.float32
        while len(self._slabs) * _SLAB_ROWS < rows.stop:
            self._slabs.append(np.empty((_SLAB_ROWS, self._n_galaxies), dtype=kind))
        self.n_rows = rows.stop
        return rows

    def shrink(self, n_rows: int) -> None:
        """Forget all rows but the first ``n_rows``; their memory is kept for the next ones."""
        self.n_rows = n_rows

    def write(self, rows: slice, block: slice, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Store ``values`` ``(len(rows), len(block))``; return them as stored."""
        stored = [
            self._encode(number, inside, block, values[outside])
            for number, inside, outside in self._pieces(rows)
        ]
        return np.concatenate(stored) if self.compact else values

    def product(self, left: NDArray[np.float32], block: slice) -> NDArray[np.float32]:
        """``left @ rows`` ``(k, len(block))`` for the galaxies of ``block``.

        ``left`` is ``(k, m)``, or ``(m,)`` for a result ``(len(block),)``; the first ``m`` rows are used.
        """
        total = np.zeros((*left.shape[:-1], block.stop - block.start), dtype=np.float32)
        for number, inside, outside in self._pieces(slice(0, left.shape[-1])):
            rows, factors = (
                self._slabs[number][inside, block].astype(np.float32, copy=False),
                left[..., outside],
            )
            if factors.ndim == 2 and len(factors) <= _FEW:
                # one row after the other: a matrix product would spend more time on packing
                for one, factor in zip(total, factors, strict=True):
                    one += factor @ rows
            else:
                total += factors @ rows
        if self._step is not None:
            total *= self._step[block]
        return total

    def turned(self, turn: Turn, block: slice) -> NDArray[np.float32]:
        """Turn the rows in ``block``; return the last ones thereafter, ``(turn.n_gone, len(block))``."""
        if not turn.is_none:
            self._turn(turn, block)
        last = self._pieces(slice(self.n_rows - turn.n_gone, self.n_rows))
        rows = [self._slabs[number][inside, block].astype(np.float32) for number, inside, _ in last]
        gone: NDArray[np.float32] = np.concatenate(rows)
        return gone if self._step is None else gone * self._step[block]

    def columns(self, galaxies: NDArray[np.int64]) -> NDArray[np.float64]:
        """Whitened cross-covariance ``(n_rows, m)`` of some galaxies."""
        result = np.empty((self.n_rows, len(galaxies)))
        for number, inside, outside in self._pieces(slice(0, self.n_rows)):
            result[outside] = self._slabs[number][inside][:, galaxies]
        if self._step is not None:
            result *= self._step[galaxies]
        return result

    def _turn(self, turn: Turn, block: slice) -> None:
        """As stored, since a turn knows of no units; the pieces on the way are made once."""
        width = block.stop - block.start
        outward, inward = turn.outward.astype(np.float32), turn.inward.T.astype(np.float32)
        pieces = self._pieces(slice(turn.start, self.n_rows))
        shares, more = np.zeros((2, turn.n_gone, width), dtype=np.float32)
        for number, inside, outside in pieces:
            rows = self._slabs[number][inside, block].astype(np.float32, copy=False)
            shares += np.matmul(inward[:, outside], rows, out=more)
        changes = np.empty((_SLAB_ROWS, width), dtype=np.float32)
        for number, inside, outside in pieces:
            rows, change = self._slabs[number][inside, block], changes[: inside.stop - inside.start]
            if turn.n_gone == 1:  # of which a matrix product makes heavy weather
                np.multiply(outward[outside], shares, out=change)
            else:
                np.matmul(outward[outside], shares, out=change)
            np.subtract(rows, change, out=change)
            rows[...] = np.rint(change, out=change) if self.compact else change

    def _encode(
        self, number: int, inside: slice, block: slice, values: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Store, and return what was stored."""
        if self._step is None:
            self._slabs[number][inside, block] = values
            return values
        steps = np.rint(values / self._step[block])
        with np.errstate(invalid="ignore"):  # a galaxy without a vector keeps its NaN in mean and variance
            self._slabs[number][inside, block] = steps
        stored: NDArray[np.float32] = steps * self._step[block]
        return stored

    def _pieces(self, rows: slice) -> list[tuple[int, slice, slice]]:
        """Slab, rows within the slab, and rows counted from ``rows.start``, for each slab touched."""
        pieces, row = [], rows.start
        while row < rows.stop:
            number, offset = divmod(row, _SLAB_ROWS)
            count = min(_SLAB_ROWS - offset, rows.stop - row)
            pieces.append(
                (number, slice(offset, offset + count), slice(row - rows.start, row - rows.start + count))
            )
            row += count
        return pieces
