"""Compare two builds file by file: contents, links, permissions. The exit code is 1 where anything differs.

python packaging/compare.py FIRST SECOND [--json]
"""

import argparse
import hashlib
import json
import stat
from pathlib import Path


def described(folder: Path) -> dict[str, tuple[str, int, str]]:
    """Kind and permissions, size, and what is in it, of everything below a folder by its relative path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        what, size = "", 0
        if path.is_symlink():
            what = str(path.readlink())
        elif path.is_file():
            with path.open("rb") as file:
                what, size = hashlib.file_digest(file, "sha256").hexdigest(), status.st_size
        found[path.relative_to(folder).as_posix()] = (stat.filemode(status.st_mode), size, what)
    return found


def compared(first: Path, second: Path) -> dict[str, object]:
    """What is the same and what differs."""
    one, other = described(first), described(second)
    return {
        "files": sum(not mode.startswith("d") for mode, _, _ in one.values()),
        "bytes": sum(size for _, size, _ in one.values()),
        "only_in_first": sorted(one.keys() - other.keys()),
        "only_in_second": sorted(other.keys() - one.keys()),
        "differ": sorted(name for name in one.keys() & other.keys() if one[name] != other[name]),
    }


def main() -> int:
    """Print what was found; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--json", action="store_true", help="for a program")
    arguments = parser.parse_args()
    found = compared(arguments.first, arguments.second)
    lists = [found[name] for name in ("only_in_first", "only_in_second", "differ")]
    if arguments.json:
        print(json.dumps(found, indent=1))
    else:
        print(f"{found['files']:,} files, {found['bytes']:,} bytes")
        for name in ("only_in_first", "only_in_second", "differ"):
            for path in found[name]:  # type: ignore[attr-defined]
                print(f"{name.replace('_', ' ')}: {path}")
        print("the same" if not any(lists) else "NOT the same")
    return 1 if any(lists) else 0


if __name__ == "__main__":
    raise SystemExit(main())
