"""What is done before a workspace is open: is it one, whose is it, is it sound, is it up to date."""

from contextlib import suppress
from pathlib import Path

from gzlabel.errors import UserError, WorkspaceDamaged, WorkspaceError
from gzlabel.temporary_folder import sweep
from gzlabel.workspace.backup import backup, backup_if_changed, backups_of
from gzlabel.workspace.failures import REPAIR, told
from gzlabel.workspace.lock import WorkspaceLock
from gzlabel.workspace.network import is_on_network
from gzlabel.workspace.own_files import assert_own_files
from gzlabel.workspace.sqlite.database import FILE_NAME, Database
from gzlabel.workspace.sqlite.placing import settle_placing
from gzlabel.workspace.sqlite.transcript import FILE_NAME as TRANSCRIPT_NAME


def assert_workspace(path: Path) -> None:
    """Refuse a path that is not a workspace.

    Raises
    ------
    WorkspaceError
    """
    with told(path):
        if not path.exists():
            raise WorkspaceError(
                "there is no such workspace", where=path, remedy="Make one with: gzlabel new"
            )
        if not (path / FILE_NAME).is_file() and is_mendable(path):
            raise WorkspaceDamaged(f"the ratings database {FILE_NAME} is gone", where=path, remedy=REPAIR)
        if not (path / FILE_NAME).is_file():
            raise WorkspaceError(
                f"this is not a gzlabel workspace: it holds no {FILE_NAME}",
                where=path,
                remedy="Choose a folder made by gzlabel new, usually named NAME.gzlabel",
            )
        assert_own_files(path)


def is_mendable(path: Path) -> bool:
    """Whether a folder holds anything ratings can be rebuilt from."""
    return (path / TRANSCRIPT_NAME).is_file() or bool(backups_of(path))


def assert_mendable(path: Path) -> None:
    """Refuse a path that is neither a workspace nor what is left of one.

    Raises
    ------
    WorkspaceError
    """
    if is_mendable(path):
        assert_own_files(path)
    else:
        assert_workspace(path)


def assert_sound(database: Database) -> None:
    """Refuse a damaged database before anything is written to it.

    Raises
    ------
    WorkspaceDamaged
    """
    damage = database.damage()
    if damage:
        what = f"the ratings database is damaged ({damage[0]})"
        raise WorkspaceDamaged(what, where=database.path, remedy=REPAIR)


def make_ready(database: Database) -> None:
    """Refuse a damaged database; bring one that may be written to up to date.

    Raises
    ------
    WorkspaceDamaged
    """
    assert_sound(database)
    if not database.read_only:
        prepare(database)


def writable_database(path: Path, lock: WorkspaceLock) -> Database:
    """The database of a workspace this program holds, with its log where a repair that was killed had taken that."""
    with told(path):
        settle_placing(path)
    shared_memory = not (lock.by_name_only or is_on_network(path))
    return Database(path, assert_writable=lock.assert_held, shared_memory=shared_memory)


def prepare(database: Database) -> None:
    """Back up and migrate an older workspace; complete the transcript; back up what a crash left without.

    Half files of killed programs are removed.
    """
    path = database.path.parent
    with suppress(OSError):  # a folder may be written to and not listed
        for folder in (path, *filter(Path.is_dir, path.iterdir())):
            sweep(folder)
    if not database.is_current:
        backup(database, f"before-migration-from-version-{database.schema_version}")
        database.migrate()
    database.settle_transcript()
    with suppress(UserError):  # a full disk must not keep the ratings from being read
        backup_if_changed(database)
