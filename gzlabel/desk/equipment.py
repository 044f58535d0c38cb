"""What Qt has at hand on this computer, found without opening a window; an installation's self-test asks for it."""

import os
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QPluginLoader
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader

from gzlabel.progress import Report, silent

_PLATFORMS = ("xcb", "wayland", "windows", "cocoa")


def equipment(report: Report = silent) -> str:
    """Window systems whose plugins load, formats of images, number of fonts. To be called in a child process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qt = QGuiApplication(["gzlabel"])
    formats = sorted(bytes(one.data()).decode() for one in QImageReader.supportedImageFormats())
    n_fonts = len(QFontDatabase.families())
    qt.shutdown()
    return f"{'; '.join(_platforms())}; {', '.join(formats)}; {n_fonts} font families"


def _platforms() -> list[str]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    found = []
    for name in _PLATFORMS:
        for plugin in folder.glob(f"*q{name}.*"):
            loader = QPluginLoader(str(plugin))
            found.append(f"{name} loads" if loader.load() else loader.errorString())
    return found
