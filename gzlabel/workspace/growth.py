"""A workspace grows whole or not at all: what is new is written beside it, then put in its place.

The new files wait in a hidden folder. One rename makes them count; from then on they are moved to their places by
whoever opens the workspace next, however often that is interrupted.
"""

import shutil
from pathlib import Path

from gzlabel.atomic import force_to_disk
from gzlabel.errors import WorkspaceError
from gzlabel.workspace.failures import told
from gzlabel.workspace.lock import WorkspaceLock

_WAITING = ".growing-"
_DECIDED = ".grown"


def growing_folder(path: Path, mark: str) -> Path:
    """The folder in which the next state of the workspace ``path`` is written.

    What another interrupted growth left is removed; what one of the same ``mark`` left is kept, to go on with.
    """
    mine = path / f"{_WAITING}{mark}"
    with told(path):
        for folder in path.glob(f"{_WAITING}*"):
            if folder != mine:
                shutil.rmtree(folder)
        mine.mkdir(exist_ok=True)
    return mine


def decide_growth(path: Path, growing: Path) -> None:
    """Make the files in ``growing`` the workspace's: from here on nothing can be half done."""
    with told(path):
        for file in growing.rglob("*"):
            force_to_disk(file)
        force_to_disk(growing)
        growing.rename(path / _DECIDED)
        force_to_disk(path)


def is_growing(path: Path) -> bool:
    """Whether files that count already are not in their places yet."""
    return (path / _DECIDED).is_dir()


def settle_growth(path: Path) -> None:
    """Move what was decided to its place. The caller holds the workspace's lock."""
    if not is_growing(path):
        return
    with told(path):
        for entry in sorted((path / _DECIDED).iterdir()):
            place = path / entry.name
            if entry.is_dir() and place.is_dir():
                shutil.rmtree(place)
            entry.replace(place)
        force_to_disk(path)
        (path / _DECIDED).rmdir()


def settle_before_reading(path: Path) -> None:
    """Do what `settle_growth` does, for a reader, who holds no lock.

    Raises
    ------
    WorkspaceLocked
        Where the program that adds the rows is still at it.
    WorkspaceError
        Where the folder cannot be written to.
    """
    if is_growing(path):
        with told(path):
            try:
                lock = WorkspaceLock(path)
            except PermissionError as error:
                raise WorkspaceError(
                    "rows were being added here when the program ended",
                    where=path,
                    remedy="Open the workspace once with permission to write to it",
                ) from error
            try:
                settle_growth(path)
            finally:
                lock.release()
