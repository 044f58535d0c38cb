"""How long a rating takes to be safe on the disk, and whether that stays so after a night of them."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from gzlabel.progress import Report, Step, silent
from gzlabel.workspace import NewDecision, Workspace

_INTEREST = "interesting"


def run(ratings: int = 10_000, galaxies: int = 250_000, report: Report = silent) -> dict[str, Any]:
    """Rate one galaxy at a time, an undo every tenth.

    Returns
    -------
    dict
        ``rating_ms`` and ``undo_ms`` with median, p95 and p99; ``drift``, the median of the last tenth over that
        of the first; ``current_ms``, reading every current decision after one more; ``open_s`` with all of them;
        ``bytes_a_rating`` on the disk, transcript and backup included.
    """
    import pyarrow as pa

    random = np.random.default_rng(0)
    with TemporaryDirectory(prefix="gzlabel-journal-") as scratch:
        path = Path(scratch) / "night.gzlabel"
        table = pa.table({"id": np.arange(galaxies) + 587722981742084097})
        Workspace.create(path, table, id_column="id").close()
        empty = _size_of(path)
        with Workspace.open(path) as workspace:
            journal = workspace.journal
            rating_ms, undo_ms = [], []
            for number, row in enumerate(random.integers(0, galaxies, ratings).tolist()):
                decision = NewDecision(row, "rating", number % 6, 1.0, number // 24, number, "default")
                rating_ms.append(_milliseconds(partial(journal.append, _INTEREST, [decision])))
                if number % 10 == 9:
                    undo_ms.append(_milliseconds(partial(journal.undo, _INTEREST)))
                if number % 100 == 0:
                    report(Step("Rating", number, ratings))
            journal.current(_INTEREST)
            journal.append(_INTEREST, [NewDecision(0, "rating", 5)])
            current_ms = _milliseconds(partial(journal.current, _INTEREST))
        open_ms = _milliseconds(lambda: Workspace.open(path).close())
        bytes_a_rating = (_size_of(path) - empty) / ratings
    report(Step("Rated", ratings, ratings))
    tenth = max(1, ratings // 10)
    return {
        "ratings": ratings,
        "galaxies": galaxies,
        "rating_ms": _spread(rating_ms),
        "undo_ms": _spread(undo_ms),
        "drift": round(float(np.median(rating_ms[-tenth:]) / np.median(rating_ms[:tenth])), 2),
        "current_ms": round(current_ms, 2),
        "open_s": round(open_ms / 1000, 3),
        "bytes_a_rating": round(bytes_a_rating),
    }


def _milliseconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def _spread(values: list[float]) -> dict[str, float]:
    names = {"median": 50, "p95": 95, "p99": 99}
    return (
        {name: round(float(np.percentile(values, share)), 2) for name, share in names.items()}
        if values
        else {}
    )


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
