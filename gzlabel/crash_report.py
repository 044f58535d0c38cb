"""A bug, written down for the user to read and to copy. It stays on this computer: nothing is ever sent.

A report holds the traceback and versions. It holds no values of variables, no ratings, no file's content, and
the user's home is written ``~``. ``gzlabel settings crash-reports off`` writes none.
"""

import atexit
import faulthandler
import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gzlabel.user_settings import user_setting

_KEPT, _HARD_END = 20, "fatal-"
_FATAL = """gzlabel ended without warning, by a fault inside a compiled library or in a file cut under it.
Every rating that it had shown as saved is on the disk: open the workspace again and go on.
"""
_LIBRARIES = (
    "PySide6_Essentials",
    "numpy",
    "pyarrow",
    "astropy",
    "torch",
    "timm",
    "umap-learn",
    "hdbscan",
    "numba",
)


def reports_folder() -> Path:
    """Where reports lie; it may not exist yet."""
    from platformdirs import user_log_path

    return user_log_path("gzlabel", appauthor=False) / "crashes"


def crash_reports() -> tuple[Path, ...]:
    """The reports there are, newest first."""
    found = [path for path in reports_folder().glob("*.txt") if _tells_anything(path)]
    return tuple(sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True))


def last_hard_end() -> Path | None:
    """The newest report of a program that ended without warning; None where none did."""
    by_date = sorted(reports_folder().glob(f"{_HARD_END}*.txt"), reverse=True)
    return next(filter(_tells_anything, by_date), None)


def report_text(error: BaseException) -> str:
    """What a report says of an error."""
    trace = "".join(traceback.format_exception(error))
    return f"{_circumstances()}\n{trace.replace(str(Path.home()), '~')}"


def write_crash_report(error: BaseException) -> Path | None:
    """Write a report of an error and return its path.

    None where the user switched reports off or the disk refuses: telling of a failure must not fail itself.
    """
    if not user_setting("crash-reports"):
        return None
    folder = reports_folder()
    path = folder / f"crash-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report_text(error), encoding="utf-8", errors="backslashreplace")
        for old in crash_reports()[_KEPT:]:
            old.unlink()
    except OSError:
        return None
    return path


def watch_for_fatal_errors() -> Path | None:
    """From now on a fault inside a compiled library leaves a report too; return where it would lie."""
    if not user_setting("crash-reports"):
        return None
    path = reports_folder() / f"{_HARD_END}{datetime.now(UTC):%Y-%m-%dT%H%M%S}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        log = path.open("w", encoding="utf-8", newline="\n")
        log.write(f"{_circumstances()}\n{_FATAL}")
        log.flush()
    except OSError:
        return None
    faulthandler.enable(log)
    for old in sorted(path.parent.glob(f"{_HARD_END}*"))[:-_KEPT]:
        with suppress(OSError):
            old.unlink()

    def put_away() -> None:
        """The program ends in good order: whatever Windows told of on the way was dealt with."""
        faulthandler.disable()
        log.close()
        with suppress(OSError):
            path.unlink()

    atexit.register(put_away)
    return path


def _tells_anything(path: Path) -> bool:
    """Whether anything broke down: where a program was killed while all was well, no traceback follows the words."""
    try:
        text = path.read_bytes()
    except OSError:
        return False
    return bool(text) and not text.endswith(_FATAL.encode())


def _circumstances() -> str:
    import gzlabel

    lines = [
        f"gzlabel {gzlabel.__version__}{' (installer)' if getattr(sys, 'frozen', False) else ''}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"{platform.platform()}, Python {platform.python_version()}",
    ]
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            lines.append(f"{name} {version(name)}")
    return "\n".join(
        [*lines, "This report lies on your computer only. Send it if you like; nobody else does.", ""]
    )
