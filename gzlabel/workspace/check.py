"""Looking a workspace over without changing it: what is sound, what is damaged, and what would mend it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gzlabel.errors import UserError, WorkspaceTooNew
from gzlabel.parsed_json import parsed_json
from gzlabel.progress import Report, Step, silent
from gzlabel.temporary_folder import lasting
from gzlabel.workspace.backup import backups_of, opened
from gzlabel.workspace.failures import REPAIR, told_as_damage
from gzlabel.workspace.matrices import damaged_matrices
from gzlabel.workspace.opening import assert_workspace
from gzlabel.workspace.sqlite.connection import damage_of
from gzlabel.workspace.sqlite.database import FILE_NAME, Database
from gzlabel.workspace.sqlite.transcript import FILE_NAME as TRANSCRIPT_NAME
from gzlabel.workspace.sqlite.transcript import faults_of


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``where`` is relative to the workspace's folder; ``mendable`` where a repair mends it."""

    where: str
    is_sound: bool
    what: str
    remedy: str = ""
    mendable: bool = False

    @property
    def sentence(self) -> str:
        """Where, what, and the remedy."""
        return str(UserError(self.what, where=self.where, remedy=self.remedy or None))

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self)


_SET_ASIDE = (
    "A repair sets it aside; vectors and map are then made anew, at the desk or by gzlabel embed and map"
)


def check(path: Path | str, *, report: Report = silent) -> tuple[Finding, ...]:
    """Look over everything in a workspace, also while it is open elsewhere. Nothing is changed.

    Raises
    ------
    WorkspaceError
        Where the folder is not a workspace at all.
    """
    path = Path(path)
    assert_workspace(path)
    findings: list[Finding] = []
    for number, (words, look) in enumerate(_LOOKS.items()):
        report(Step(words, number, len(_LOOKS)))
        findings.extend(look(path))
    report(Step("Checked", len(_LOOKS), len(_LOOKS)))
    return tuple(findings)


def _database(path: Path) -> Iterator[Finding]:
    try:
        database = Database(path, read_only=True)
    except WorkspaceTooNew as error:
        yield Finding(FILE_NAME, False, error.what, error.remedy or "")
        return
    except UserError as error:
        yield Finding(FILE_NAME, False, error.what, REPAIR, mendable=True)
        return
    with closing(database):
        wrong = database.damage(thorough=True)
        if wrong:
            what = f"the ratings database is damaged ({wrong[0]})"
            yield Finding(FILE_NAME, False, what, REPAIR, mendable=True)
            return
        n_decisions = database.read("SELECT count(*) AS n FROM decision")[0]["n"]
        yield Finding(
            FILE_NAME, True, f"sound, schema version {database.schema_version}, {n_decisions} decisions"
        )


def _transcript(path: Path) -> Iterator[Finding]:
    file = path / TRANSCRIPT_NAME
    if not file.is_file():
        yield Finding(TRANSCRIPT_NAME, False, "the transcript is missing", REPAIR, mendable=True)
        return
    found = faults_of(file)
    if found:
        what = f"{found.n_damaged} of {found.n_lines} lines are damaged, and {found.n_gaps} runs of lines are missing"
        yield Finding(TRANSCRIPT_NAME, False, what, REPAIR, mendable=True)
    else:
        yield Finding(TRANSCRIPT_NAME, True, f"sound, {found.n_lines} lines")


def _catalogue(path: Path) -> Iterator[Finding]:
    from gzlabel.catalogue import Catalogue

    try:
        catalogue = Catalogue.open(path)
        for column in catalogue.columns:
            with told_as_damage(path / "catalogue.parquet"):
                catalogue.table(names=[column.name])
    except UserError as error:
        yield Finding("catalogue.parquet", False, error.what, error.remedy or "")
    else:
        yield Finding("catalogue.parquet", True, f"sound, {catalogue.n_galaxies} galaxies")


def _images(path: Path) -> Iterator[Finding]:
    from gzlabel.catalogue.images import NoImages, open_images

    try:
        images = open_images(path)
    except UserError as error:
        yield Finding("images.json", False, error.what, error.remedy or "")
        return
    try:
        n_missing = 0 if isinstance(images, NoImages) else len(images.missing())
    finally:
        images.close()
    what = f"{n_missing} of {images.n_galaxies} images are not where they were"
    if n_missing:
        yield Finding(
            "images.json", False, what, "Bring the image folder back to its place, or connect its drive"
        )
    else:
        what = "no images" if isinstance(images, NoImages) else f"{images.n_galaxies} images in their places"
        yield Finding("images.json", True, what)


def _matrices(path: Path) -> Iterator[Finding]:
    for file in damaged_matrices(path):
        where = str(file.relative_to(path))
        yield Finding(where, False, "the matrix is cut short or is none", _SET_ASIDE, mendable=True)


def _settings_files(path: Path) -> Iterator[Finding]:
    for file in sorted(lasting(path, "*.json")):
        try:
            parsed_json(file.read_bytes())
        except (ValueError, OSError) as error:
            where = str(file.relative_to(path))
            yield Finding(where, False, f"not readable as JSON ({error})", "Make that part again")


def _backups(path: Path) -> Iterator[Finding]:
    for file in backups_of(path):
        where = str(file.relative_to(path))
        try:
            with closing(opened(file)) as copy:
                wrong = damage_of(copy)
        except sqlite3.Error as error:
            wrong = [str(error)]
        yield Finding(
            where, not wrong, f"damaged ({wrong[0]})" if wrong else "sound", "Remove it" if wrong else ""
        )


_LOOKS = {
    "Checking the database": _database,
    "Checking the transcript": _transcript,
    "Checking the catalogue": _catalogue,
    "Checking the images": _images,
    "Checking the matrices": _matrices,
    "Checking the settings": _settings_files,
    "Checking the backups": _backups,
}
