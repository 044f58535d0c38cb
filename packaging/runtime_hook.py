"""Run before anything else in the frozen program: what a bundle does not find by itself."""

import os
import sys
from contextlib import suppress
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
    try:
        while not folder.exists():
            folder = folder.parent
    except OSError:
        return False
    return os.access(folder, os.W_OK)


if sys.platform == "linux":
    with suppress(OSError, RuntimeError):  # no home at all, or no temporary folder either
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute()
        if not _can_be_written(caches / "numba"):
            # A frozen program's numba compiles for the user's caches or not at all. Child processes share the folder.
            from gzlabel.temporary_folder import TemporaryFolder

            own_caches = TemporaryFolder("caches")
            os.environ["XDG_CACHE_HOME"] = str(own_caches.path)
