"""The processes that a program has begun, where the system tells."""

from contextlib import suppress
from pathlib import Path


def family_of(process: int) -> list[int]:
    """Numbers of a process and of what it began, and these began; it alone where the system does not tell."""
    begun: list[str] = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            begun += listed.read_text().split()
    return [process, *(one for child in begun for one in family_of(int(child)))]


def is_running(process: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
