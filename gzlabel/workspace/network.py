"""Whether a folder lies on another computer, where SQLite's shared memory does not reach.

See https://www.sqlite.org/wal.html, section 1: "WAL does not work over a network filesystem".
"""

import os
from pathlib import Path, PureWindowsPath

_KINDS = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "lustre",
    "gpfs",
    "beegfs",
    "pvfs",
    "fuse.sshfs",
    "davfs",
)
_LONG = "\\\\?\\"
_MOUNTS = Path("/proc/self/mounts")


def is_on_network(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether ``folder`` is on a network file system; False where the system does not say."""
    place = folder.resolve()
    if os.name == "nt":
        return is_share(PureWindowsPath(place))
    kind, depth = "", -1
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    for line in lines:
        fields = line.split()
        point = Path(fields[1].encode().decode("unicode_escape")) if len(fields) > 2 else None
        if point is not None and place.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = fields[2], len(point.parts)
    return kind.startswith(_KINDS)


def is_share(place: PureWindowsPath) -> bool:
    r"""Whether a resolved path of Windows leads to another computer, as ``\\server\share`` does.

    A letter that stands for a share is resolved to it; ``\\?\`` only says that a path may be long.
    """
    text, is_long = str(place), str(place).startswith(_LONG)
    return text[len(_LONG) :].upper().startswith("UNC\\") if is_long else text.startswith("\\\\")
