"""The few icons a style sheet draws itself: it takes them from files, so they are written in the theme's colours."""

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

from gzlabel.assets import asset


class SheetIcons:
    """Coloured copies of icons, in a folder that lasts as long as this object, or the program."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="gzlabel-icons-"))
        # Qt's own temporary folder stays on the disk where the program ends before the object does.
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def path(self, name: str, colour: str) -> str:
        """Path of icon ``name`` drawn in ``colour`` (``#rrggbb``), as a style sheet writes it."""
        place = self._folder / f"{name}-{colour.lstrip('#')}.svg"
        if not place.exists():
            picture = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
            place.write_text(picture.replace("currentColor", colour), encoding="utf-8")
        return place.as_posix()
