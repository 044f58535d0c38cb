"""Which image files a folder holds, listed once and then asked many times."""

import os
from dataclasses import dataclass
from pathlib import Path

from gzlabel.catalogue.images.decode import IMAGE_SUFFIXES


@dataclass(frozen=True)
class NamesInFolder:
    """Image files of a folder and the folders in it, as paths relative to it with ``/``.

    Attributes
    ----------
    paths
        Every image.
    by_name, by_stem
        Path by file name, and by file name without its suffix; the first of equal ones.
    """

    paths: frozenset[str]
    by_name: dict[str, str]
    by_stem: dict[str, str]

    @classmethod
    def of(cls, root: Path) -> "NamesInFolder":
        """List ``root`` and the folders in it; links to other folders are not followed."""
        return cls.among(_images_below(str(root)))

    @classmethod
    def among(cls, paths: list[str]) -> "NamesInFolder":
        """Take the images among ``paths``."""
        images = [path for path in paths if path.lower().endswith(IMAGE_SUFFIXES)]
        by_name: dict[str, str] = {}
        by_stem: dict[str, str] = {}
        for path in images:
            name = path.rpartition("/")[2]
            by_name.setdefault(name, path)
            by_stem.setdefault(_stem(name), path)
        return cls(frozenset(images), by_name, by_stem)

    def find(self, path: str | None, galaxy: str) -> str | None:
        """The image of ``galaxy``: at ``path`` as a table gives it, else of that name, else named by its id.

        Tables made elsewhere hold paths of that other machine; their file names are still right.
        """
        if path:
            plain = path.replace("\\", "/")
            name = plain.rpartition("/")[2]
            if plain in self.paths:
                return plain
            return self.by_name.get(name) or self.by_stem.get(name)
        return self.by_name.get(galaxy) or self.by_stem.get(galaxy)


def _stem(name: str) -> str:
    lower = name.lower()
    suffix = max((suffix for suffix in IMAGE_SUFFIXES if lower.endswith(suffix)), key=len)
    return name[: -len(suffix)]


def _images_below(root: str, prefix: str = "") -> list[str]:
    found = []
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                found.extend(_images_below(entry.path, f"{prefix}{entry.name}/"))
            else:
                found.append(f"{prefix}{entry.name}")
    return found
