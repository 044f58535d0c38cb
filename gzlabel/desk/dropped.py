"""What a file or folder that is dropped on a window is, and what is to be done with it."""

from enum import Enum
from pathlib import Path

from gzlabel.workspace_name import SUFFIX

_PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"}
_MOSAICS = {*_PICTURES, ".fz"}


class Drop(Enum):
    """What to do with a drop."""

    OPEN = "open"
    TABLE = "table"
    MOSAIC = "mosaic"
    FOLDER_OF_IMAGES = "folder of images"


def meaning(path: Path) -> Drop:
    """A workspace is opened; tables, mosaics and folders of images begin one."""
    if path.is_dir():
        return Drop.OPEN if path.suffix == SUFFIX or not has_pictures(path) else Drop.FOLDER_OF_IMAGES
    return Drop.MOSAIC if path.suffix.lower() in _MOSAICS else Drop.TABLE


def is_picture(path: Path) -> bool:
    """Whether a file is a picture made for the eye."""
    return path.is_file() and path.suffix.lower() in _PICTURES


def has_pictures(folder: Path) -> bool:
    """Whether pictures lie in a folder."""
    return any(is_picture(path) for path in folder.iterdir())
