"""The few icons a style sheet draws itself: it takes them from files, so they are written in the theme's colours."""

from gzlabel.assets import asset
from gzlabel.temporary_folder import TemporaryFolder


class SheetIcons:
    """Coloured copies of icons, in a folder that lasts as long as this object, or the program."""

    def __init__(self) -> None:
        # Qt's own temporary folder stays on the disk where the program ends before the object does.
        self._folder = TemporaryFolder("icons")

    def path(self, name: str, colour: str) -> str:
        """Path of icon ``name`` drawn in ``colour`` (``#rrggbb``), as a style sheet writes it."""
        place = self._folder.path / f"{name}-{colour.lstrip('#')}.svg"
        if not place.exists():
            picture = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
            place.write_text(picture.replace("currentColor", colour), encoding="utf-8")
        return place.as_posix()
