"""How a workspace keeps its images: ``images.json`` says what they are, ``images.parquet`` where each is."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gzlabel.atomic import written_whole
from gzlabel.catalogue.images.source import StoredSource
from gzlabel.catalogue.images.stretch import Stretch
from gzlabel.errors import ImageError

_Restored = Callable[[dict[str, Any], pa.Table, Path], StoredSource]
_DESCRIPTION, _TABLE = "images.json", "images.parquet"
_KINDS = {
    "none": ("none", "NoImages"),
    "files": ("files", "FileImages"),
    "joined": ("joined", "JoinedImages"),
    "mosaic": ("mosaic", "MosaicImages"),
    "archive": ("archive", "ArchiveImages"),
    "bands": ("bands", "BandImages"),
    "service": ("service", "ServiceImages"),
}


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
        with written_whole((waiting or folder) / _TABLE) as temporary:
            pq.write_table(table, temporary, compression="zstd")
    with written_whole((waiting or folder) / _DESCRIPTION) as temporary:
        temporary.write_text(json.dumps(description, indent=2, ensure_ascii=False), encoding="utf-8")


def open_images(folder: Path) -> StoredSource:
    """Open what `save_images` wrote.

    Raises
    ------
    ImageError
        If the description cannot be read, or comes from a newer gzlabel.
    """
    path = folder / _DESCRIPTION
    try:
        description: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table = pq.read_table(folder / _TABLE) if (folder / _TABLE).exists() else pa.table({})
        source = _restore(description["kind"], path)(description, table, folder)
        stretch = description.get("stretch")
        return source.with_stretch(None if stretch is None else Stretch.from_json(stretch))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, pa.ArrowException) as error:
        raise ImageError(
            f"the workspace's images cannot be opened ({type(error).__name__}: {error})",
            where=path,
            remedy="Restore the file from a backup, or name the images again",
        ) from error


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
