"""One writer a workspace: a lock the operating system drops when its holder dies, however it dies.

Some network file systems know no locks. There a small file names the holder, is touched while the workspace
is open, and counts as left behind when its holder is dead, its touch is old, or the folder was copied.
"""

import json
import os
import secrets
import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from gzlabel.errors import WorkspaceLocked
from gzlabel.file_lock import NO_LOCKS, lock_file, open_to_lock, unlock_file
from gzlabel.parsed_json import parsed_json
from gzlabel.workspace.failures import told
from gzlabel.workspace.person import login_name
from gzlabel.workspace.sqlite.place import place_of

_TOUCH_SECONDS = 10.0
_STALE_SECONDS = 120.0


class WorkspaceLock:
    """Held from construction until `release`.

    Parameters
    ----------
    folder
        The workspace's folder.

    Raises
    ------
    WorkspaceLocked
        Another program, or another part of this one, holds it.
    OSError
        The folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".lock"
        self._file: BinaryIO | None = None
        self.by_name_only = False
        try:
            self._file, self._place = self._locked(), place_of(self._path)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
            self._named = _NamedHolder(folder / ".lock-holder")
            self.by_name_only = True

    def _locked(self) -> BinaryIO:
        """The lock's file, locked, with the holder's name in it."""
        file = open_to_lock(self._path)
        try:
            if not lock_file(file):
                raise locked_by(_read_holder(self._path), self._path.parent)
            file.seek(0)
            file.truncate()
            file.write(json.dumps(_this_program()).encode())
            file.flush()
        except BaseException:
            file.close()
            raise
        return file

    def assert_held(self) -> None:
        """Make sure that nobody took over while this program slept, or while the drive was away.

        The lock is taken anew where its file is another than before; of a folder that is not there nothing is said.

        Raises
        ------
        WorkspaceLocked
        """
        if not self._path.parent.is_dir():
            return
        if self.by_name_only:
            self._named.assert_held()
        elif self._file is not None and place_of(self._path) != self._place:
            with told(self._path):
                again = self._locked()
            self._file.close()
            self._file, self._place = again, place_of(self._path)

    def release(self) -> None:
        """Let others in."""
        if self._file is not None:
            unlock_file(self._file)
            self._file = None
        elif self.by_name_only:
            self._named.release()


class _NamedHolder:
    """The holder's name in a file, for file systems without locks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._token = secrets.token_hex(8)
        try:
            handle = self._create()
        except FileExistsError:
            holder = _read_holder(path)
            if not _is_left_behind(path, holder):
                raise locked_by(holder, path.parent) from None
            path.unlink(missing_ok=True)
            try:
                handle = self._create()
            except FileExistsError:  # another program was as quick
                raise locked_by(_read_holder(path), path.parent) from None
        with os.fdopen(handle, "w") as file:
            json.dump({**_this_program(), "token": self._token, "inode": path.stat().st_ino}, file)
        self._released = threading.Event()
        self._toucher = threading.Thread(target=self._touch, name="workspace-lock", daemon=True)
        self._toucher.start()

    def _create(self) -> int:
        return os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)

    def _touch(self) -> None:
        while not self._released.wait(_TOUCH_SECONDS):
            with suppress(OSError):  # a drive that is away may come back
                if _read_holder(self._path).get("token") == self._token:
                    os.utime(self._path)

    def assert_held(self) -> None:
        holder = _read_holder(self._path)
        if holder.get("token") != self._token:
            raise locked_by(holder, self._path.parent)

    def release(self) -> None:
        self._released.set()
        self._toucher.join()
        if _read_holder(self._path).get("token") == self._token:
            with suppress(OSError):  # left behind, it is known as such by its age
                self._path.unlink(missing_ok=True)


def locked_by(holder: dict[str, Any], folder: Path) -> WorkspaceLocked:
    """The sentence that says who has the workspace open."""
    who = "another program"
    if "user" in holder:
        place = f"{holder.get('host')} (process {holder.get('pid')}, since {holder.get('since')})"
        who = f"{holder['user']} on {place}"
    return WorkspaceLocked(
        f"this workspace is open for writing by {who}",
        where=folder,
        remedy="Close it there, or open it read-only here",
    )


def _this_program() -> dict[str, Any]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"user": login_name(), "host": socket.gethostname(), "pid": os.getpid(), "since": since}


def _read_holder(path: Path) -> dict[str, Any]:
    try:
        found = parsed_json(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_left_behind(path: Path, holder: dict[str, Any]) -> bool:
    status = path.stat()
    if holder.get("inode") not in (None, status.st_ino):
        return True
    if holder.get("host") == socket.gethostname() and not _is_alive(holder.get("pid")):
        return True
    return abs(_clock_of(path.parent) - status.st_mtime) > _STALE_SECONDS


def _clock_of(folder: Path) -> float:
    """The time by the clock that stamps the folder's files, which may be another computer's."""
    lock = folder / ".lock"
    lock.touch()
    return lock.stat().st_mtime


def _is_alive(pid: object) -> bool:
    if not isinstance(pid, int) or os.name == "nt":  # os.kill on Windows ends the process it asks about
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
