"""How a workspace keeps its images: ``images.json`` says what they are, ``images.parquet`` where each is."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gzlabel.atomic import written_whole
from gzlabel.catalogue.images.locations import Reach, beside
from gzlabel.catalogue.images.source import StoredSource
from gzlabel.catalogue.images.stretch import Stretch
from gzlabel.catalogue.images.vouching import DESCRIPTION, TABLE, is_vouched_for, vouch
from gzlabel.catalogue.parquet_claims import refuse_parquet_bomb
from gzlabel.errors import ImageError
from gzlabel.parsed_json import parsed_json

_Restored = Callable[[dict[str, Any], pa.Table, Reach], StoredSource]
_KINDS = {
    "none": ("none", "NoImages"),
    "files": ("files", "FileImages"),
    "joined": ("joined", "JoinedImages"),
    "mosaic": ("mosaic", "MosaicImages"),
    "archive": ("archive", "ArchiveImages"),
    "bands": ("bands", "BandImages"),
    "service": ("service", "ServiceImages"),
}
_UNREADABLE = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, pa.ArrowException),
    *(ArithmeticError, RecursionError),  # 1e999 is a number to JSON; a list of lists is looked through
)


def save_images(source: StoredSource, folder: Path, *, waiting: Path | None = None) -> None:
    """Write ``source`` into the workspace ``folder``; a small mosaic is copied there too.

    Parameters
    ----------
    waiting
        Another folder for the two files that say what the images are, until they are moved to ``folder``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    description, table = source.stored(folder)
    stretch = source.stretch
    description["stretch"] = None if stretch is None else stretch.to_json()
    if table is not None:
        with written_whole((waiting or folder) / TABLE) as temporary:
            pq.write_table(table, temporary, compression="zstd")
    with written_whole((waiting or folder) / DESCRIPTION) as temporary:
        temporary.write_text(json.dumps(description, indent=2, ensure_ascii=False), encoding="utf-8")
    if waiting is None and not description.get("foreign"):
        vouch(folder)


def open_images(folder: Path, *, within: Path | None = None, trusted: bool = False) -> StoredSource:
    """Open what `save_images` wrote.

    Parameters
    ----------
    folder
        Of the workspace.
    within
        What a description that is not vouched for may read; by default the folder and what is beside it.
    trusted
        Whether it may read every file, whoever made it.

    Raises
    ------
    ImageError
        If the description cannot be read, comes from a newer gzlabel, or leads where it may not.
    CatalogueError
        If somebody else's table of images would fill the memory.
    """
    path = folder / DESCRIPTION
    try:
        description: dict[str, Any] = parsed_json(path.read_text(encoding="utf-8"))
        is_ours, has_table = trusted or is_vouched_for(folder), (folder / TABLE).exists()
        if has_table and not is_ours:
            refuse_parquet_bomb(folder / TABLE, None, folder / TABLE)
        table = pq.read_table(folder / TABLE) if has_table else pa.table({})
        reach = Reach(folder, None if is_ours else within or beside(folder), trusted)
        source = _restore(description["kind"], path)(description, table, reach)
        stretch = description.get("stretch")
        return source.with_stretch(None if stretch is None else Stretch.from_json(stretch))
    except _UNREADABLE as error:
        raise ImageError(
            f"the workspace's images cannot be opened ({type(error).__name__}: {error})",
            where=path,
            remedy="Restore the file from a backup, or name the images again",
        ) from error


def trust_images(folder: Path) -> int:
    """Let a workspace read its images wherever they lie, from now on, for this user on this computer.

    Returns
    -------
    int
        How many descriptions were vouched for: one, and one for each time the catalogue grew.

    Raises
    ------
    ImageError
        If there is no description.
    """
    folders = [part.parent for part in (*folder.glob(DESCRIPTION), *folder.glob(f"images-*/{DESCRIPTION}"))]
    if not folders:
        raise ImageError("there is no description of images to trust", where=folder / DESCRIPTION)
    for described in folders:
        vouch(described)
    return len(folders)


def _restore(kind: str, path: Path) -> _Restored:
    if kind not in _KINDS:
        raise ImageError(
            f"images of the kind {kind!r} are not known",
            where=path,
            remedy="Open the workspace with a newer gzlabel",
        )
    module, name = _KINDS[kind]
    restored: _Restored = getattr(import_module(f"gzlabel.catalogue.images.{module}"), name).restored
    return restored
