"""Run before anything else in the frozen program: what a bundle does not find by itself."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# Python's OpenSSL remembers where the machine that built it kept its certificates; other systems keep them elsewhere.
# The system's own come first, since an institute may have added its own authority to them.
_CERTIFICATES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),  # Debian, Ubuntu, Arch
    Path("/etc/pki/tls/certs/ca-bundle.crt"),  # Fedora, RHEL
    Path("/etc/ssl/ca-bundle.pem"),  # openSUSE
    Path("/etc/ssl/cert.pem"),  # Alpine, macOS
    Path(getattr(sys, "_MEIPASS", ".")) / "certifi" / "cacert.pem",
)

if sys.platform != "win32":
    present = next((file for file in _CERTIFICATES if file.is_file()), None)
    if present is not None:
        os.environ.setdefault("SSL_CERT_FILE", str(present))

if sys.platform == "linux":
    # A desktop or another Qt may have left plugins here that were built for another version.
    os.environ["QT_PLUGIN_PATH"] = str(Path(getattr(sys, "_MEIPASS", ".")) / "PySide6" / "Qt" / "plugins")


def _can_be_written(folder: Path) -> bool:
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


if "NUMBA_CACHE_DIR" not in os.environ and not _can_be_written(Path.home() / ".cache" / "numba"):
    # numba keeps what it compiles in the home, and here has no sources to keep it beside. Child processes share it.
    compiled = tempfile.mkdtemp(prefix="gzlabel-numba-")
    os.environ["NUMBA_CACHE_DIR"] = compiled
    atexit.register(shutil.rmtree, compiled, ignore_errors=True)
