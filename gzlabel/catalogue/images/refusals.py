"""Images that are not read because of where their paths lead, told row by row."""

import numpy as np

from gzlabel.catalogue.images.bands import BandImages
from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.joined import JoinedImages
from gzlabel.catalogue.images.source import ImageSource

_N_SHOWN = 5


def refused_paths(source: ImageSource) -> dict[int, str]:
    """Return, by row, the paths that climb out of their image folder; nothing on the disk is touched."""
    if isinstance(source, FileImages):
        return {row: str(source.paths[row].as_py()) for row in source.refused().tolist()}
    if isinstance(source, BandImages):
        refused: dict[int, str] = {}
        for files in source.files.values():
            refused = {**refused_paths(files), **refused}
        return dict(sorted(refused.items()))
    if isinstance(source, JoinedImages):
        starts = np.cumsum([0, *(part.n_galaxies for part in source.parts)], dtype=np.int64).tolist()
        return {
            start + row: path
            for start, part in zip(starts, source.parts, strict=False)
            for row, path in refused_paths(part).items()
        }
    return {}


def refusal_notes(source: ImageSource) -> tuple[str, ...]:
    """What the user should be told of them."""
    refused = refused_paths(source)
    if not refused:
        return ()
    shown = ", ".join(f"row {row} ({path!r})" for row, path in list(refused.items())[:_N_SHOWN])
    more = f" and {len(refused) - _N_SHOWN:,} more" if len(refused) > _N_SHOWN else ""
    what = "path leads" if len(refused) == 1 else "paths lead"
    return (
        f"{len(refused):,} image {what} out of the image folder and will not be read: {shown}{more}; rows count "
        "from 0. Write them without '..', or name the folder of the images (--images).",
    )
