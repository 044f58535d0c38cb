"""Making a workspace's folder whole or not at all: filled under a hidden name, renamed when complete."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from gzlabel.atomic import force_to_disk
from gzlabel.errors import WorkspaceError, WorkspaceLocked
from gzlabel.progress import Report, Step
from gzlabel.workspace.failures import told
from gzlabel.workspace.interests import now
from gzlabel.workspace.lock import WorkspaceLock
from gzlabel.workspace.sqlite.database import Database

if TYPE_CHECKING:
    import pyarrow as pa

    from gzlabel.catalogue.images import StoredSource

FIRST_INTEREST = "interesting"
EMBEDDING_FOLDER = "embedding"


def create_folder(
    path: Path,
    table: "pa.Table",
    images: "StoredSource | None",
    roles: Mapping[str, str | None],
    report: Report,
) -> None:
    """Make the folder of a new workspace.

    Parameters
    ----------
    path
        The folder to be.
    table, images
        One row, and one image, a galaxy.
    roles
        ``id_column``, ``ra_column``, ``dec_column``, as `gzlabel.catalogue.Catalogue.create` takes them.

    Raises
    ------
    WorkspaceError
        Where there is something at ``path`` already, or it cannot be written to.
    """
    with told(path):
        refuse_occupied(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(path)
        unfinished = path.with_name(f"{_hidden_name(path)}{token_hex(6)}")
        unfinished.mkdir()
        try:
            lock = WorkspaceLock(unfinished)
            try:
                _fill(unfinished, table, images, roles, report)
            finally:
                lock.release()
            force_to_disk(unfinished)
            unfinished.rename(path)
            force_to_disk(path.parent)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise


def refuse_occupied(path: Path) -> None:
    """Say so where a workspace cannot be made because something is there.

    Raises
    ------
    WorkspaceError
    """
    if path.exists() and not _is_empty_folder(path):
        raise WorkspaceError("there is something here already", where=path, remedy="Choose another name")


def _fill(
    folder: Path,
    table: "pa.Table",
    images: "StoredSource | None",
    roles: Mapping[str, str | None],
    report: Report,
) -> None:
    from gzlabel.catalogue import Catalogue
    from gzlabel.catalogue.images import NoImages, save_images

    report(Step("Writing the catalogue"))
    Catalogue.create(
        folder,
        table,
        id_column=roles["id_column"],
        ra_column=roles["ra_column"],
        dec_column=roles["dec_column"],
    )
    report(Step("Recording the images"))
    save_images(NoImages(table.num_rows) if images is None else images, folder)
    for name in (EMBEDDING_FOLDER, "atlas", "backups"):
        (folder / name).mkdir()
    database = Database.create(folder)
    try:
        with database.transaction() as transaction:
            transaction.put("interest", name=FIRST_INTEREST, created_at=now())
    finally:
        database.close()


def _hidden_name(path: Path) -> str:
    return f".{path.name}.unfinished-"


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _remove_left_behind(path: Path) -> None:
    """Remove what a killed program left of the same name; one still at work holds its lock."""
    for folder in path.parent.glob(f"{_hidden_name(path)}*"):
        with suppress(WorkspaceLocked, OSError):
            WorkspaceLock(folder).release()
            shutil.rmtree(folder)
