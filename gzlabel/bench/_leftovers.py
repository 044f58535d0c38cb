"""Temporary files of ours that a killed program leaves, and the next one should have removed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.util import get_temp_dir
from pathlib import Path

_MEANT_TO_STAY = ".lock"


def keep_temporaries_in(folder: Path) -> None:
    """Have this process, and those it begins from now on, keep their temporary files in ``folder``."""
    os.environ["TMPDIR"] = tempfile.tempdir = os.fspath(folder)


@contextmanager
def temporaries_in(folder: Path) -> Iterator[None]:
    """Have this process alone keep its temporary files in ``folder`` for a while."""
    get_temp_dir()  # what multiprocessing keeps outlasts the folder
    before, tempfile.tempdir = tempfile.tempdir, os.fspath(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def remove_leftovers(temporaries: Path, *places: Path) -> list[Path]:
    """Remove, and return, all that is in ``temporaries`` and all that is hidden in ``places``, but for locks."""
    found = [*temporaries.iterdir()]
    for place in places:
        found += [path for path in place.rglob(".*") if path.name != _MEANT_TO_STAY]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return [path for path in found if path.parent not in found]
