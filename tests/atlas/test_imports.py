import subprocess
import sys


def test_the_room_opens_without_heavy_libraries() -> None:
    code = (
        "import sys, gzlabel.atlas;"
        "heavy = ('umap', 'hdbscan', 'numba', 'sklearn', 'scipy', 'PIL');"
        "print([name for name in heavy if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
