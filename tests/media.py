"""Real media for tests, where this user and system may mount: memory as a small disk, and a drive that can fail."""

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_GOING_DOWN, _WITHOUT_ITS_LOG = 0x8004587D, 2  # EXT4_IOC_SHUTDOWN and its flag, of linux/fs/ext4/ext4.h
NOT_ALLOWED = "this user may not mount a disk here; other tests simulate what it would do"


def mounted(folder: Path, options: str) -> bool:
    """Mount memory as a disk on ``folder``; False where that is not allowed."""
    folder.mkdir(exist_ok=True)
    return _mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder))


@contextmanager
def disk_on(folder: Path, options: str) -> Iterator[Path]:
    """A disk for as long as the block lasts; the test is skipped where there can be none."""
    if not mounted(folder, options):
        pytest.skip(NOT_ALLOWED)
    try:
        yield folder
    finally:
        while folder.is_mount():
            remove(folder)


def hold(folder: Path, elsewhere: Path) -> None:
    """Keep what is mounted on ``folder`` in sight of ``elsewhere`` too, so that it outlives a removal."""
    elsewhere.mkdir(exist_ok=True)
    assert _mount("--bind", str(folder), str(elsewhere))


def remove(folder: Path) -> None:
    """Take away what is mounted on ``folder``, as a drive is pulled out: nobody is asked."""
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Fill the disk to its last page; return the file to delete, for room."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def leave(room: int, folder: Path) -> Path:
    """Fill the disk but for ``room`` bytes; return the file to delete for more."""
    filler = fill(folder)
    os.truncate(filler, filler.stat().st_size - room)
    return filler


class Drive:
    """An ext4 file system of its own, mounted on ``folder`` by way of a loop device.

    A healthy file system refuses to become read-only while somebody writes to it; it does so by itself where it
    meets an error, which is what `turn_read_only` has it meet.
    """

    def __init__(self, folder: Path, image: Path) -> None:
        self.folder, self._image = folder, image

    @classmethod
    @contextmanager
    def made(cls, folder: Path, megabytes: int = 16) -> Iterator["Drive"]:
        """One for as long as the block lasts; the test is skipped where there can be none."""
        drive = cls(folder, folder.with_suffix(".img"))
        drive._image.write_bytes(b"")
        os.truncate(drive._image, megabytes * 2**20)
        folder.mkdir()
        if not (_run("mkfs.ext4", "-q", "-F", "-m", "0", str(drive._image)) and drive._is_mounted()):
            pytest.skip(NOT_ALLOWED)
        try:
            yield drive
        finally:
            while folder.is_mount():
                remove(folder)

    def force_everything(self) -> None:
        """Put all that was written so far on the drive."""
        assert _run("sync", "--file-system", str(self.folder))

    def turn_read_only(self) -> None:
        """Meet an error, on which every write is refused with EROFS, by files already open too."""
        number = os.minor(self.folder.stat().st_dev)
        Path(f"/sys/fs/ext4/loop{number}/trigger_fs_error").write_text("1")

    def die(self) -> None:
        """Stop answering: what was not forced to it is lost, and everything else fails with EIO."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _GOING_DOWN, struct.pack("I", _WITHOUT_ITS_LOG))
        finally:
            os.close(handle)

    def connect_again(self) -> None:
        """Replace the failed mount by a new one of what is really on the drive."""
        remove(self.folder)
        assert self._is_mounted()

    def _is_mounted(self) -> bool:
        """By a loop device of its own: the one before may be in use still, and would show the failed mount."""
        found = subprocess.run(
            ["losetup", "--find", "--show", str(self._image)], capture_output=True, check=False, text=True
        )
        device = found.stdout.strip()
        try:
            return bool(device) and _mount("-o", "errors=remount-ro", device, str(self.folder))
        finally:
            if device:
                _run("losetup", "--detach", device)  # which happens when nobody uses it any more


def _mount(*arguments: str) -> bool:
    return _run("mount", *arguments)


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
