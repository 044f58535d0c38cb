"""A night's work in one process, faster than a person: does anything grow that should not?

Ten thousand ratings through the workbench, with their pages, pictures, undos, flags and models. Every figure of the
last tenth is told over that of the first: 1 is flat. What must not grow at all is memory and the time of a page once
the model knows as many ratings as it carries and decoded pictures fill the room that they may have.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from gzlabel.bench._desk_workspace import make_workspace
from gzlabel.bench._night import SIDE_PX, Night
from gzlabel.interest.limits import Limits
from gzlabel.progress import Report, Step, silent
from gzlabel.workbench import pictures

_TENTHS = 10


def run(
    ratings: int = 10_000,
    galaxies: int = 30_000,
    most_memory: float = 1.15,
    most_page: float = 1.5,
    report: Report = silent,
) -> dict[str, Any]:
    """Rate ``ratings`` galaxies of ``galaxies``, page by page.

    Parameters
    ----------
    most_memory, most_page
        How many times the first tenth after the model's limit the last one may be, in memory and time of a page.

    Returns
    -------
    dict
        Medians of the first and last tenth, and their ``ratio``, of: ``memory_mb``, what the program holds
        with its children; ``rating_ms``, until the rating is on disk and shown; ``undo_ms``; ``page_ms``, until the
        model knows the page that was rated and the next one has its pictures. ``by_tenth``: the medians of all
        tenths. ``longest_page_ms``. ``settled_from``: the rating from which nothing has a reason to grow;
        ``memory_ratio``, ``page_ratio``: the last tenth over the first one after that, of the least memory held and
        of the median time of a page; None where the night is too short to tell. ``failures``: a sentence for each
        of the two that is above its bound.
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
        settled = settled_from(galaxies)
        seconds = perf_counter() - began
        growth = size_of(path) - empty
    return {
        "ratings": night.n_rated,
        "galaxies": galaxies,
        "pages": len(night.page_ms),
        **_course(night),
        **_growth(night, settled, {"memory": most_memory, "page": most_page}),
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
        "longest_page_ms": round(max(night.page_ms)),
    }


def settled_from(galaxies: int) -> int:
    """How many ratings it takes until the model carries all that it may, and pictures fill their room."""
    return max(Limits.of_pool(galaxies, 4).n_room, pictures.CACHE_BYTES // (3 * SIDE_PX**2))


def _growth(night: Night, settled: int, bounds: Mapping[str, float]) -> dict[str, Any]:
    """Whether anything grew that had no reason to."""
    ratios = {
        "memory": last_over_settled(night.memory_mb, settled / night.n_rated, min),
        "page": last_over_settled(night.page_ms, settled / night.n_rated, np.median),
    }
    failures = [
        f"{name} grew {ratio}-fold after {settled:,} ratings, where nothing should: at most {bounds[name]}"
        for name, ratio in ratios.items()
        if ratio is not None and ratio > bounds[name]
    ]
    told = {f"{name}_ratio": ratio for name, ratio in ratios.items()}
    return {"settled_from": settled, **told, "failures": failures}


def last_over_settled(
    values: list[float], settled: float, of_part: Callable[[Sequence[float]], Any]
) -> float | None:
    """The last tenth over the first that begins after the share ``settled`` of all; None where that is the last."""
    parts = [float(of_part(part.tolist())) for part in np.array_split(values, _TENTHS) if len(part)]
    first = math.ceil(len(parts) * settled)
    return round(parts[-1] / parts[first], 2) if first < len(parts) - 1 else None


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
