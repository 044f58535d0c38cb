"""Where files lie, remembered so that a workspace can move, alone or together with its pictures.

A workspace may come from a stranger, and what it remembers may point anywhere. Unless this user named its images
on this computer, or vouched for it since, it reads what lies in its own folder and beside it, and nothing else.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gzlabel.errors import ImageError


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


@dataclass(frozen=True)
class Reach:
    """How far what a folder remembers may lead.

    Attributes
    ----------
    folder
        The folder that remembers.
    within
        No file outside of it is read; None allows every file.
    trusted
        Whether the caller allowed every file, whoever made the description.
    """

    folder: Path
    within: Path | None = None
    trusted: bool = False

    def recall(self, remembered: dict[str, Any]) -> Path:
        """The remembered path, whichever way still leads somewhere.

        Raises
        ------
        ImageError
            If both lead out of what may be read.
        """
        ways = [Path(remembered["absolute"])] if "absolute" in remembered else []
        if "relative" in remembered:
            ways.append(Path(os.path.normpath(self.folder.absolute() / remembered["relative"])))
        allowed = [way for way in ways if allows(self.within, way)]
        if not allowed:
            raise ImageError(
                f"the images lie outside of this workspace, at {ways[0]}, and another user or computer said so; "
                "they are not read",
                where=self.folder,
                remedy=f"If you know who made it, allow it once: gzlabel trust {self.folder}",
            )
        return next((way for way in allowed if way.exists()), allowed[0])


def beside(folder: Path) -> Path:
    """What a workspace in ``folder`` may always read: the folder around it, unless that is a home or holds homes."""
    around = folder.absolute().parent
    return folder.absolute() if Path.home().is_relative_to(around) else around


def allows(within: Path | None, path: Path) -> bool:
    """Whether a file may be read, links followed. What is outside by its name is not touched at all.

    On Windows, touching a path of another computer tells that computer who is logged in here.
    """
    if within is None:
        return True
    if not Path(os.path.normpath(path.absolute())).is_relative_to(within):
        return False
    try:
        return path.resolve().is_relative_to(within.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return False
