"""Which image files a folder holds, listed once and then asked many times."""

import os
from collections import defaultdict
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
        Paths by file name, and by file name without its suffix, in alphabetical order.
    """

    paths: frozenset[str]
    by_name: dict[str, list[str]]
    by_stem: dict[str, list[str]]

    @classmethod
    def of(cls, root: Path) -> "NamesInFolder":
        """List ``root`` and the folders in it; links to other folders are not followed."""
        return cls.among(files_below(root))

    @classmethod
    def among(cls, paths: list[str]) -> "NamesInFolder":
        """Take the images among ``paths``."""
        images = sorted(path for path in paths if path.lower().endswith(IMAGE_SUFFIXES))
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for path in images:
            name = path.rpartition("/")[2]
            by_name[name].append(path)
            by_stem[_stem(name)].append(path)
        return cls(frozenset(images), dict(by_name), dict(by_stem))

    def find(self, path: str | None, galaxy: str) -> str | None:
        """The image of ``galaxy``: at ``path`` as a table gives it, else of that name, else named by its id.

        Tables made elsewhere hold paths of that other machine, whose last parts are still right. Where several
        images match equally well, none is taken: a wrong picture is worse than a missing one.
        """
        if not path:
            named = self.by_name.get(galaxy) or self.by_stem.get(galaxy, [])
            return named[0] if len({_folder(match) for match in named}) == 1 else None
        plain = path.replace("\\", "/")
        if plain in self.paths:
            return plain
        name = plain.rpartition("/")[2]
        matches = self.by_name.get(name) or self.by_stem.get(name, [])
        return matches[0] if len(matches) == 1 else _most_alike(matches, plain)


def _most_alike(matches: list[str], path: str) -> str | None:
    """The one of ``matches`` that shares the most folders with the end of ``path``."""
    wanted = path.split("/")[-2::-1]
    shared = []
    for match in matches:
        folders = match.split("/")[-2::-1]
        equal = [ours == theirs for ours, theirs in zip(folders, wanted, strict=False)]
        shared.append([*equal, False].index(False))
    best = [match for match, count in zip(matches, shared, strict=True) if count == max(shared)]
    return best[0] if len(best) == 1 else None


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _stem(name: str) -> str:
    """``a.b`` of ``a.b.fits.gz``: the name without the suffix of an image."""
    stem, _, last = name.rpartition(".")
    if last.lower() in ("gz", "fz") and stem.lower().endswith(IMAGE_SUFFIXES):
        return stem.rpartition(".")[0]
    return stem


def files_below(root: Path) -> list[str]:
    """Every file of a folder and of the folders in it, relative to it with ``/``.

    Links to other folders are not followed; a folder that may not be read is passed over.
    """
    found = []
    for folder, _, names in os.walk(root):
        within = os.path.relpath(folder, root).replace(os.sep, "/")
        found += names if within == "." else [f"{within}/{name}" for name in names]
    return found
