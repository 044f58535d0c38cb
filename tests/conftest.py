"""Fixtures every room may use."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real galaxies: ``GZLABEL_TEST_DATA``, or ``shared/data`` beside the checkout."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("GZLABEL_TEST_DATA", beside))
    if not (folder / "ORIGIN.md").is_file():
        pytest.skip(f"real galaxies are not here: {folder} (set GZLABEL_TEST_DATA to their folder)")
    return folder
