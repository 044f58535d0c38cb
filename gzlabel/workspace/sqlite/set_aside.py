"""Keeping a file that is replaced or damaged, out of the way but never deleted."""

from pathlib import Path

FOLDER = "backups"


def set_aside(path: Path) -> Path | None:
    """Move a file among the workspace's backups under a name of its own; None where there is none."""
    if not path.exists():
        return None
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    number = 1
    while (kept := folder / f"{path.stem}-set-aside-{number}{path.suffix}").exists():
        number += 1
    return path.replace(kept)
