"""Permission taken away while the workspace is open, by the file system itself, for a user who is not root."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import gzlabel

_SCRIPT = """
import os
import sys
from pathlib import Path

import pyarrow as pa

from gzlabel.errors import UserError
from gzlabel.workspace import NewDecision, Workspace

def made(path):
    return Workspace.create(path, pa.table({"id": ["a", "b", "c"]}), id_column="id")


folder = Path(sys.argv[1])
if os.geteuid() == 0:
    # Everything is imported once before other users' eyes close: Python itself may lie in root's home.
    with made(folder / "rehearsal.gzlabel") as rehearsal:
        rehearsal.journal.append("interesting", [NewDecision(0, "rating", 5)])
    Workspace.open_or_read(folder / "rehearsal.gzlabel").close()
    os.setgid(65534)
    os.setuid(65534)
path = folder / "w.gzlabel"
workspace = made(path)
saved = []


def rate(row):
    try:
        workspace.journal.append("interesting", [NewDecision(row, "rating", 5)])
    except UserError as error:
        print("refused:", error)
    else:
        saved.append(row)


rate(0)
for folder in (path / "backups", path):
    folder.chmod(0o500)
for file in path.iterdir():
    if file.is_file():
        file.chmod(0o400)
rate(1)
rate(2)
workspace.close()
with Workspace.open_or_read(path) as again:
    print("read only:", again.read_only, again.read_only_because)
    held = [decision.row for decision in again.journal.current("interesting")]
print("lost:", sorted(set(saved) - set(held)))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may write to."""
    folder = Path(tempfile.mkdtemp(prefix="gzlabel-permission-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions otherwise")
def test_what_was_saved_is_there_and_the_rest_is_a_sentence(open_folder: Path) -> None:
    environment = {
        **os.environ,
        "HOME": str(open_folder),
        "XDG_DATA_HOME": str(open_folder),
        "PYTHONPATH": str(Path(gzlabel.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(open_folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "read only: True" in done.stdout
    assert "permission was refused" in done.stdout
    assert "lost: []" in done.stdout
