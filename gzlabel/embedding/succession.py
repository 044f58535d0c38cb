"""A matrix that follows another: written in a folder beside it, and in use from the moment it is complete.

The first matrix lies in the embedding's folder itself. One by another recipe is written into ``run-1`` within; when
it is complete a file that names it is put there whole, which is the moment of the change, and the matrix before is
removed. So a run that is stopped or killed never costs the vectors there were.
"""

import re
import shutil
from contextlib import suppress
from pathlib import Path

from gzlabel.atomic import written_whole

POINTER = "in-use.txt"
_RUN = re.compile(r"run-([1-9][0-9]{0,8})")
_FILES = ("manifest.json", "blocks.jsonl", "*.npy", "reduction-*.npz", "reduced-*.json")


def place_of(folder: Path) -> Path:
    """Where the matrix in use lies: ``folder`` itself, or the run within that took its place."""
    named = _named(folder)
    return folder / f"run-{named}" if named else folder


def place_of_next(folder: Path) -> Path:
    """Where the matrix is written that is to follow the one in use."""
    return folder / f"run-{_named(folder) + 1}"


def put_to_use(folder: Path, place: Path) -> None:
    """Let the matrix in ``place``, which is complete, be the one in use, and remove the one before."""
    if place != place_of(folder):
        with written_whole(folder / POINTER) as temporary:
            temporary.write_text(f"{place.name}\n", encoding="ascii")
    _remove_earlier(folder)


def clear(folder: Path) -> None:
    """Remove an embedding, what names it first, and nothing else that lies in the folder."""
    for pattern in (POINTER, *_FILES):
        for path in folder.glob(pattern):
            path.unlink()
    for run in _runs(folder):
        shutil.rmtree(run)


def _remove_earlier(folder: Path) -> None:
    """Remove what lies beside the matrix in use, but for what a system does not give up yet, as it is mapped."""
    place = place_of(folder)
    for run in _runs(folder):
        if run != place:
            shutil.rmtree(run, ignore_errors=True)
    for pattern in _FILES if place != folder else ():
        for path in folder.glob(pattern):
            with suppress(OSError):
                path.unlink()


def _runs(folder: Path) -> list[Path]:
    return [path for path in folder.glob("run-*") if _RUN.fullmatch(path.name) and path.is_dir()]


def _named(folder: Path) -> int:
    """Number of the run in use; 0 where it is the folder itself. The file may come from a stranger."""
    try:
        found = _RUN.fullmatch((folder / POINTER).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return 0
    return int(found[1]) if found else 0
