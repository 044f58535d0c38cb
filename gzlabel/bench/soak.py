"""A night's work in one process, faster than a person: does anything grow that should not?

Ten thousand ratings through the workbench, with their pages, pictures, undos, flags and models. Every figure of the
last tenth is told over that of the first: 1 is flat.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from gzlabel.bench._desk_workspace import make_workspace
from gzlabel.bench._night import Night
from gzlabel.progress import Report, Step, silent

_TENTHS = 10
_LEVEL_FROM = 3


def run(ratings: int = 10_000, galaxies: int = 30_000, report: Report = silent) -> dict[str, Any]:
    """Rate ``ratings`` galaxies of ``galaxies``, page by page.

    Returns
    -------
    dict
        Medians of the first and last tenth, and their ``ratio``, of: ``memory_mb``, what the program holds
        with its children; ``rating_ms``, until the rating is on disk and shown; ``undo_ms``; ``page_ms``, until the
        model knows the page that was rated and the next one has its pictures. ``by_tenth``: the medians of all
        tenths. ``levelled``: the last over the fourth, by when decoded pictures and the posterior have the room
        that they may have (256 MB; 2,048 ratings). ``longest_page_ms``.
        ``threads`` and ``files``: open at the first and at the last page. ``bytes_a_rating``: of database,
        transcript and backup together. ``lost``: ratings told as saved that the journal does not hold.
    """
    with TemporaryDirectory(prefix="gzlabel-soak-", ignore_cleanup_errors=True) as folder:
        path = make_workspace(Path(folder), galaxies, 0, report)
        empty, began = size_of(path), perf_counter()
        night = Night(path)
        while night.n_rated < ratings:
            night.play_page()
            report(Step(f"Rating, {night.memory_mb[-1]:.0f} MB", min(night.n_rated, ratings), ratings))
        held = night.close()
        seconds = perf_counter() - began
        growth = size_of(path) - empty
    return {
        "ratings": night.n_rated,
        "galaxies": galaxies,
        "pages": len(night.page_ms),
        **_course(night),
        "threads": [night.threads[0], night.threads[-1]],
        "files": [night.files[0], night.files[-1]],
        "bytes_a_rating": round(growth / night.n_rated),
        "lost": night.n_rated - held,
        "seconds": round(seconds, 1),
    }


def _course(night: Night) -> dict[str, Any]:
    """How memory and latencies went from the first page to the last."""
    measured = {
        "memory_mb": night.memory_mb,
        "rating_ms": night.rating_ms,
        "undo_ms": night.undo_ms,
        "page_ms": night.page_ms,
    }
    tenths = {name: medians_of_tenths(values) for name, values in measured.items()}
    return {
        **{name: first_and_last(values) for name, values in measured.items()},
        "by_tenth": tenths,
        "levelled": {name: round(values[-1] / values[_LEVEL_FROM], 2) for name, values in tenths.items()},
        "longest_page_ms": round(max(night.page_ms)),
    }


def first_and_last(values: list[float]) -> dict[str, float]:
    """Medians of the first and of the last tenth, and how many times the first the last is."""
    tenth = max(1, len(values) // 10)
    first, last = float(np.median(values[:tenth])), float(np.median(values[-tenth:]))
    return {"first": round(first, 2), "last": round(last, 2), "ratio": round(last / first, 2)}


def medians_of_tenths(values: list[float]) -> list[float]:
    """Medians of ten parts as equal as can be."""
    return [round(float(np.median(part)), 1) for part in np.array_split(values, _TENTHS)]


def size_of(folder: Path) -> int:
    """Bytes of every file below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
