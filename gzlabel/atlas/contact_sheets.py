"""A page a cluster: its typical, borderline and surprising members, under a line of numbers."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.clusters import ClusterSummaries
from gzlabel.atlas.poster import ReadImage, square_thumbnail, write_picture
from gzlabel.progress import Report, Step, silent

if TYPE_CHECKING:
    from PIL import Image

_THUMBNAIL_PX = 150
_GAP_PX = 6
_LINE_PX = 26
_INK = (30, 30, 30)
_PAPER = (255, 255, 255)


def write_contact_sheets(
    summaries: ClusterSummaries,
    read_image: ReadImage,
    folder: Path,
    *,
    names: Mapping[str, str] | None = None,
    report: Report = silent,
) -> list[Path]:
    """One PNG a cluster in ``folder``, most interesting cluster first by number.

    Parameters
    ----------
    names
        The user's names for clusters, by key.
    """
    folder.mkdir(parents=True, exist_ok=True)
    best_first = np.argsort(-np.nan_to_num(summaries.mean, nan=-1.0), kind="stable")
    written = []
    for number, place in enumerate(best_first, 1):
        key = summaries.keys[place]
        name = (names or {}).get(key) or f"cluster {number}"
        path = folder / f"{number:03d}_{re.sub(r'[^A-Za-z0-9]+', '_', name).strip('_')}.png"
        write_picture(contact_sheet(summaries, int(place), read_image, name), path)
        written.append(path)
        report(Step("Contact sheets", number, len(best_first)))
    return written


def contact_sheet(
    summaries: ClusterSummaries, place: int, read_image: ReadImage, name: str
) -> NDArray[np.uint8]:
    """The page ``(height, width, 3)`` of the cluster at ``place`` in ``summaries``."""
    from PIL import Image

    strips = [
        ("typical", summaries.typical[place]),
        ("borderline", summaries.borderline[place]),
        ("surprising", summaries.surprising[place]),
    ]
    columns, strip_px = summaries.typical.shape[1], _LINE_PX + _THUMBNAIL_PX + _GAP_PX
    width, height = _GAP_PX + columns * (_THUMBNAIL_PX + _GAP_PX), _LINE_PX + _GAP_PX + len(strips) * strip_px
    page = Image.new("RGB", (width, height), _PAPER)
    _write(page, f"{name}:  {_told(summaries, place)}", _GAP_PX, 18)
    for strip, (title, rows) in enumerate(strips):
        top = _LINE_PX + _GAP_PX + strip * strip_px
        _write(page, title, top, 14)
        for column, row in enumerate(rows[rows >= 0]):
            thumbnail = square_thumbnail(read_image, int(row), _THUMBNAIL_PX)
            if thumbnail is not None:
                left = _GAP_PX + column * (_THUMBNAIL_PX + _GAP_PX)
                page.paste(Image.fromarray(thumbnail), (left, top + _LINE_PX))
    return np.asarray(page)


def _told(summaries: ClusterSummaries, place: int) -> str:
    return (
        f"{summaries.size[place]:,} galaxies, {summaries.n_rated[place]} rated, "
        f"expected {summaries.mean[place]:.2f} \u00b1 {summaries.spread[place]:.2f}, "
        f"{summaries.share_liked[place]:.0%} liked"
    )


def _write(page: "Image.Image", text: str, top: int, size: int) -> None:
    from PIL import ImageDraw, ImageFont

    ImageDraw.Draw(page).text((_GAP_PX, top), text, fill=_INK, font=ImageFont.load_default(size))
