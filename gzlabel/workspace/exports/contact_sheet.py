"""A contact sheet: thumbnails with ids, ratings and expected ratings, as a web page or as paged PDF."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gzlabel.atomic import written_whole
from gzlabel.errors import ImageError, WorkspaceError
from gzlabel.progress import Report, Step, silent
from gzlabel.workspace.decisions import Recorded
from gzlabel.workspace.exports.export import provenance
from gzlabel.workspace.failures import told
from gzlabel.workspace.workspace import Workspace

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_PIXELS = 160
_AT_ONCE = 64


@dataclass(frozen=True)
class Tile:
    """One galaxy of a sheet: what is drawn, and what is written below it."""

    title: str
    lines: tuple[str, ...]
    image: "Image | None"
    position: tuple[float, float] | None  # right ascension and declination in degrees


@dataclass(frozen=True)
class Section:
    """Galaxies under one heading."""

    heading: str
    n_tiles: int
    tiles: Iterator[Tile]


def write_contact_sheet(
    workspace: Workspace,
    path: Path | str,
    groups: Mapping[str, ArrayLike],
    *,
    interest: str,
    mean: NDArray[np.floating] | None = None,
    std: NDArray[np.floating] | None = None,
    clusters: Sequence[Any] | NDArray[Any] | None = None,
    header: Mapping[str, str] | None = None,
    report: Report = silent,
) -> int:
    """Write a sheet, whole or not at all; return how many galaxies are on it.

    Parameters
    ----------
    workspace, interest
        Whose images, and what was rated.
    path
        ``.html``, one file with everything in it and nothing that runs, or ``.pdf``.
    groups
        Catalogue rows by heading; ``{"": rows}`` for a sheet without headings.
    mean, std, clusters, header
        As in `gzlabel.workspace.export_list`.

    Raises
    ------
    WorkspaceError
        Where the suffix is neither, or the file cannot be written.
    """
    path = Path(path)
    write = sheet_writer(path)
    rows_of = {heading: np.asarray(rows, dtype=np.int64) for heading, rows in groups.items()}
    n_galaxies = sum(len(rows) for rows in rows_of.values())
    captions = _Captions(workspace, interest, mean, std, clusters)
    counter = _Counter(report, n_galaxies)
    sections = [
        Section(heading, len(rows), _tiles(workspace, rows, captions, counter))
        for heading, rows in rows_of.items()
    ]
    facts = {**provenance(workspace, interest, n_galaxies), **(header or {})}
    with told(path), written_whole(path) as temporary:
        write(temporary, f"{workspace.path.stem}: {interest}", facts, sections)
    return n_galaxies


def sheet_writer(path: Path) -> Callable[[Path, str, Mapping[str, str], Sequence[Section]], None]:
    """What writes a sheet of this suffix.

    Raises
    ------
    WorkspaceError
        Where the suffix is neither ``.html`` nor ``.pdf``, or the folder does not exist.
    """
    from gzlabel.workspace.exports import contact_html, contact_pdf

    writers = {".html": contact_html.write, ".htm": contact_html.write, ".pdf": contact_pdf.write}
    if path.suffix.lower() not in writers:
        raise WorkspaceError(
            f"a contact sheet cannot be written as {path.suffix or 'a file without a suffix'}",
            where=path,
            remedy="Choose .html or .pdf",
        )
    if not path.parent.is_dir():
        raise WorkspaceError(f"there is no folder {path.parent}", where=path, remedy="Make it first")
    return writers[path.suffix.lower()]


class _Counter:
    """Tells how many tiles are drawn, over all sections."""

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total, self._done = report, total, 0

    def __call__(self) -> None:
        self._done += 1
        self._report(Step("Drawing the sheet", self._done, self._total))


class _Captions:
    """What is written below each galaxy."""

    def __init__(
        self,
        workspace: Workspace,
        interest: str,
        mean: NDArray[np.floating] | None,
        std: NDArray[np.floating] | None,
        clusters: Sequence[Any] | NDArray[Any] | None,
    ) -> None:
        self._decisions = {decision.row: decision for decision in workspace.journal.current(interest)}
        self._annotations = workspace.annotations.all()
        self._mean, self._std, self._clusters = mean, std, clusters

    def of(self, row: int) -> tuple[str, ...]:
        """The lines of one galaxy; those with nothing to say are left out."""
        annotation = self._annotations.get(row)
        lines = [
            _said(self._decisions.get(row)),
            self._expected(row),
            "" if self._clusters is None or self._clusters[row] is None else str(self._clusters[row]),
            ", ".join(annotation.tags) if annotation else "",
            annotation.note if annotation else "",
        ]
        return tuple(line for line in lines if line)

    def _expected(self, row: int) -> str:
        if self._mean is None or not np.isfinite(self._mean[row]):
            return ""
        spread = "" if self._std is None else f" ± {self._std[row]:.1f}"
        return f"expected {self._mean[row]:.1f}{spread}"


def _said(decision: Recorded | None) -> str:
    if decision is None:
        return ""
    what = {"artefact": "artefact", "skip": "skipped", "cannot_tell": "cannot tell"}.get(decision.kind)
    return f"{what or f'rated {decision.rating}'} by {decision.rater}"


def _tiles(
    workspace: Workspace, rows: NDArray[np.int64], captions: _Captions, counter: _Counter
) -> Iterator[Tile]:
    ids, positions = workspace.catalogue.ids, workspace.catalogue.positions
    with ThreadPoolExecutor(4, thread_name_prefix="contact-sheet") as pool:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE].tolist()
            for row, image in zip(some, pool.map(lambda row: _thumbnail(workspace, row), some), strict=True):
                place = (
                    None
                    if positions is None
                    else (float(positions.ra_deg[row]), float(positions.dec_deg[row]))
                )
                known = place if place is not None and np.isfinite(place).all() else None
                yield Tile(str(ids[row]), captions.of(row), image, known)
                counter()


def _thumbnail(workspace: Workspace, row: int) -> "Image | None":
    """The picture cut to a square; None where there is none."""
    from PIL import Image, ImageOps

    try:
        pixels = workspace.images.read(row, THUMBNAIL_PIXELS)
    except ImageError:
        return None
    return ImageOps.fit(
        Image.fromarray(pixels), (THUMBNAIL_PIXELS, THUMBNAIL_PIXELS), Image.Resampling.LANCZOS
    )
