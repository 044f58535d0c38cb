"""Things that other processes import by name: images drawn on demand, and a run to be killed."""

import sys
import time
from pathlib import Path

import numpy as np

from gzlabel.embedding import embed, make_encoder


class DrawnImages:
    """One disc a galaxy, slow enough to be interrupted."""

    def __init__(self, n_galaxies, seconds=0.0):
        self.n_galaxies, self.seconds = n_galaxies, seconds

    def read(self, row, size=None):
        time.sleep(self.seconds)
        y, x = np.mgrid[:32, :32] - 15.5
        light = 200 * np.exp(-np.hypot(x, y * (1 + row % 7 / 7)) / (2 + row % 11))
        return np.repeat(light[:, :, None], 3, axis=2).astype(np.uint8)

    def missing(self):
        return np.empty(0, dtype=np.int64)

    def where(self, row):
        return f"galaxy {row}"


class RetouchedImages(DrawnImages):
    """The same, but for the galaxies that a file names, which shine upside down.

    Parameters
    ----------
    retouched
        A row on each line.
    """

    def __init__(self, n_galaxies, retouched):
        super().__init__(n_galaxies)
        self.retouched = retouched

    def read(self, row, size=None):
        drawn = super().read(row, size)
        return 255 - drawn if str(row) in self.retouched.read_text().split() else drawn


if __name__ == "__main__":
    embed(DrawnImages(1600, 0.002), make_encoder(), Path(sys.argv[1]))
