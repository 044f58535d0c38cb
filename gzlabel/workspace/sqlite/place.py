"""Which file lies at a path: another that was put there has another number, or is on another device."""

from pathlib import Path


def place_of(path: Path) -> tuple[int, int] | None:
    """Device and number of the file at ``path``; None where there is none, or its drive does not answer."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
