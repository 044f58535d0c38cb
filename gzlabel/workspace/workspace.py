"""A workspace: the folder that holds a catalogue, its images, and all that its astronomers said of them."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.errors import UserError, WorkspaceError, WorkspaceLocked
from gzlabel.progress import Report, silent
from gzlabel.workspace.annotations import Annotations
from gzlabel.workspace.backup import backup, backup_if_changed
from gzlabel.workspace.cluster_edits import ClusterEditor, ClusterEdits
from gzlabel.workspace.creation import EMBEDDING_FOLDER, create_folder
from gzlabel.workspace.failures import told, told_as_damage
from gzlabel.workspace.galaxies import Galaxies
from gzlabel.workspace.growth import settle_before_reading, settle_growth
from gzlabel.workspace.interests import Interests
from gzlabel.workspace.journal import Journal
from gzlabel.workspace.lock import WorkspaceLock
from gzlabel.workspace.opening import assert_workspace, make_ready, writable_database
from gzlabel.workspace.person import login_name
from gzlabel.workspace.settings import Settings
from gzlabel.workspace.shown_images import ShownImages
from gzlabel.workspace.sqlite.database import Database

if TYPE_CHECKING:
    import pyarrow as pa

    from gzlabel.catalogue.images import PictureSource, StoredSource


class Workspace:
    """An open workspace. Use `create` or `open`; close it, or use it as a context manager.

    Attributes
    ----------
    path
        The folder.
    read_only
        Whether changes are refused.
    read_only_because
        Why `open_or_read` gave a read-only workspace; empty otherwise.
    rater
        Name of who rates now; may be changed at a hand-over.
    catalogue, journal, annotations
        The galaxies, the decisions on them, and their tags, notes and flags.
    clusters
        Names, merges, splits and dismissals of clusters.
    """

    def __init__(self, path: Path, database: Database, lock: WorkspaceLock | None, rater: str | None) -> None:
        from gzlabel.catalogue import Catalogue

        self.path, self._database, self._lock = path, database, lock
        self.read_only, self.read_only_because = database.read_only, ""
        self.catalogue: Catalogue = Catalogue.open(path)
        self._images = ShownImages(path, self.catalogue.n_galaxies)
        with told_as_damage(path / "catalogue.parquet"):
            self._galaxies = Galaxies(database, self.catalogue.ids)
        self._settings = Settings(database)
        self._interests = Interests(database)
        self.rater = rater or self._settings.get("rater", "") or login_name()
        self.journal = Journal(database, self._galaxies, self._interests, self._present_rater)
        self.annotations = Annotations(database, self._galaxies, self._present_rater)
        self.clusters = ClusterEditor(database, self._present_rater)

    @classmethod
    def create(
        cls,
        path: Path | str,
        table: "pa.Table",
        images: "StoredSource | None" = None,
        *,
        id_column: str | None = None,
        ra_column: str | None = None,
        dec_column: str | None = None,
        report: Report = silent,
    ) -> "Workspace":
        """Make a workspace, whole or not at all, and open it.

        Parameters
        ----------
        path
            The new folder, usually named ``NAME.gzlabel``.
        table
            One row a galaxy.
        images
            One image a galaxy, or None.
        id_column, ra_column, dec_column
            What the columns mean, where they should not be guessed.

        Raises
        ------
        WorkspaceError
            Where ``path`` exists, or cannot be written to.
        """
        roles = {"id_column": id_column, "ra_column": ra_column, "dec_column": dec_column}
        create_folder(Path(path), table, images, roles, report)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path | str, *, rater: str | None = None, read_only: bool = False) -> "Workspace":
        """Open a workspace, bringing one of an older version up to date after a backup.

        Raises
        ------
        WorkspaceLocked
            Where it is open for writing elsewhere and ``read_only`` is False.
        WorkspaceTooNew
            Where a newer gzlabel wrote it.
        WorkspaceError
            Where the folder is not a workspace, cannot be written to, or its database is damaged.
        """
        path = Path(path)
        assert_workspace(path)
        if read_only:
            settle_before_reading(path)
            return cls._opened(path, Database(path, read_only=True), None, rater)
        with told(path):
            lock = WorkspaceLock(path)
        try:
            settle_growth(path)
            return cls._opened(path, writable_database(path, lock), lock, rater)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_or_read(cls, path: Path | str, *, rater: str | None = None) -> "Workspace":
        """Open for writing where possible, else read-only with the reason in ``read_only_because``."""
        try:
            return cls.open(path, rater=rater)
        except WorkspaceError as refusal:
            may_be_read = isinstance(refusal.__cause__, OSError | sqlite3.OperationalError)
            if not isinstance(refusal, WorkspaceLocked) and not may_be_read:
                raise
            workspace = cls.open(path, rater=rater, read_only=True)
            is_read_here = isinstance(refusal, WorkspaceLocked)  # which is what its remedy says
            workspace.read_only_because = str(WorkspaceError(refusal.what) if is_read_here else refusal)
            return workspace

    @classmethod
    def _opened(
        cls, path: Path, database: Database, lock: WorkspaceLock | None, rater: str | None
    ) -> "Workspace":
        try:
            make_ready(database)
            workspace = cls(path, database, lock, rater)
            if not database.read_only:
                workspace._galaxies.settle()
        except BaseException:
            database.close()
            raise
        return workspace

    @property
    def images(self) -> "PictureSource":
        """One image a galaxy, opened when first asked for; none, and a problem, where that is not possible."""
        return self._images.source

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences on what could not be opened as it lies while the rest is usable."""
        return tuple(filter(None, (self._database.problem, *self._images.problems)))

    @property
    def embedding_folder(self) -> Path:
        """Where the vectors lie."""
        return self.path / EMBEDDING_FOLDER

    @property
    def atlas_folder(self) -> Path:
        """Where the map and the cluster tree lie."""
        return self.path / "atlas"

    @property
    def schema_version(self) -> int:
        """Version of the database's tables."""
        return self._database.schema_version

    def setting(self, key: str, default: Any = None) -> Any:
        """The value kept under ``key``, or ``default``."""
        return self._settings.get(key, default)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a value JSON can hold."""
        self._settings.set(key, value)

    def settings(self) -> dict[str, Any]:
        """Every setting kept."""
        return self._settings.all()

    @property
    def interests(self) -> tuple[str, ...]:
        """Names of the interests, oldest first."""
        return self._interests.names()

    @property
    def current_interest(self) -> str:
        """The interest worked on last."""
        chosen = self._settings.get("current_interest")
        return chosen if chosen in self.interests else self.interests[0]

    @current_interest.setter
    def current_interest(self, name: str) -> None:
        self._interests.key_of(name)
        self._settings.set("current_interest", name)

    def add_interest(self, name: str) -> None:
        """Add an interest with nothing rated."""
        self._interests.add(name)

    def rename_interest(self, old: str, new: str) -> None:
        """Change a name; every decision stays."""
        was_current = self.current_interest == old
        self._interests.rename(old, new)
        if was_current:
            self.current_interest = new.strip()

    def remove_interest(self, name: str) -> None:
        """Take an interest out of sight; its decisions stay in the journal."""
        self._interests.remove(name)

    def cluster_edits(self) -> ClusterEdits:
        """Names, merges, splits and dismissals that hold."""
        return self.clusters.edits()

    def sync_later(self, written: Callable[[], None]) -> None:
        """Let nobody who writes wait for the disk from now on; see `sync`.

        Parameters
        ----------
        written
            Called after each change, in the thread that made it.
        """
        self._database.sync_later(written)

    def write(self) -> None:
        """Write what was left for later, see `Journal.append_later`."""
        self._database.write()

    def sync(self) -> None:
        """Force every change so far to the disk; others may go on writing.

        Raises
        ------
        WorkspaceError
            Where the disk fails.
        """
        self._database.sync()

    def backup(self) -> Path:
        """Copy the ratings now; returns the copy's path."""
        return backup(self._database)

    def close(self) -> None:
        """Close everything; a backup is made where anything changed."""
        if not self.read_only:
            with suppress(UserError):  # a full disk must not keep a program from closing
                backup_if_changed(self._database)
        self._database.close()
        self._images.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _present_rater(self) -> str:
        return self.rater
