"""Run before anything else in the frozen program: places that are not writable, or not found, inside it."""

import os
import sys
from pathlib import Path


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "gzlabel" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gzlabel"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gzlabel"


# numba compiles beside the source by default: inside the bundle that is read-only, and without this it compiles
# anew at every start.
os.environ.setdefault("NUMBA_CACHE_DIR", str(_user_cache() / "numba"))

# A bundle does not find the system's certificates on every platform; certifi's travel with it.
bundled = Path(getattr(sys, "_MEIPASS", ".")) / "certifi" / "cacert.pem"
if bundled.exists():
    os.environ.setdefault("SSL_CERT_FILE", str(bundled))
