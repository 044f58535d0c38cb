"""Fixtures every room may use."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def own_folders() -> Iterator[None]:
    """What the program keeps of its user goes to folders of the tests, in child processes too."""
    with tempfile.TemporaryDirectory(prefix="gzlabel-user-", ignore_cleanup_errors=True) as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            os.environ[name] = folder
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real galaxies: ``GZLABEL_TEST_DATA``, or ``shared/data`` beside the checkout."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("GZLABEL_TEST_DATA", beside))
    if not (folder / "ORIGIN.md").is_file():
        pytest.skip(f"real galaxies are not here: {folder} (set GZLABEL_TEST_DATA to their folder)")
    return folder
