"""A few galaxies with many: their inner products, multiplied once it is known what for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Pairs:
    """Of ``m`` galaxies with ``n``.

    Attributes
    ----------
    few
        ``(m, n_features)`` float32, centred and weighted, and weighted once more in place of the others.
    many
        ``(n, n_features)`` as they are.
    offsets
        ``(m,)`` inner products of ``few`` with the centre of the others.
    """

    few: NDArray[np.float32]
    many: NDArray[Any]
    offsets: NDArray[np.float32]

    def products(self) -> NDArray[np.float32]:
        """Inner products ``(m, n)``."""
        result = self.uncentred(1.0)
        with np.errstate(invalid="ignore", over="ignore"):
            result -= self.offsets[:, None]
        return result

    def uncentred(self, scale: float) -> NDArray[np.float32]:
        """``scale`` times inner products and `offsets`, ``(m, n)``: for whom the offsets need no pass over all."""
        few = self.few * np.float32(scale)
        with np.errstate(invalid="ignore", over="ignore"):
            # the long matrix first: BLAS then packs the short one only
            return np.asarray((np.asarray(self.many, dtype=np.float32) @ few.T).T)
