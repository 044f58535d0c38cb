"""Where files lie, remembered so that a workspace can move, alone or together with its pictures."""

import os
from pathlib import Path
from typing import Any


def remember(path: Path, folder: Path) -> dict[str, Any]:
    """Both ways to ``path``: as it is, and as seen from the workspace ``folder``."""
    absolute = Path(os.path.normpath(path.absolute()))
    try:
        relative = os.path.relpath(absolute, folder.absolute())
    except ValueError:  # another drive on Windows
        return {"absolute": str(absolute)}
    if not relative.startswith(".."):
        return {"relative": Path(relative).as_posix()}
    return {"absolute": str(absolute), "relative": Path(relative).as_posix()}


def recall(remembered: dict[str, Any], folder: Path) -> Path:
    """The remembered path, whichever way still leads somewhere."""
    ways = [Path(remembered["absolute"])] if "absolute" in remembered else []
    if "relative" in remembered:
        ways.append(Path(os.path.normpath(folder / remembered["relative"])))
    return next((way for way in ways if way.exists()), ways[0])
