"""A workspace holds its own files and folders: a link in a stranger's would be written through, a pipe waited for."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gzlabel.errors import WorkspaceError

_OURS = ("atlas", "backups", "embedding")


def assert_own_files(path: Path) -> None:
    """Refuse a workspace in which anything lies that is neither file nor folder.

    Raises
    ------
    WorkspaceError
    """
    for entry in _entries(path):
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            what = "a link to another place" if entry.is_symlink() else "neither a file nor a folder"
            raise WorkspaceError(
                f"this is {what}, and a workspace holds its own files only",
                where=entry.path,
                remedy="Put what it stands for in its place, or remove it",
            )


def _entries(folder: Path, *, is_ours: bool = False) -> Iterator["os.DirEntry[str]"]:
    """What lies in a folder, and all that lies below those that we write to."""
    with suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False) and (is_ours or entry.name in _OURS):
                yield from _entries(Path(entry.path), is_ours=True)
