"""UMAP over a neighbour graph computed once: to 2-D for the eye, to 5-D for the clusters.

The graph comes from exact neighbours, which spares pynndescent's half minute of compiling in each new
process. The optimisation starts from the linear map, so that the picture keeps its orientation and points
can glide from the one to the other (Kobak & Linderman 2021: informative starts keep global structure).

References
----------
McInnes, Healy & Melville 2018, "UMAP: Uniform Manifold Approximation and Projection", arXiv:1802.03426.
"""

import re
import warnings
from threading import RLock
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.gpu import gpu_layout
from gzlabel.progress import Report, Step, silent

SERIAL_LIMIT = 20_000
"""Up to so many galaxies UMAP runs on one core and repeats exactly from its seed."""


def lay_out(
    graph: Any,
    start: NDArray[np.float32],
    *,
    min_dist: float,
    n_epochs: int = 0,
    seed: int = 0,
    learning_rate: float = 1.0,
    report: Report = silent,
    message: str = "UMAP",
) -> NDArray[np.float32]:
    """Positions ``(n_galaxies, n_dimensions)`` that UMAP's optimisation reaches from ``start`` (same shape).

    Deterministic for up to `SERIAL_LIMIT` galaxies.
    """
    library = umap_library()
    a, b = library.find_ab_params(1.0, min_dist)
    n_galaxies, n_dimensions = start.shape
    random = np.random.RandomState(seed)
    spread = _apart(start, random)
    n_epochs = n_epochs or default_epochs(n_galaxies)
    on_gpu = gpu_layout(graph, spread, a, b, n_epochs, seed, report)
    if on_gpu is not None:
        return on_gpu
    positions, _ = library.simplicial_set_embedding(
        None,
        graph.copy(),
        n_dimensions,
        learning_rate,
        a,
        b,
        1.0,
        5,
        n_epochs,
        spread,
        random,
        "euclidean",
        {},
        False,
        {},
        False,
        parallel=n_galaxies > SERIAL_LIMIT,
        tqdm_kwds={"disable": False, "file": _EpochReader(report, message), "mininterval": 0.2},
    )
    return np.asarray(positions, dtype=np.float32)


def default_epochs(n_galaxies: int) -> int:
    """Passes enough for a sample of this size: UMAP's own 500 and 200."""
    return 500 if n_galaxies <= 10_000 else 200


def _apart(start: NDArray[np.float32], random: np.random.RandomState) -> NDArray[np.float32]:
    """``start`` within 0 to 10, every two galaxies apart: UMAP cannot part those that coincide."""
    spread = np.ptp(start, axis=0)
    scaled = 10.0 * (start - start.min(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.asarray(scaled + random.normal(scale=1e-4, size=start.shape), dtype=np.float32)


def umap_library() -> ModuleType:
    """The module `umap.umap_`, imported without its notes on optional packages.

    The lock of its progress line is one of this process alone: the usual one belongs to the whole system, which a
    map given up midway would leave there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tqdm import tqdm
        from umap import umap_
    tqdm.set_lock(RLock())
    module: ModuleType = umap_
    return module


class _EpochReader:
    """A stream that reads UMAP's progress line (``41%|...| 82/200 [...]``) and reports it."""

    def __init__(self, report: Report, message: str) -> None:
        self._report, self._message = report, message

    def write(self, text: str) -> int:
        found = re.search(r"(\d+)/(\d+)", text)
        if found:
            self._report(Step(self._message, int(found[1]), int(found[2])))
        return len(text)

    def flush(self) -> None:
        pass
