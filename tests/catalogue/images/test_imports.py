"""Naming the image sources must not delay the first window."""

import subprocess
import sys

HEAVY = ("astropy", "skimage", "sep", "tifffile", "PIL", "urllib.request", "matplotlib", "scipy.stats")


def test_importing_the_sources_loads_no_decoder_and_no_network():
    code = f"import sys, gzlabel.catalogue.images; print([n for n in {HEAVY!r} if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
