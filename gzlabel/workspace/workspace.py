"""A workspace: the folder that holds a catalogue, its images, and all that its astronomers said of them."""

import getpass
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.errors import ImageError, UserError, WorkspaceError, WorkspaceLocked
from gzlabel.progress import Report, silent
from gzlabel.workspace.annotations import Annotations
from gzlabel.workspace.backup import backup, backup_if_changed
from gzlabel.workspace.cluster_edits import ClusterEditor, ClusterEdits
from gzlabel.workspace.creation import create_folder
from gzlabel.workspace.database import Database
from gzlabel.workspace.failures import told, told_as_damage
from gzlabel.workspace.galaxies import Galaxies
from gzlabel.workspace.growth import settle_before_reading, settle_growth
from gzlabel.workspace.interests import Interests
from gzlabel.workspace.journal import Journal
from gzlabel.workspace.lock import WorkspaceLock
from gzlabel.workspace.opening import assert_sound, assert_workspace, prepare, writable_database
from gzlabel.workspace.settings import Settings

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
    problems
        Sentences on what could not be opened while the rest is usable.
    """

    def __init__(self, path: Path, database: Database, lock: WorkspaceLock | None, rater: str | None) -> None:
        from gzlabel.catalogue import Catalogue

        self.path, self._database, self._lock = path, database, lock
        self.read_only, self.read_only_because = database.read_only, ""
        self.catalogue: Catalogue = Catalogue.open(path)
        self._images: PictureSource | None = None
        self.problems: tuple[str, ...] = ()
        with told_as_damage(path / "catalogue.parquet"):
            self._galaxies = Galaxies(database, self.catalogue.ids)
        self._settings = Settings(database)
        self._interests = Interests(database)
        self.rater = rater or self._settings.get("rater") or login_name()
        self.journal = Journal(database, self._galaxies, self._interests, self._present_rater)
        self.annotations = Annotations(database, self._galaxies, self._present_rater)
        self._clusters = ClusterEditor(database, self._present_rater)

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
            workspace.read_only_because = str(refusal)
            return workspace

    @classmethod
    def _opened(
        cls, path: Path, database: Database, lock: WorkspaceLock | None, rater: str | None
    ) -> "Workspace":
        try:
            assert_sound(database)
            if not database.read_only:
                prepare(database)
            workspace = cls(path, database, lock, rater)
            workspace._settle_rows()
        except BaseException:
            database.close()
            raise
        return workspace

    @property
    def images(self) -> "PictureSource":
        """One image a galaxy, opened when first asked for.

        Where they cannot be opened there are none, and ``problems`` says why: ratings need no images.
        """
        if self._images is None:
            from gzlabel.catalogue.images import NoImages, open_images

            try:
                self._images = open_images(self.path)
            except ImageError as error:
                self._images = NoImages(self.catalogue.n_galaxies)
                self.problems = (*self.problems, str(error))
        return self._images

    @property
    def embedding_folder(self) -> Path:
        """Where the vectors lie."""
        return self.path / "embedding"

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
        return self._clusters.edits()

    def set_cluster_name(self, key: str, name: str) -> None:
        """Name a cluster; an empty name takes the name away."""
        self._clusters.name(key, name)

    def merge_clusters(self, keys: tuple[str, ...]) -> None:
        """Treat clusters as one."""
        self._clusters.merge(keys)

    def split_cluster(self, key: str) -> None:
        """Take a cluster apart."""
        self._clusters.split(key)

    def dismiss_cluster(self, key: str) -> None:
        """Hide a cluster."""
        self._clusters.dismiss(key)

    def restore_cluster(self, key: str) -> None:
        """Forget merges, splits and dismissals of a cluster."""
        self._clusters.restore(key)

    def backup(self) -> Path:
        """Copy the ratings now; returns the copy's path."""
        return backup(self._database)

    def close(self) -> None:
        """Close everything; a backup is made where anything changed."""
        if not self.read_only:
            with suppress(UserError):  # a full disk must not keep a program from closing
                backup_if_changed(self._database)
        self._database.close()
        if self._images is not None:
            self._images.close()
            self._images = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _present_rater(self) -> str:
        return self.rater

    def _settle_rows(self) -> None:
        """Record where galaxies now lie, after the catalogue grew or was reordered."""
        moved = self._galaxies.moved()
        if moved and not self.read_only:
            with self._database.transaction() as transaction:
                for key, galaxy_id, row in moved:
                    transaction.put("galaxy", key=key, id=galaxy_id, row=row)


def login_name() -> str:
    """Name of who is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
