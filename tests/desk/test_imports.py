"""What the desk may not load before it is asked to work."""

import subprocess
import sys

HEAVY = ("torch", "umap", "numba", "sklearn", "hdbscan", "matplotlib", "skimage", "astropy", "dask")


def test_starting_the_desk_loads_nothing_heavy() -> None:
    code = f"import sys, gzlabel.desk; print([name for name in {HEAVY!r} if name in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert shown.stdout.strip() == "[]"
